namespace KeyEcosystem.Cli;

/// <summary>The Gate's reasons as lines for a person, each with what it is about, and after them the verbs that lead on.</summary>
internal static class GateWords
{
    /// <summary>Whether a refusal is one of the Gate's.</summary>
    public static bool AnyIn(IReadOnlyDictionary<string, string> facts) => facts.ContainsKey("reason0.code");

    /// <summary>The lines.</summary>
    /// <param name="facts">Data of the refusal.</param>
    public static IEnumerable<string> Of(IReadOnlyDictionary<string, string> facts)
    {
        var next = new List<string>();
        for (var i = 0; facts.TryGetValue($"reason{i}.code", out var code); i++)
        {
            string Fact(string name) => facts.GetValueOrDefault($"reason{i}.{name}") ?? "";
            var asset = Fact("asset");
            yield return $"  {(asset.Length == 0 ? "" : Fact("title") is { Length: > 0 } title ? $"\"{title}\" ({asset}): " : $"{asset}: ")}{Fact("zh")} {Fact("en")} [{code}]";
            if ((code == "agreement.none" || code.StartsWith("policy.", StringComparison.Ordinal)) && asset.Length > 0)
            {
                // Which offer would permit it, if one does, is said there.
                next.Add($"keyeco assets show {asset}");
            }
            else if (code == "agreement.not-in-force")
            {
                next.Add($"keyeco agreements show {Fact("clause")}");
            }
        }

        foreach (var verb in next.Distinct(StringComparer.Ordinal))
        {
            yield return $"Next: {verb} 下一步";
        }
    }
}
