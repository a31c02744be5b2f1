namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>How far a province is covered.</summary>
/// <param name="Province">The province.</param>
/// <param name="Rules">By rule, A to C; a total of 0 where the rule counts nothing there.</param>
public sealed record ProvinceCoverage(Province Province, IReadOnlyList<RuleCoverage> Rules)
{
    /// <summary>The coverage by one rule.</summary>
    /// <param name="rule">The rule.</param>
    public RuleCoverage By(CountingRule rule) => Rules[(int)rule];
}
