using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>One of the Gate's reasons in the data of a refusal.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Clause">Which clause; of an agreement that is not in force, its id.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
/// <param name="Asset">What it is about, where a use is of several; null otherwise.</param>
/// <param name="Title">The asset's name; empty when not said.</param>
public sealed record RefusedReason(string Code, string Clause, string Zh, string En, AssetId? Asset, string Title)
{
    /// <summary>The reasons of a refusal; none when it was not the Gate that refused.</summary>
    /// <param name="facts">Data of the refusal.</param>
    public static IReadOnlyList<RefusedReason> Of(IReadOnlyDictionary<string, string> facts)
    {
        var reasons = new List<RefusedReason>();
        for (var i = 0; facts.TryGetValue($"reason{i}.code", out var code); i++)
        {
            reasons.Add(new RefusedReason(code, Fact("clause"), Fact("zh"), Fact("en"), AssetId.TryParse(Fact("asset"), null, out var asset) ? asset : null, Fact("title")));

            string Fact(string name) => facts.GetValueOrDefault($"reason{i}.{name}", "");
        }

        return reasons;
    }
}
