using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Reports;
using KeyEcosystem.Observatory.Store;
using KeyEcosystem.Observatory.Work.Reports;

namespace KeyEcosystem.Observatory.Tests.Core.Reports;

/// <summary>Inputs of reports for tests.</summary>
internal static class ReportSamples
{
    public static readonly DateTimeOffset Vintage = new(2026, 10, 15, 0, 0, 0, TimeSpan.Zero);
    private static readonly IndicatorTable Table = new();

    public static IReadOnlyList<IndicatorDefinition> Definitions => Table.Seed;

    /// <summary>Claims and targets only.</summary>
    public static ReportInput Bare => StrategyReports.Input(null, Vintage);

    /// <summary>A year and more of growth, scenarios, funds, and an earlier date.</summary>
    public static ReportInput Full => At(Vintage) with
    {
        Since = At(Vintage.AddMonths(-3)),
        Scenarios = [new ReportScenario("s1", "补贴加倍", "Subsidy doubled", "补贴 ×2", "subsidy x2", Vintage.AddYears(3), 80, 1000, [new ReportScenarioOutcome("I21", 20, 28, 35, 0.4), new ReportScenarioOutcome("Z9", 1, 2, 3, null)])],
        Capital = [new ReportFund("f1", "大基金", "The large fund", Yuan(500), Yuan(200), Yuan(50), Yuan(210), 0.083), new ReportFund("f2", "新基金", "The new fund", Yuan(100), Yuan(0), Yuan(0), Yuan(0), null)],
    };

    public static ReportInput At(DateTimeOffset instant, IEnumerable<EcosystemFact>? facts = null) => ReportFacts.Of(Table.Seed, Table.Formulas, [.. facts ?? Growth()], instant);

    /// <summary>One indicator with a reading of its own.</summary>
    public static ReportIndicator One(string id, Reading reading) => new() { Definition = Table.Find(id)!, Formula = Table.Formulas[id], Reading = reading };

    public static ReportInput Of(params IReadOnlyList<ReportIndicator> indicators) => new() { Vintage = Vintage, Indicators = indicators };

    /// <summary>Firms join and chips of both origins are added, month after month.</summary>
    private static IReadOnlyList<EcosystemFact> Growth()
    {
        var story = new Story { Now = Vintage.AddMonths(-16) };
        for (var m = 0; m < 16; m++)
        {
            story.Now = Vintage.AddMonths(m - 16).AddDays(1);
            for (var k = 0; k <= m % 3; k++)
            {
                story.Member($"sg{m}.{k}", country: "SG", industry: "C").Asset($"a{m}.{k}", $"sg{m}.{k}", "C");
            }

            story.Pool($"cn{m}", 4 + m, member: $"sg{m}.0", assetValueMinor: 1_000_000_000).Pool($"us{m}", 20, "US", member: $"sg{m}.0");
        }

        return story.Facts;
    }

    private static Money Yuan(long millions) => new(millions * 100_000_000, Currency.Cny);
}
