using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>Why something could not be had, in words.</summary>
/// <param name="Words">What happened, in both languages.</param>
/// <param name="Detail">What more the node said; empty where the words say it.</param>
/// <param name="Code">Stable code of the refusal; empty for a failure.</param>
/// <param name="Reasons">The Gate's reasons, when it was the Gate that refused.</param>
/// <param name="Assets">What these reasons are about, where a use is of several: their pages say which offer would permit it.</param>
public sealed record Trouble(Text Words, Text Detail, string Code, IReadOnlyList<GateReasonView> Reasons, IReadOnlyList<AssetId> Assets)
{
    /// <summary>The words for a failure of a call.</summary>
    /// <param name="failure">What the client threw.</param>
    public static Trouble Of(Exception failure)
    {
        if (failure is not NodeProblemException problem)
        {
            return new Trouble(TroubleWords.NoAnswer, new Text("", ""), "", [], []);
        }

        var reasons = RefusedReason.Of(problem.Facts);
        return new Trouble(
            TroubleWords.Of(problem.Code, problem.Title, problem.Facts),
            TroubleWords.Detail(problem.Code, problem.Detail),
            problem.Code,
            [.. reasons.Select(r => new GateReasonView(r.Code, r.Clause, r.Title.Length > 0 ? $"“{r.Title}”：{r.Zh}" : r.Zh, r.Title.Length > 0 ? $"\"{r.Title}\": {r.En}" : r.En))],
            [.. reasons.Select(r => r.Asset).OfType<AssetId>().Distinct()]);
    }
}
