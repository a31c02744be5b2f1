using System.Text;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Claims, measurements and targets on one scale; bounds are open and point where the value lies.</summary>
internal static class DotDrawing
{
    private const double Row = 24;
    private const double Top = 52;
    private const double Size = 13;
    private const double LeftMax = 420;

    public static double Draw(StringBuilder svg, DotChart chart)
    {
        var left = Math.Min(LeftMax, 16 + chart.Marks.Max(m => ReportSvg.WidthOf(m.Label, Size)));
        var right = ReportSvg.Width - 24;
        var values = chart.Marks.SelectMany(m => new[] { m.Claim, m.Measured, m.Target, m.TargetHigh }).OfType<double>().ToList();
        var ticks = ReportSvg.Ticks(Math.Min(0, values.Min()), Math.Max(chart.Unit == "%" ? 100 : 0, values.Max()));
        double X(double v) => left + ((v - ticks[0]) / (ticks[^1] - ticks[0]) * (right - left));
        var bottom = Top + (chart.Marks.Count * Row);
        Legend(svg, chart);
        foreach (var tick in ticks)
        {
            svg.Line(X(tick), Top - 6, X(tick), bottom, "grid");
            svg.Text(X(tick), Top - 12, ReportFigures.Of(tick), "middle", "t");
        }

        for (var i = 0; i < chart.Marks.Count; i++)
        {
            One(svg, chart.Marks[i], left, Top + (i * Row) + (Row / 2), X);
        }

        return bottom + 6;
    }

    private static void Legend(StringBuilder svg, DotChart chart)
    {
        var x = 8.0;
        void Next(Action<double> mark, string words)
        {
            mark(x + 6);
            svg.Text(x + 29, 18, words);
            x += 49 + ReportSvg.WidthOf(words, Size);
        }

        Next(at => Claim(svg, at, 13, 0), chart.ClaimName);
        Next(at => Claim(svg, at, 13, 1), chart.BoundName);
        Next(at => Measured(svg, at, 13), chart.MeasuredName);
        Next(at => Target(svg, at, 13), chart.TargetName);
    }

    private static void One(StringBuilder svg, DotMark mark, double left, double y, Func<double, double> x)
    {
        svg.Line(left, y, ReportSvg.Width - 24, y, "grid");
        svg.Text(left - 10, y + 4.5, Cut(mark.Label, left - 16), "end");
        if (mark.Target is { } target)
        {
            if (mark.TargetHigh is { } high)
            {
                svg.Line(x(target), y, x(high), y, "range");
                Target(svg, x(high), y);
            }

            Target(svg, x(target), y);
        }

        if (mark.Measured is { } measured)
        {
            Measured(svg, x(measured), y);
        }

        // On top: the smaller one of two that are equal is seen.
        if (mark.Claim is { } claim)
        {
            Claim(svg, x(claim), y, mark.ClaimBound);
        }
    }

    /// <summary>A claim: a dot; where it is a bound an open one with a line to the side on which the value lies.</summary>
    private static void Claim(StringBuilder svg, double x, double y, int bound)
    {
        if (bound != 0)
        {
            svg.Line(x + (bound * 5), y, x + (bound * 15), y, "arrow");
            svg.Append($"<path d=\"M{ReportSvg.N(x + (bound * 12))} {ReportSvg.N(y - 3.5)} L{ReportSvg.N(x + (bound * 16))} {ReportSvg.N(y)} L{ReportSvg.N(x + (bound * 12))} {ReportSvg.N(y + 3.5)}\" class=\"arrow\"/>");
        }

        svg.Append($"<circle cx=\"{ReportSvg.N(x)}\" cy=\"{ReportSvg.N(y)}\" r=\"5\" class=\"{(bound == 0 ? "claim" : "open")}\"/>");
    }

    private static void Measured(StringBuilder svg, double x, double y) => svg.Append($"<rect x=\"{ReportSvg.N(x - 6.5)}\" y=\"{ReportSvg.N(y - 6.5)}\" width=\"13\" height=\"13\" class=\"measured\"/>");

    private static void Target(StringBuilder svg, double x, double y) => svg.Append($"<path d=\"M{ReportSvg.N(x)} {ReportSvg.N(y - 7)} l6 7 l-6 7 l-6 -7 z\" class=\"target\"/>");

    private static string Cut(string label, double room)
    {
        var end = label.Length;
        while (end > 1 && ReportSvg.WidthOf(label[..end], Size) > room)
        {
            end--;
        }

        return end == label.Length ? label : label[..(end - 1)].TrimEnd() + "…";
    }
}
