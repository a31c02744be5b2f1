using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>Why something could not be had, in words.</summary>
/// <param name="Words">What happened, in both languages.</param>
/// <param name="Detail">What the node said, in English.</param>
/// <param name="Code">Stable code of the refusal; empty for a failure.</param>
/// <param name="Reasons">The Gate's reasons, when it was the Gate that refused.</param>
/// <param name="Assets">What these reasons are about, where a use is of several: their pages say which offer would permit it.</param>
public sealed record Trouble(Text Words, string Detail, string Code, IReadOnlyList<GateReasonView> Reasons, IReadOnlyList<AssetId> Assets)
{
    /// <summary>The words for a failure of a call.</summary>
    /// <param name="failure">What the client threw.</param>
    public static Trouble Of(Exception failure) => failure is NodeProblemException problem
        ? new Trouble(TroubleWords.Of(problem.Code, problem.Title, problem.Facts), problem.Detail, problem.Code, ReasonsOf(problem.Facts), AssetsOf(problem.Facts))
        : new Trouble(TroubleWords.NoAnswer, "", "", [], []);

    private static GateReasonView[] ReasonsOf(IReadOnlyDictionary<string, string> facts) =>
    [
        .. Enumerable.Range(0, facts.Count)
            .TakeWhile(i => facts.ContainsKey($"reason{i}.code"))
            .Select(i => new GateReasonView(facts[$"reason{i}.code"], facts.GetValueOrDefault($"reason{i}.clause", ""), About(facts, i, "“", "”：") + facts.GetValueOrDefault($"reason{i}.zh", ""), About(facts, i, "\"", "\": ") + facts.GetValueOrDefault($"reason{i}.en", ""))),
    ];

    private static AssetId[] AssetsOf(IReadOnlyDictionary<string, string> facts) =>
    [
        .. Enumerable.Range(0, facts.Count)
            .TakeWhile(i => facts.ContainsKey($"reason{i}.code"))
            .Select(i => AssetId.TryParse(facts.GetValueOrDefault($"reason{i}.asset"), null, out var asset) ? asset : (AssetId?)null)
            .OfType<AssetId>().Distinct(),
    ];

    /// <summary>Of which asset a reason is, where a use is of several.</summary>
    private static string About(IReadOnlyDictionary<string, string> facts, int i, string before, string after) => facts.TryGetValue($"reason{i}.title", out var title) ? before + title + after : "";
}
