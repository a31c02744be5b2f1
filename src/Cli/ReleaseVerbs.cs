using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco releases</c>: results that inherit their sources' terms, until the owners of the sources release them.</summary>
internal static class ReleaseVerbs
{
    private static readonly Argument<AssetId> Result = Verb.Id<AssetId>("result", "The result of a job. 作业结果。");
    private static readonly Argument<PendingId> Id = Verb.Id<PendingId>("request", "The request. 申请。");
    private static readonly Option<PendingId?> OwnId = Verb.OwnId<PendingId>();

    public static Command Build()
    {
        var verb = Verb.Of("releases", "Your requests to release results, and those that concern your data. 结果解除申请。", List);
        verb.Add(Verb.Of("ask", "Asks the owners of a result's sources to let it stand under these terms. 申请解除结果继承的条款。", async run =>
            Say(run, await run.Node.AskRelease(run.Get(Result), new ReleaseRequest(run.Get(OwnId), PolicyFile.Read(run)), run.Stop)), Result, OwnId, PolicyFile.Option));
        verb.Add(Verb.Of("show", "One request. 查看。", async run => Say(run, await run.Node.Release(run.Get(Id), run.Stop)), Id));
        (string Step, string Words)[] steps = [("approve", "As owner of a source. 来源所有者同意。"), ("refuse", "As owner of a source. 来源所有者拒绝。"), ("withdraw", "As owner of the result. 结果所有者撤回。")];
        foreach (var (step, words) in steps)
        {
            verb.Add(Verb.Of(step, words, async run => Say(run, await run.Node.StepRelease(run.Get(Id), step, run.Stop)), Id));
        }

        return verb;
    }

    private static async Task List(VerbRun run) => await run.List(
        (await run.Node.Releases(run.Stop)).Items,
        ["Id", "Result Id", "Owner Id", "State", "Asked", "Votes"],
        r => [r.Id.ToString(), r.Asset.ToString(), r.Owner.ToString(), StateNames.Coded(r.State), r.RequestedAt.ToString("u", CultureInfo.InvariantCulture), Votes(r)]);

    private static void Say(VerbRun run, ReleaseView r) => run.Show(
        r,
        [
            ("request", r.Id.ToString()), ("result", r.Asset.ToString()), ("owner", r.Owner.ToString()), ("state", StateNames.Coded(r.State)), ("votes", Votes(r)),
            .. r.TermsZh.Select(t => ("条款", (string?)t)), .. r.TermsEn.Select(t => ("terms", (string?)t)),
        ]);

    private static string Votes(ReleaseView r) => string.Join(", ", r.Votes.Select(v => $"{v.Member} {StateNames.Coded(v.State)}"));
}
