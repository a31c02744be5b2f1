namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>How far the cities are covered.</summary>
/// <param name="Rules">By rule, A to C.</param>
/// <param name="Provinces">By province-level unit, in order of their codes; those outside the source list have totals of 0.</param>
/// <param name="Covered">The units that are covered, in order of their codes.</param>
/// <param name="Codes">Codes that were given.</param>
/// <param name="Repeated">Codes of units that another code had covered already.</param>
/// <param name="LeftOut">Codes that count nowhere.</param>
public sealed record CoverageReport(IReadOnlyList<RuleCoverage> Rules, IReadOnlyList<ProvinceCoverage> Provinces, IReadOnlyList<CityUnit> Covered, int Codes, int Repeated, IReadOnlyList<LeftOutCode> LeftOut)
{
    /// <summary>The coverage by one rule.</summary>
    /// <param name="rule">The rule.</param>
    public RuleCoverage By(CountingRule rule) => Rules[(int)rule];
}
