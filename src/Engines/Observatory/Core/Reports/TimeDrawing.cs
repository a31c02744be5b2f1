using System.Text;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Lines and intervals over time.</summary>
internal static class TimeDrawing
{
    private const double Plot = 232;
    private const double LegendRow = 20;
    private const double Right = 736;
    private const double Size = 13;
    private const int TimeTicks = 6;

    public static double Draw(StringBuilder svg, TimeChart chart)
    {
        var points = chart.Lines.SelectMany(l => l.Points).Concat(chart.Bands.SelectMany(b => b.Low.Concat(b.High))).ToList();
        if (chart.Target is { } goal)
        {
            points.Add(goal);
        }

        var (low, high) = (points.Min(p => p.Value), points.Max(p => p.Value));
        var top = 24 + Legend(svg, chart);
        var bottom = top + Plot;
        // From 0 where that does not press the lines flat.
        var ticks = ReportSvg.Ticks(low > 0 && low < high * 0.6 ? 0 : low, high);
        var left = 20 + ticks.Max(t => ReportSvg.WidthOf(ReportFigures.Of(t), Size));
        var (from, to) = (points.Min(p => p.At), points.Max(p => p.At));
        double X(DateTimeOffset at) => to == from ? (left + Right) / 2 : left + ((at - from) / (to - from) * (Right - left));
        double Y(double v) => bottom - ((v - ticks[0]) / (ticks[^1] - ticks[0]) * Plot);
        Axes(svg, ticks, from, to, left, bottom, X, Y);
        for (var i = 0; i < chart.Bands.Count; i++)
        {
            var (lower, upper) = (chart.Bands[i].Low, chart.Bands[i].High);
            svg.Append($"<path d=\"M{Joined(lower.Concat(upper.Reverse()), X, Y)} z\" class=\"band{Math.Min(i, 1)}\"/>");
        }

        foreach (var line in chart.Lines)
        {
            svg.Append($"<path d=\"M{Joined(line.Points, X, Y)}\" class=\"{line.Role}\"/>");
        }

        if (chart.Target is { } target)
        {
            svg.Append($"<path d=\"M{ReportSvg.N(X(target.At))} {ReportSvg.N(Y(target.Value) - 7)} l6 7 l-6 7 l-6 -7 z\" class=\"{(chart.IsTargetOpen ? "target open-target" : "target")}\"/>");
        }

        return bottom + 32;
    }

    private static void Axes(StringBuilder svg, IReadOnlyList<double> ticks, DateTimeOffset from, DateTimeOffset to, double left, double bottom, Func<DateTimeOffset, double> x, Func<double, double> y)
    {
        foreach (var tick in ticks)
        {
            svg.Line(left, y(tick), Right, y(tick), "grid");
            svg.Text(left - 8, y(tick) + 4.5, ReportFigures.Of(tick), "end", "t");
        }

        var isLong = to - from > TimeSpan.FromDays(400);
        var told = "";
        for (var n = 0; n <= TimeTicks; n++)
        {
            var at = from + ((to - from) * n / TimeTicks);
            var words = isLong ? ReportFigures.Day(at)[..7] : ReportFigures.Day(at);
            if (words != told)
            {
                svg.Line(x(at), bottom, x(at), bottom + 5, "axis");
                svg.Text(x(at), bottom + 21, words, n == 0 ? "start" : n == TimeTicks ? "end" : "middle", "t");
                told = words;
            }
        }

        svg.Line(left, bottom, Right, bottom, "axis");
    }

    /// <summary>Draws what the lines are called, in as many rows as that takes, and tells where the rows end.</summary>
    private static double Legend(StringBuilder svg, TimeChart chart)
    {
        var (x, y) = (8.0, 15.5);
        void Next(Func<double, double, string> mark, string words)
        {
            var wide = 26 + ReportSvg.WidthOf(words, Size);
            if (x > 8 && x + wide > Right)
            {
                (x, y) = (8, y + LegendRow);
            }

            svg.Append(mark(x, y));
            svg.Text(x + 26, y + 4.5, words);
            x += wide + 18;
        }

        foreach (var line in chart.Lines)
        {
            Next((at, row) => $"<path d=\"M{ReportSvg.N(at)} {ReportSvg.N(row)} h20\" class=\"{line.Role}\"/>", line.Name);
        }

        for (var i = 0; i < chart.Bands.Count; i++)
        {
            var kind = Math.Min(i, 1);
            Next((at, row) => $"<rect x=\"{ReportSvg.N(at)}\" y=\"{ReportSvg.N(row - 5.5)}\" width=\"20\" height=\"11\" class=\"band{kind}\"/>", chart.Bands[i].Name);
        }

        if (chart.Target is not null)
        {
            Next((at, row) => $"<path d=\"M{ReportSvg.N(at + 10)} {ReportSvg.N(row - 7)} l6 7 l-6 7 l-6 -7 z\" class=\"{(chart.IsTargetOpen ? "target open-target" : "target")}\"/>", chart.TargetName);
        }

        return y;
    }

    private static string Joined(IEnumerable<PathPoint> points, Func<DateTimeOffset, double> x, Func<double, double> y) =>
        string.Join(" L", points.Select(p => $"{ReportSvg.N(x(p.At))} {ReportSvg.N(y(p.Value))}"));
}
