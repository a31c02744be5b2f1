using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.WebConsole.Language;
using KeyEcosystem.WebConsole.Shared;

namespace KeyEcosystem.WebConsole.Pages.Overview;

/// <summary>The picture of the overview as an ECharts option.</summary>
internal static class TargetChart
{
    private const double PercentMax = 150;

    public static object Option(IReadOnlyList<IndicatorView> indicators, Tongue language) => new
    {
        grid = new { left = 8, right = 24, top = 40, bottom = 8, containLabel = true },
        legend = new { top = 0, left = 0 },
        tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" } },
        xAxis = new { type = "value", min = 0, max = PercentMax, interval = 50, axisLabel = new { formatter = "{value} %" } },
        yAxis = new
        {
            type = "category",
            inverse = true,
            data = indicators.Select(i => language == Tongue.Chinese ? i.NameZh : i.NameEn).ToArray(),
            axisLabel = new { width = 170, overflow = "truncate" },
        },
        series = new object[]
        {
            new
            {
                name = OverviewWords.Value.In(language),
                type = "bar",
                barMaxWidth = 10,
                itemStyle = new { color = "#2f8f9d" },
                label = new { show = true, position = "right", fontSize = 11 },
                data = indicators.Select(i => Bar(i, language)).ToArray(),
                markLine = new { silent = true, symbol = "none", lineStyle = new { color = "#b07a1e", type = "solid", width = 2 }, label = new { formatter = OverviewWords.Target.In(language), position = "start" }, data = new[] { new { xAxis = 100 } } },
            },
            new
            {
                name = OverviewWords.Claim.In(language),
                type = "scatter",
                symbol = "diamond",
                symbolSize = 11,
                itemStyle = new { color = "transparent", borderColor = "#b07a1e", borderWidth = 2 },
                data = indicators.Select(i => Point(i, i.Claim?.Value)).ToArray(),
            },
        },
    };

    /// <summary>A bar says its value beside the target; one that is not measured says so.</summary>
    private static object Bar(IndicatorView view, Tongue language)
    {
        var words = view.Measured.Value is { } value ? $"{Figures.Number(value)} / {Figures.Target(view)} {(language == Tongue.Chinese ? view.UnitZh : view.UnitEn)}" : OverviewWords.NotYet.In(language);
        return new { value = Point(view, view.Measured.Value) ?? 0, label = new { formatter = words, opacity = view.Measured.Value is null ? 0.6 : 1 } };
    }

    private static double? Point(IndicatorView view, double? value) => Figures.Attained(view, value) is { } percent ? Math.Round(Math.Clamp(percent, 0, PercentMax), 1) : null;
}
