using KeyEcosystem.Client;

namespace KeyEcosystem.Cli;

/// <summary>The Gate's reasons as lines for a person, each with what it is about, and after them the verbs that lead on.</summary>
internal static class GateWords
{
    /// <summary>The lines.</summary>
    /// <param name="reasons">Why the Gate refused.</param>
    public static IEnumerable<string> Of(IReadOnlyList<RefusedReason> reasons) =>
        reasons.Select(r => $"  {About(r)}{r.Zh} {r.En} [{r.Code}]").Concat(reasons.Select(Next).OfType<string>().Distinct(StringComparer.Ordinal).Select(verb => $"Next: {verb} 下一步"));

    private static string About(RefusedReason r) => r.Asset is null ? "" : r.Title.Length > 0 ? $"\"{r.Title}\" ({r.Asset}): " : $"{r.Asset}: ";

    /// <summary>Which offer would permit it, if one does, is said on the asset.</summary>
    private static string? Next(RefusedReason r) => r.Code switch
    {
        "agreement.not-in-force" or "agreement.suspended" => $"keyeco agreements show {r.Clause}",
        _ when r.Asset is { } asset && (r.Code == "agreement.none" || r.Code.StartsWith("policy.", StringComparison.Ordinal)) => $"keyeco assets show {asset}",
        _ => null,
    };
}
