namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>Counts the cities that are covered, by each of the three rules.</summary>
public static class CityCoverage
{
    /// <summary>The seed's target: at least 80 %.</summary>
    public const int TargetPercent = 80;

    /// <summary>The coverage of codes. A unit counts once, however many codes stand for it.</summary>
    /// <param name="codes">Statistical codes of places with a live deployment.</param>
    /// <param name="table">The units.</param>
    /// <param name="targetPercent">The share to be reached, 1 to 100.</param>
    public static CoverageReport Of(IEnumerable<string> codes, CityTable table, int targetPercent = TargetPercent)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetPercent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(targetPercent, 100);
        var covered = new HashSet<string>(StringComparer.Ordinal);
        var leftOut = new Dictionary<string, LeftOutCode>(StringComparer.Ordinal);
        var (given, repeated) = (0, 0);
        foreach (var code in codes)
        {
            given++;
            var (unit, fate) = table.Find(code);
            if (unit is not null)
            {
                repeated += covered.Add(unit.Code) ? 0 : 1;
            }
            else
            {
                leftOut[code] = new LeftOutCode(code, fate, leftOut.TryGetValue(code, out var known) ? known.Times + 1 : 1);
            }
        }

        IReadOnlyList<RuleCoverage> Rules(IReadOnlyList<CityUnit> units) => [.. CountingRules.All.Select(r => new RuleCoverage(r, units.Count(u => u.CountsIn(r) && covered.Contains(u.Code)), units.Count(u => u.CountsIn(r)), targetPercent))];

        return new CoverageReport(
            Rules(table.Units),
            [.. table.Provinces.Select(p => new ProvinceCoverage(p, Rules([.. table.Units.Where(u => u.Province == p.Code)])))],
            [.. table.Units.Where(u => covered.Contains(u.Code))],
            given,
            repeated,
            [.. leftOut.Values.OrderBy(l => l.Code, StringComparer.Ordinal)]);
    }
}
