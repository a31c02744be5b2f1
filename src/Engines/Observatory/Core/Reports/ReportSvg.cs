using System.Globalization;
using System.Text;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Draws charts as SVG: no script, the same chart gives the same characters. Colours are classes, so that a page may be dark.</summary>
public static class ReportSvg
{
    /// <summary>Width of every picture in its own units.</summary>
    internal const double Width = 760;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="alternative">The same in words.</param>
    public static string Of(ReportChart chart, string alternative)
    {
        var body = new StringBuilder();
        var height = chart switch
        {
            BarChart bars => BarDrawing.Draw(body, bars),
            DotChart dots => DotDrawing.Draw(body, dots),
            TimeChart times => TimeDrawing.Draw(body, times),
            _ => throw new ArgumentOutOfRangeException(nameof(chart), chart, "No such chart."),
        };
        return $"<svg viewBox=\"0 0 {N(Width)} {N(height)}\" role=\"img\" aria-label=\"{ReportHtml.Attribute(alternative)}\" xmlns=\"http://www.w3.org/2000/svg\">{body}</svg>";
    }

    internal static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    internal static void Text(this StringBuilder svg, double x, double y, string text, string anchor = "start", string kind = "l") =>
        svg.Append($"<text x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\" class=\"{kind}\">{ReportHtml.Text(text)}</text>");

    internal static void Line(this StringBuilder svg, double x1, double y1, double x2, double y2, string kind) =>
        svg.Append($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" class=\"{kind}\"/>");

    /// <summary>About how wide a text is: a CJK character is a square, others half of one.</summary>
    internal static double WidthOf(string text, double size) => text.Sum(c => c >= 0x2E80 ? size : size * 0.56);

    /// <summary>Round values from below the least to above the largest, four to seven of them.</summary>
    internal static IReadOnlyList<double> Ticks(double low, double high)
    {
        if (!(high > low))
        {
            (low, high) = (low - (low == 0 ? 0 : Math.Abs(low) / 10), high + (high == 0 ? 1 : Math.Abs(high) / 10));
        }

        var rough = (high - low) / 5;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = unit * (rough / unit <= 1 ? 1 : rough / unit <= 2 ? 2 : rough / unit <= 5 ? 5 : 10);
        var (first, last) = ((long)Math.Floor((low / step) + 1e-9), (long)Math.Ceiling((high / step) - 1e-9));
        // A multiple of the step, not a sum of steps: 0.30000000000000004 would be no tick.
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(n => (double)((decimal)step * (first + n)))];
    }
}
