using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Cohorts;

/// <summary>The pictures of a cohort's history as ECharts options.</summary>
internal static class HistoryChart
{
    /// <summary>Own, lent and idle devices upon each other, and what was waited for as a line.</summary>
    public static object Use(CohortHistoryView history, Tongue language) => new
    {
        grid = new { left = 20, right = 24, top = 40, bottom = 24, containLabel = true },
        legend = new { top = 0, left = 0 },
        tooltip = new { trigger = "axis" },
        xAxis = Axis(history),
        yAxis = new { type = "value", minInterval = 1 },
        series = new object[]
        {
            Bars(CohortWords.Own.In(language), "#2f8f9d", history.Bins.Select(b => Mean(b.OwnMs, b))),
            Bars(CohortWords.Lent.In(language), "#b07a1e", history.Bins.Select(b => Mean(b.LentMs, b))),
            Bars(CohortWords.Idle.In(language), "#9aa7b3", history.Bins.Select(b => Mean(Math.Max(0, b.OpenMs - b.OwnMs - b.LentMs), b))),
            new { name = CohortWords.Waited.In(language), type = "line", step = "middle", showSymbol = false, lineStyle = new { type = "dashed", width = 2 }, itemStyle = new { color = "#b3261e" }, data = history.Bins.Select(b => Mean(b.WaitedMs, b)).ToArray() },
        },
    };

    /// <summary>Idle, fragmented and utilised, in percent.</summary>
    public static object Quality(CohortHistoryView history, Tongue language) => new
    {
        grid = new { left = 20, right = 24, top = 40, bottom = 24, containLabel = true },
        legend = new { top = 0, left = 0 },
        tooltip = new { trigger = "axis" },
        xAxis = Axis(history),
        yAxis = new { type = "value", min = 0, max = 100, axisLabel = new { formatter = "{value} %" } },
        series = new object[]
        {
            Line(CohortWords.IdlePct.In(language), "#2f8f9d", "solid", history.Bins.Select(b => b.IdlePct)),
            Line(CohortWords.FragmentedPct.In(language), "#b07a1e", "dashed", history.Bins.Select(b => b.FragmentedPct)),
            Line(CohortWords.UtilisationPct.In(language), "#7a5195", "dotted", history.Bins.Select(b => b.UtilisationPct)),
        },
    };

    /// <summary>Devices on average over a stretch.</summary>
    public static double Mean(long deviceMs, CohortHistoryBin bin) => Math.Round(deviceMs / (bin.To - bin.From).TotalMilliseconds, 2);

    /// <summary>When a stretch begins, as short as its length allows.</summary>
    public static string Say(CohortHistoryBin bin) => bin.From.UtcDateTime.ToString("MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static object Axis(CohortHistoryView history) => new { type = "category", name = "UTC", nameLocation = "middle", nameGap = 26, data = history.Bins.Select(Say).ToArray() };

    private static object Bars(string name, string color, IEnumerable<double> data) =>
        new { name, type = "bar", stack = "devices", barCategoryGap = "5%", itemStyle = new { color }, data = data.ToArray() };

    private static object Line(string name, string color, string type, IEnumerable<double?> data) =>
        new { name, type = "line", symbolSize = 5, lineStyle = new { type, width = 2 }, itemStyle = new { color }, data = data.Select(d => d is { } v ? Math.Round(v, 1) : (double?)null).ToArray() };
}
