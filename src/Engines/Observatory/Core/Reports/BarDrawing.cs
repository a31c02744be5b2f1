using System.Text;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Bars with their counts behind them.</summary>
internal static class BarDrawing
{
    private const double Row = 28;
    private const double Size = 13;

    public static double Draw(StringBuilder svg, BarChart chart)
    {
        var left = Math.Min(260, 16 + chart.Bars.Select(b => ReportSvg.WidthOf(b.Label, Size)).DefaultIfEmpty(0).Max());
        var largest = Math.Max(1, chart.Bars.Select(b => b.Value).DefaultIfEmpty(0).Max());
        var scale = (ReportSvg.Width - left - 60) / largest;
        for (var i = 0; i < chart.Bars.Count; i++)
        {
            var (label, value) = chart.Bars[i];
            var y = 6 + (i * Row);
            svg.Text(left - 10, y + 15, label, "end");
            svg.Append($"<rect x=\"{ReportSvg.N(left)}\" y=\"{ReportSvg.N(y)}\" width=\"{ReportSvg.N(Math.Max(1, value * scale))}\" height=\"20\" rx=\"2\" class=\"bar\"/>");
            svg.Text(left + (value * scale) + 8, y + 15, ReportFigures.Of(value), kind: "v");
        }

        svg.Line(left, 2, left, 6 + (chart.Bars.Count * Row), "axis");
        return 12 + (chart.Bars.Count * Row);
    }
}
