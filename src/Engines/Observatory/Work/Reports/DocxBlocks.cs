using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using KeyEcosystem.Observatory.Core.Reports;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>Blocks of a report as paragraphs and tables.</summary>
internal sealed class DocxBlocks(MainDocumentPart main)
{
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);
    private readonly DocxCharts charts = new(main);
    private int marks;

    public static Run Run(string text) => new(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve });

    public static Paragraph Paragraph(string style, string text) => new(new ParagraphProperties(new ParagraphStyleId { Val = style }), Run(text));

    public Paragraph Heading(string style, string text, string? anchor = null)
    {
        var paragraph = Paragraph(style, text);
        Mark(paragraph, anchor);
        return paragraph;
    }

    public IEnumerable<OpenXmlElement> Of(ReportBlock block, long width) => block switch
    {
        ReportParagraph p => [Spans(new Paragraph(), p.Text)],
        ReportHeading h => [Heading("Heading2", h.Text)],
        ReportQuote q => [Paragraph("Quote", $"{q.Words} ({q.From})")],
        ReportFigure f => [Paragraph("Caption", f.Caption), charts.Of(f, width > DocxReport.Upright)],
        ReportTable t => [Paragraph("Caption", t.Caption), Table(t, width), new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Cell" }))],
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "No such block."),
    };

    private Table Table(ReportTable table, long width)
    {
        var whole = table.Columns.Sum(c => c.Share);
        int[] widths = [.. table.Columns.Select(c => (int)(width * c.Share / whole))];
        var style = table.IsDense ? "DenseCell" : "Cell";
        var made = new Table(
            new TableProperties(
                new TableStyle { Val = "Table" },
                new TableWidth { Width = $"{widths.Sum()}", Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { Val = "0020", FirstRow = true },
                new TableCaption { Val = Clean(table.Caption) }),
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })));
        var head = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        for (var i = 0; i < widths.Length; i++)
        {
            var words = new Paragraph(Properties(style, table.Columns[i].IsNumber), new Run(new RunProperties(new Bold()), new Text(Clean(table.Columns[i].Head))));
            head.Append(new TableCell(new TableCellProperties(new TableCellWidth { Width = $"{widths[i]}", Type = TableWidthUnitValues.Dxa }, new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = DocxStyles.Soft }), words));
        }

        made.Append(head);
        foreach (var row in table.Rows)
        {
            made.Append(Row(table, row, widths, style));
        }

        return made;
    }

    private TableRow Row(ReportTable table, ReportRow row, int[] widths, string style)
    {
        var made = new TableRow(new TableRowProperties(new CantSplit()));
        for (var i = 0; i < widths.Length; i++)
        {
            var cell = new TableCellProperties(new TableCellWidth { Width = $"{widths[i]}", Type = TableWidthUnitValues.Dxa });
            if (i == 0 && Tone(row.Tone) is var (color, line))
            {
                cell.Append(new TableCellBorders(new LeftBorder { Val = line, Size = 24, Color = color }));
            }

            var words = Spans(new Paragraph(Properties(style, table.Columns[i].IsNumber)), row.Cells[i]);
            if (i == 0)
            {
                Mark(words, row.Id);
            }

            made.Append(new TableCell(cell, words));
        }

        return made;
    }

    private static (string Color, BorderValues Line)? Tone(string tone) => tone switch
    {
        "good" => ("1E6B3C", BorderValues.Single),
        "bad" => ("B3261E", BorderValues.Single),
        "open" => (DocxStyles.Note, BorderValues.Dotted),
        _ => null,
    };

    private static ParagraphProperties Properties(string style, bool isNumber) =>
        isNumber ? new ParagraphProperties(new ParagraphStyleId { Val = style }, new Justification { Val = JustificationValues.Right }) : new ParagraphProperties(new ParagraphStyleId { Val = style });

    private Paragraph Spans(Paragraph paragraph, ReportText text)
    {
        foreach (var span in text.Spans)
        {
            paragraph.Append(Linked(span));
        }

        return paragraph;
    }

    /// <summary>A number leads to its lineage; its id is what a pointer on it shows.</summary>
    private OpenXmlElement Linked(ReportSpan span)
    {
        if (span.Link is not { } link)
        {
            return Run(span.Text);
        }

        Hyperlink made;
        if (link.StartsWith('#'))
        {
            made = new Hyperlink { Anchor = Named(link[1..]) };
        }
        else if (Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            if (!links.TryGetValue(link, out var id))
            {
                links[link] = id = main.AddHyperlinkRelationship(address, isExternal: true).Id;
            }

            made = new Hyperlink { Id = id };
        }
        else
        {
            // Without an address of the node it would lead nowhere.
            return Run(span.Text);
        }

        if (span.Number is { } number)
        {
            made.Tooltip = number;
        }

        made.Append(Run(span.Text));
        return made;
    }

    private void Mark(Paragraph paragraph, string? anchor)
    {
        if (anchor is not null)
        {
            var id = $"{++marks}";
            paragraph.InsertAfter(new BookmarkStart { Id = id, Name = Named(anchor) }, paragraph.ParagraphProperties);
            paragraph.Append(new BookmarkEnd { Id = id });
        }
    }

    /// <summary>Names of marks have letters, digits and lines only.</summary>
    private static string Named(string anchor) => "m_" + new string([.. anchor.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);

    /// <summary>Without what XML can't hold.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else if (System.Xml.XmlConvert.IsXmlChar(text[i]) && !char.IsSurrogate(text[i]))
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }
}
