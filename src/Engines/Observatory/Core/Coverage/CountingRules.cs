namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>The rules by their letters and in words.</summary>
public static class CountingRules
{
    /// <summary>All three, the leading one first.</summary>
    public static IReadOnlyList<CountingRule> All { get; } = [CountingRule.Cities, CountingRule.PrefectureLevel, CountingRule.WithMunicipalities];

    /// <summary>A, B or C.</summary>
    /// <param name="rule">The rule.</param>
    public static string Letter(CountingRule rule) => rule switch
    {
        CountingRule.Cities => "A",
        CountingRule.PrefectureLevel => "B",
        _ => "C",
    };

    /// <summary>What the rule counts, in English and Chinese.</summary>
    /// <param name="rule">The rule.</param>
    public static (string En, string Zh) Words(CountingRule rule) => rule switch
    {
        CountingRule.Cities => ("prefecture-level cities", "地级市"),
        CountingRule.PrefectureLevel => ("prefecture-level units", "地级区划（含自治州、地区、盟）"),
        _ => ("prefecture-level units and municipalities", "地级区划与直辖市"),
    };
}
