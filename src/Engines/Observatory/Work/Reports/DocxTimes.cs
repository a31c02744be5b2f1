using DocumentFormat.OpenXml.Drawing.Charts;
using KeyEcosystem.Observatory.Core.Reports;
using A = DocumentFormat.OpenXml.Drawing;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>Charts of lines over time.</summary>
internal static class DocxTimes
{
    private const string Days = "yyyy-mm-dd";
    private const int LineWidth = 22_225;
    private const int EdgeWidth = 9_525;

    public static PlotArea Of(DocxSheet sheet, TimeChart chart)
    {
        var plot = new ScatterChart(new ScatterStyle { Val = ScatterStyleValues.LineMarker }, new VaryColors { Val = false });
        var n = 0u;
        foreach (var line in chart.Lines)
        {
            var (color, dash) = line.Role switch { "history" => (DocxStyles.Primary, A.PresetLineDashValues.Solid), "forecast" => (DocxStyles.Primary, A.PresetLineDashValues.Dash), _ => (DocxStyles.Note, A.PresetLineDashValues.SystemDot) };
            plot.Append(Series(sheet, n++, line.Name, line.Points, new A.Outline(DocxCharts.Fill(color), new A.PresetDash { Val = dash }) { Width = LineWidth }, null));
        }

        foreach (var band in chart.Bands)
        {
            foreach (var edge in (IReadOnlyList<PathPoint>[])[band.Low, band.High])
            {
                plot.Append(Series(sheet, n++, band.Name, edge, new A.Outline(DocxCharts.Fill(DocxStyles.Muted), new A.PresetDash { Val = A.PresetLineDashValues.SystemDash }) { Width = EdgeWidth }, null));
            }
        }

        if (chart.Target is { } target)
        {
            var mark = new Marker(new Symbol { Val = MarkerStyleValues.Diamond }, new Size { Val = 9 }, new ChartShapeProperties(DocxCharts.Fill(chart.IsTargetOpen ? null : DocxStyles.Note), new A.Outline(DocxCharts.Fill(DocxStyles.Note)) { Width = EdgeWidth }));
            plot.Append(Series(sheet, n++, chart.TargetName, [target], new A.Outline(new A.NoFill()), mark));
        }

        plot.Append(new AxisId { Val = 1 }, new AxisId { Val = 2 });
        var days = chart.Lines.SelectMany(l => l.Points).Concat(chart.Bands.SelectMany(b => b.Low)).Select(p => p.At).ToList();
        var time = new Scaling(new Orientation { Val = OrientationValues.MinMax }, new MaxAxisValue { Val = Math.Ceiling(days.Max().UtcDateTime.ToOADate()) }, new MinAxisValue { Val = Math.Floor(days.Min().UtcDateTime.ToOADate()) });
        return new PlotArea(new Layout(), plot, Axis(1, 2, AxisPositionValues.Bottom, time, Days, false), Axis(2, 1, AxisPositionValues.Left, new Scaling(new Orientation { Val = OrientationValues.MinMax }), "General", true));
    }

    /// <summary>Series that the legend leaves out: an interval has two edges and one name.</summary>
    public static IEnumerable<uint> Unnamed(ReportChart chart) => chart is TimeChart times ? times.Bands.Select((_, b) => (uint)(times.Lines.Count + (2 * b) + 1)) : [];

    private static ScatterChartSeries Series(DocxSheet sheet, uint n, string name, IReadOnlyList<PathPoint> points, A.Outline outline, Marker? marker)
    {
        List<double?> days = [.. points.Select(p => (double?)p.At.UtcDateTime.ToOADate())];
        List<double?> values = [.. points.Select(p => (double?)p.Value)];
        var x = sheet.Add(Days, [.. days.Select(d => (object?)d)]);
        var y = sheet.Add(name, [.. values.Select(v => (object?)v)]);
        return new ScatterChartSeries(
            new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = n },
            new Order { Val = n },
            DocxCharts.Named(name, y.Head),
            new ChartShapeProperties(outline),
            marker ?? new Marker(new Symbol { Val = MarkerStyleValues.None }),
            new XValues(DocxCharts.Numbers(x.Values, days, Days)),
            new YValues(DocxCharts.Numbers(y.Values, values)),
            new Smooth { Val = false });
    }

    private static ValueAxis Axis(uint id, uint other, AxisPositionValues side, Scaling scaling, string format, bool hasGrid)
    {
        var axis = new ValueAxis(new AxisId { Val = id }, scaling, new Delete { Val = false }, new AxisPosition { Val = side });
        if (hasGrid)
        {
            axis.Append(new MajorGridlines(DocxCharts.Grid()));
        }

        axis.Append(
            new NumberingFormat { FormatCode = format, SourceLinked = false }, new MajorTickMark { Val = TickMarkValues.Outside }, new MinorTickMark { Val = TickMarkValues.None }, new TickLabelPosition { Val = TickLabelPositionValues.Low },
            new CrossingAxis { Val = other }, new Crosses { Val = CrossesValues.AutoZero });
        return axis;
    }
}
