using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Dataspace;

/// <summary><c>keyeco disputes</c>, and the verbs of <c>keyeco agreements</c> by which the parties raise, answer and end one.</summary>
internal static class DisputeVerbs
{
    private static readonly Argument<AgreementId> Agreement = Verb.Id<AgreementId>("agreement", "The agreement. 协议。");
    private static readonly Argument<PendingId> Id = Verb.Id<PendingId>("dispute", "The dispute, as disputes and inbox show it. 争议，编号见 disputes 与 inbox。");
    private static readonly Option<PendingId?> OwnId = Verb.OwnId<PendingId>();
    private static readonly Option<string> Reason = new("--reason") { Description = "What is wrong, and what would put it right. 争议事由及所求补救。", Required = true };
    private static readonly Option<string> Note = new("--note") { Description = "What is said with it. 说明。", Required = true };
    private static readonly Option<string?> Perhaps = new("--note") { Description = "What is said with it. 说明。" };
    private static readonly Option<bool> Accept = new("--accept") { Description = "What the other party asks for is accepted. 接受。" };
    private static readonly Option<bool> Reject = new("--reject") { Description = "It is not. 不接受。" };
    private static readonly Option<bool> OnlyOpen = new("--open") { Description = "Those that go on. 仅未了结的。" };

    public static Command Build()
    {
        var verb = Verb.Of("disputes", "Disputes about your agreements; operators, regulators and auditors see all. 协议争议。", List, OnlyOpen);
        verb.Add(Verb.Of("list", "The newest first. 列出。", List, OnlyOpen));
        verb.Add(Verb.Of("show", "One. 查看。", async run => Say(run, await run.Node.Dispute(run.Get(Id), run.Stop)), Id));
        (string Step, string Words)[] rulings = [("uphold", "Rules that it is well-founded: operators and regulators, of no party. 裁决支持。"), ("dismiss", "Rules that it is not. 裁决驳回。")];
        foreach (var (step, words) in rulings)
        {
            verb.Add(Verb.Of(step, words, async run => Say(run, await run.Node.RuleDispute(run.Get(Id), new DisputeRuling(step, run.Get(Note)!), run.Stop)), Id, Note));
        }

        return verb;
    }

    /// <summary>Adds the parties' verbs to those of agreements.</summary>
    public static void AddTo(Command agreements)
    {
        agreements.Add(Verb.Of("dispute", "Raises a dispute about an agreement that is or was in force; it does not by itself stop use. 就协议提出争议（不当然停止使用）。", async run =>
            Say(run, await run.Node.RaiseDispute(run.Get(Agreement), new DisputeRequest(run.Get(OwnId), run.Get(Reason)!), run.Stop)), Agreement, Reason, OwnId));
        agreements.Add(Verb.Of("answer", "Answers the other party in the open dispute: --accept or --reject. 答复争议。", Answer, Agreement, Accept, Reject, Note));
        (string Step, string Words, bool Told)[] steps =
        [
            ("settle", "Proposes to settle the open dispute, or agrees to that. 提议或同意和解。", true),
            ("withdraw", "Withdraws the dispute that you raised. 撤回本方提出的争议。", false),
            ("suspend", "The provider suspends use while the dispute is open. 提供方在争议期间暂停使用。", true),
            ("resume", "The provider lets use go on. 提供方恢复使用。", false),
        ];
        foreach (var (step, words, told) in steps)
        {
            agreements.Add(Verb.Of(step, words, async run => await Take(run, step, told ? run.Get(Note) : run.Get(Perhaps)), Agreement, told ? (Symbol)Note : Perhaps));
        }
    }

    /// <summary>One line of a dispute below its agreement.</summary>
    public static void Line(VerbRun run, DisputeView d)
    {
        run.Out.WriteLine($"  {d.Id}  dispute 争议 [{StateNames.Coded(d.State)}]{(d.SuspendedAt is { } at ? $" use suspended since 使用暂停自 {at:u}" : "")}");
        foreach (var w in d.Words)
        {
            run.Out.WriteLine($"    {w.At:u}  {By(w.By)} {StepNames.Coded(w.Step)}{(w.Note is { } note ? $": \"{note}\"" : "")}");
        }
    }

    private static async Task Answer(VerbRun run)
    {
        if (run.Get(Accept) == run.Get(Reject))
        {
            throw new UsageException("--accept, --reject: give one of them. --accept 与 --reject 须二选一。");
        }

        await Take(run, run.Get(Accept) ? "accept" : "reject", run.Get(Note));
    }

    private static async Task Take(VerbRun run, string step, string? note)
    {
        var agreement = await run.Node.Agreement(run.Get(Agreement), run.Stop);
        var open = agreement.Disputes.FirstOrDefault(d => d.IsOpen) ?? throw new UsageException($"agreement: \"{agreement.Id}\" has no dispute that goes on. 该协议没有未了结的争议。");
        Say(run, await run.Node.StepDispute(open.Id, step, note, run.Stop));
    }

    private static Task List(VerbRun run) => run.List(
        PageCalls.All(cursor => run.Node.Disputes(run.Get(OnlyOpen) ? true : null, cursor, 500, run.Stop), run.Stop),
        ["Id", "Agreement", "State", "Claimant", "Asked"],
        d => [d.Id.ToString(), d.Agreement.ToString(), StateNames.Coded(d.State), By(d.Claimant), $"{d.RaisedAt:u}"]);

    private static void Say(VerbRun run, DisputeView d)
    {
        run.Show(
            d, ("dispute", d.Id.ToString()), ("agreement", d.Agreement.ToString()), ("provider", d.Provider.ToString()), ("consumer", d.Consumer.ToString()), ("raised by", By(d.Claimant)), ("state", StateNames.Coded(d.State)),
            ("use", d.IsOpen ? d.SuspendedAt is { } at ? $"suspended since 已暂停自 {at:u}" : "goes on 照常" : null), ("next", d.Steps.Count > 0 ? StepNames.Coded(d.Steps) : null));
        if (!run.Json)
        {
            foreach (var w in d.Words)
            {
                run.Out.WriteLine($"  {w.At:u}  {By(w.By)} {StepNames.Coded(w.Step)}{(w.Note is { } note ? $": \"{note}\"" : "")}");
            }
        }
    }

    private static string By(string code) => StepNames.Part(code);
}
