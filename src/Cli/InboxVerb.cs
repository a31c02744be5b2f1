using System.CommandLine;
using KeyEcosystem.Client;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco inbox</c>: what waits for a decision of yours.</summary>
internal static class InboxVerb
{
    public static Command Build() => Verb.Of("inbox", "Decisions that wait for you, the most urgent first. 待办：等待您决定的事项。", run => run.List(
        run.Node.AllInbox(run.Stop),
        ["Deadline", "待办", "Decision", "Id", "Steps"],
        i => [$"{i.Deadline:yyyy-MM-dd}{(i.Overdue ? " overdue 逾期" : "")}", i.TitleZh, i.TitleEn, i.Subject, string.Join(", ", i.Steps)]));
}
