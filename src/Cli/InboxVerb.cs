using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco inbox</c>: what waits for a decision of yours.</summary>
internal static class InboxVerb
{
    public static Command Build() => Verb.Of("inbox", "Decisions that wait for you, the most urgent first. 待办：等待您决定的事项。", run => run.List(
        run.Node.AllInbox(run.Stop),
        ["Deadline", "待办", "Decision", "Id", "Steps", "Next"],
        i => [$"{i.Deadline:yyyy-MM-dd}{(i.Overdue ? " overdue 逾期" : "")}", i.TitleZh, i.TitleEn, i.Subject, StepNames.Coded(i.Steps), string.Join("; ", new[] { InboxSteps.Shown(i), InboxSteps.Line(i) }.OfType<string>())]));
}
