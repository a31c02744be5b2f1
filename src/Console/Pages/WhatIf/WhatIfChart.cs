using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.WhatIf;

/// <summary>The pictures of a comparison as ECharts options.</summary>
internal static class WhatIfChart
{
    /// <summary>Idle and mean queueing of each way of sharing.</summary>
    public static object Comparison(IReadOnlyList<WhatIfPolicyView> policies, Tongue language) => new
    {
        grid = new { left = 8, right = 56, top = 40, bottom = 8, containLabel = true },
        legend = new { top = 0, left = 0 },
        tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" } },
        xAxis = new object[] { new { type = "value", min = 0, max = 100, axisLabel = new { formatter = "{value} %" } }, new { type = "value", min = 0, splitLine = new { show = false }, axisLabel = new { formatter = "{value} h" } } },
        yAxis = new { type = "category", inverse = true, data = policies.Select(p => WhatIfWords.OfPolicy(p.Policy).In(language)).ToArray(), axisLabel = new { width = 180, overflow = "break" } },
        series = new object[]
        {
            Bars(WhatIfWords.Idle.In(language), "#2f8f9d", 0, "{c} %", policies.Select(p => Short(p.Figures!.IdlePct))),
            Bars(WhatIfWords.Queueing.In(language), "#b07a1e", 1, "{c} h", policies.Select(p => Short(p.Figures!.QueueingMeanHours))),
        },
    };

    /// <summary>For each owner a line from alone to pooled; who is worse off has another sign and says so.</summary>
    public static object Owners(WhatIfFigures figures, string source, Tongue language) => new
    {
        grid = new { left = 28, right = 90, top = 40, bottom = 8, containLabel = true },
        legend = new { top = 0, left = 0, data = new[] { WhatIfWords.Alone.In(language), WhatIfWords.Pooled.In(language) } },
        tooltip = new { trigger = "item" },
        xAxis = new { type = "value", min = 0, axisLabel = new { formatter = "{value} h" } },
        yAxis = new { type = "category", inverse = true, data = figures.Owners.Select(o => WhatIfWords.OfOwner(source, o.Name).In(language)).ToArray(), axisLabel = new { width = 140, overflow = "truncate" } },
        series = new object[]
        {
            Points(WhatIfWords.Alone.In(language), "circle", "#9aa7b3", figures.Owners.Select(o => (object)new { value = new object[] { Short(o.QueueingAloneHours), WhatIfWords.OfOwner(source, o.Name).In(language) } })),
            Points(WhatIfWords.Pooled.In(language), "circle", "#2f8f9d", figures.Owners.Select(o => (object)new
            {
                value = new object[] { Short(o.QueueingHours), WhatIfWords.OfOwner(source, o.Name).In(language) },
                symbol = o.WorseOff ? "triangle" : "circle",
                itemStyle = new { color = o.WorseOff ? "#b3261e" : "#2f8f9d" },
                label = new { show = o.WorseOff, position = "right", formatter = WhatIfWords.WorseMark.In(language), color = "#b3261e" },
            })),
            // The line between them: what is unseen below it, and its length.
            Between("transparent", figures.Owners.Select(o => Math.Min(o.QueueingAloneHours, o.QueueingHours))),
            Between("#9aa7b3", figures.Owners.Select(o => Math.Abs(o.QueueingAloneHours - o.QueueingHours))),
        },
    };

    /// <summary>Devices held, and waited for.</summary>
    public static object Time(WhatIfFigures figures, Tongue language) => new
    {
        grid = new { left = 8, right = 48, top = 40, bottom = 24, containLabel = true },
        legend = new { top = 0, left = 0 },
        tooltip = new { trigger = "axis" },
        xAxis = new { type = "category", boundaryGap = false, name = WhatIfWords.Hour.In(language), nameLocation = "middle", nameGap = 26, data = figures.Bins.Select(b => $"{Short(b.FromHours)}").ToArray() },
        yAxis = new { type = "value" },
        series = new object[]
        {
            new { name = WhatIfWords.Used.In(language), type = "line", showSymbol = false, areaStyle = new { opacity = 0.4 }, itemStyle = new { color = "#2f8f9d" }, data = figures.Bins.Select(b => Short(b.Used)).ToArray(), markLine = new { silent = true, symbol = "none", lineStyle = new { color = "#76828f" }, label = new { formatter = $"{figures.Devices}" }, data = new[] { new { yAxis = figures.Devices } } } },
            new { name = WhatIfWords.Waited.In(language), type = "line", showSymbol = false, lineStyle = new { type = "dashed" }, itemStyle = new { color = "#b3261e" }, data = figures.Bins.Select(b => Short(b.Waited)).ToArray() },
        },
    };

    public static double Short(double value) => Math.Round(value, value >= 10 ? 1 : 2);

    private static object Bars(string name, string color, int axis, string label, IEnumerable<double> data) =>
        new { name, type = "bar", xAxisIndex = axis, barMaxWidth = 14, itemStyle = new { color }, label = new { show = true, position = "right", formatter = label, fontSize = 11 }, data = data.ToArray() };

    private static object Between(string color, IEnumerable<double> hours) =>
        new { type = "bar", stack = "line", barWidth = 3, silent = true, itemStyle = new { color }, data = hours.Select(Short).ToArray() };

    private static object Points(string name, string symbol, string color, IEnumerable<object> data) => new { name, type = "scatter", symbol, symbolSize = 12, itemStyle = new { color }, data = data.ToArray() };
}
