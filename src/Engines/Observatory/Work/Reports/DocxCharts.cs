using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Packaging;
using KeyEcosystem.Observatory.Core.Reports;
using A = DocumentFormat.OpenXml.Drawing;
using DW = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>Figures as native charts, each with its workbook and words for who does not see it.</summary>
internal sealed class DocxCharts(MainDocumentPart main)
{
    /// <summary>Units of a drawing in a millimetre.</summary>
    private const long Millimetre = 36_000;

    private const long Narrow = 165;
    private const long Wide = 235;

    /// <summary>What a page on its side has room for below a caption.</summary>
    private const int HeightMax = 145;

    private uint count;

    public W.Paragraph Of(ReportFigure figure, bool isWide)
    {
        count++;
        var part = main.AddNewPart<ChartPart>();
        var sheet = new DocxSheet();
        var (plot, height, hasLegend) = figure.Chart switch
        {
            Core.Reports.BarChart bars => (DocxBars.Of(sheet, bars), 20 + (9 * bars.Bars.Count), false),
            DotChart dots => (DocxBars.Of(sheet, dots), 24 + (6 * dots.Marks.Count), true),
            TimeChart times => (DocxTimes.Of(sheet, times), 80, true),
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "No such chart."),
        };
        var chart = new Chart(new AutoTitleDeleted { Val = true }, plot);
        if (hasLegend)
        {
            var legend = new Legend(new LegendPosition { Val = LegendPositionValues.Top });
            legend.Append(DocxTimes.Unnamed(figure.Chart).Select(n => new LegendEntry(new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = n }, new Delete { Val = true })));
            legend.Append(new Overlay { Val = false });
            chart.Append(legend);
        }

        chart.Append(new PlotVisibleOnly { Val = true }, new DisplayBlanksAs { Val = DisplayBlanksAsValues.Gap });
        var book = part.AddEmbeddedPackagePart("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        using (var bytes = new MemoryStream(sheet.Bytes()))
        {
            book.FeedData(bytes);
        }

        part.ChartSpace = new ChartSpace(
            new EditingLanguage { Val = "zh-CN" },
            new RoundedCorners { Val = false },
            chart,
            new TextProperties(new A.BodyProperties(), new A.ListStyle(), new A.Paragraph(new A.ParagraphProperties(new A.DefaultRunProperties(new A.LatinFont { Typeface = "Calibri" }, new A.EastAsianFont { Typeface = "Microsoft YaHei" }) { FontSize = 800 }), new A.EndParagraphRunProperties { Language = "zh-CN" })),
            new ExternalData(new AutoUpdate { Val = false }) { Id = part.GetIdOfPart(book) });
        return new W.Paragraph(new W.Run(new W.Drawing(Inline(figure, main.GetIdOfPart(part), (isWide ? Wide : Narrow) * Millimetre, Math.Min(height, HeightMax) * Millimetre))));
    }

    private DW.Inline Inline(ReportFigure figure, string id, long width, long height) => new(
        new DW.Extent { Cx = width, Cy = height },
        new DW.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
        new DW.DocProperties { Id = count, Name = figure.Id, Description = $"{figure.Caption}. {figure.Alternative}" },
        new DW.NonVisualGraphicFrameDrawingProperties(),
        new A.Graphic(new A.GraphicData(new ChartReference { Id = id }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
    {
        DistanceFromTop = 0,
        DistanceFromBottom = 0,
        DistanceFromLeft = 0,
        DistanceFromRight = 0,
    };

    /// <summary>Name of a series.</summary>
    public static SeriesText Named(string name, string at) => new(new StringReference(new Formula(at), new StringCache(new PointCount { Val = 1 }, new StringPoint(new NumericValue(name)) { Index = 0 })));

    /// <summary>Numbers of a series; what is not there is left out.</summary>
    public static NumberReference Numbers(string at, IReadOnlyList<double?> values, string format = "General")
    {
        var cache = new NumberingCache(new FormatCode(format), new PointCount { Val = (uint)values.Count });
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                cache.Append(new NumericPoint(new NumericValue(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))) { Index = (uint)i });
            }
        }

        return new NumberReference(new Formula(at), cache);
    }

    /// <summary>A colour; null for none.</summary>
    public static OpenXmlElement Fill(string? color) => color is null ? new A.NoFill() : new A.SolidFill(new A.RgbColorModelHex { Val = color });

    public static ChartShapeProperties Grid() => new(new A.Outline(Fill(DocxStyles.Line)) { Width = 6350 });
}
