using DocumentFormat.OpenXml.Drawing.Charts;
using KeyEcosystem.Observatory.Core.Reports;
using A = DocumentFormat.OpenXml.Drawing;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>Charts of lying bars.</summary>
internal static class DocxBars
{
    public static PlotArea Of(DocxSheet sheet, Core.Reports.BarChart chart) => Plot(sheet, [.. chart.Bars.Select(b => b.Label)], [(chart.Name, DocxStyles.Primary, false, [.. chart.Bars.Select(b => (double?)b.Value)])], isLabelled: true);

    /// <summary>Claims that are bounds are bars without filling.</summary>
    public static PlotArea Of(DocxSheet sheet, DotChart chart)
    {
        var marks = chart.Marks;
        List<(string Name, string Color, bool IsOpen, List<double?> Values)> series =
        [
            (chart.ClaimName, DocxStyles.Muted, false, [.. marks.Select(m => m.ClaimBound == 0 ? m.Claim : null)]),
            ($"{chart.ClaimName} ({chart.BoundName})", DocxStyles.Muted, true, [.. marks.Select(m => m.ClaimBound != 0 ? m.Claim : null)]),
            (chart.MeasuredName, DocxStyles.Primary, false, [.. marks.Select(m => m.Measured)]),
            (chart.TargetName, DocxStyles.Note, false, [.. marks.Select(m => m.Target)]),
        ];
        return Plot(sheet, [.. marks.Select(m => m.Label)], [.. series.Where(s => s.Values.Exists(v => v is not null))], isLabelled: false);
    }

    private static PlotArea Plot(DocxSheet sheet, IReadOnlyList<string> labels, IReadOnlyList<(string Name, string Color, bool IsOpen, List<double?> Values)> series, bool isLabelled)
    {
        var categories = sheet.Add("", [.. labels]);
        var bars = new DocumentFormat.OpenXml.Drawing.Charts.BarChart(new BarDirection { Val = BarDirectionValues.Bar }, new BarGrouping { Val = BarGroupingValues.Clustered }, new VaryColors { Val = false });
        for (var i = 0; i < series.Count; i++)
        {
            var (name, color, isOpen, values) = series[i];
            var (head, at) = sheet.Add(name, [.. values.Select(v => (object?)v)]);
            var shape = new ChartShapeProperties(DocxCharts.Fill(isOpen ? null : color), new A.Outline(DocxCharts.Fill(color)) { Width = 12700 });
            var made = new BarChartSeries(new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = (uint)i }, new Order { Val = (uint)i }, DocxCharts.Named(name, head), shape, new InvertIfNegative { Val = false });
            if (isLabelled)
            {
                made.Append(new DataLabels(new ShowLegendKey { Val = false }, new ShowValue { Val = true }, new ShowCategoryName { Val = false }, new ShowSeriesName { Val = false }, new ShowPercent { Val = false }, new ShowBubbleSize { Val = false }));
            }

            var cache = new StringCache(new PointCount { Val = (uint)labels.Count });
            cache.Append(labels.Select((l, n) => new StringPoint(new NumericValue(l)) { Index = (uint)n }));
            made.Append(new CategoryAxisData(new StringReference(new Formula(categories.Values), cache)), new Values(DocxCharts.Numbers(at, values)));
            bars.Append(made);
        }

        bars.Append(new GapWidth { Val = 40 }, new AxisId { Val = 1 }, new AxisId { Val = 2 });
        return new PlotArea(
            new Layout(),
            bars,
            new CategoryAxis(
                new AxisId { Val = 1 }, new Scaling(new Orientation { Val = OrientationValues.MaxMin }), new Delete { Val = false }, new AxisPosition { Val = AxisPositionValues.Left },
                new NumberingFormat { FormatCode = "General", SourceLinked = false }, new MajorTickMark { Val = TickMarkValues.None }, new MinorTickMark { Val = TickMarkValues.None }, new TickLabelPosition { Val = TickLabelPositionValues.Low },
                new CrossingAxis { Val = 2 }, new Crosses { Val = CrossesValues.AutoZero }, new TickLabelSkip { Val = 1 }),
            new ValueAxis(
                new AxisId { Val = 2 }, new Scaling(new Orientation { Val = OrientationValues.MinMax }), new Delete { Val = false }, new AxisPosition { Val = AxisPositionValues.Bottom }, new MajorGridlines(DocxCharts.Grid()),
                new NumberingFormat { FormatCode = "General", SourceLinked = false }, new MajorTickMark { Val = TickMarkValues.None }, new MinorTickMark { Val = TickMarkValues.None }, new TickLabelPosition { Val = TickLabelPositionValues.NextTo },
                new CrossingAxis { Val = 1 }, new Crosses { Val = CrossesValues.Maximum }));
    }
}
