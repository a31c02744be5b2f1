using DocumentFormat.OpenXml.Wordprocessing;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>Fonts, languages and headings.</summary>
internal static class DocxStyles
{
    public const string Primary = "12506B";
    public const string Muted = "4A5768";
    public const string Line = "D5DCE2";
    public const string Soft = "E8F0F4";
    public const string Note = "8A5A00";

    public static Styles Of(string language) => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", EastAsia = "Microsoft YaHei", ComplexScript = "Calibri" },
                new FontSize { Val = "20" },
                new FontSizeComplexScript { Val = "20" },
                new Languages { Val = language == "zh-CN" ? "en-US" : language, EastAsia = "zh-CN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "100", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
        Style("Normal", "Normal", null, isDefault: true),
        Style("Title", "Title", 36, "Normal", color: Primary, isBold: true),
        Style("Subtitle", "Subtitle", 18, "Normal", color: Muted),
        Style("Heading1", "heading 1", 28, "Normal", 0, Primary, true),
        Style("Heading2", "heading 2", 22, "Normal", 1, Primary, true),
        Style("Caption", "caption", 19, "Normal", isBold: true, keepNext: true),
        Style("Quote", "Quote", null, "Normal", color: Muted),
        Style("Cell", "Cell", 18, "Normal", isTight: true),
        Style("DenseCell", "Dense cell", 15, "Cell", isTight: true),
        Style("Header", "header", 16, "Normal", color: Muted),
        Style("Footer", "footer", 16, "Normal", color: Muted, isEnd: true),
        new Style(new StyleName { Val = "Table" }, Borders()) { Type = StyleValues.Table, StyleId = "Table", CustomStyle = true });

    private static StyleTableProperties Borders() => new(
        new TableBorders(
            new TopBorder { Val = BorderValues.Single, Size = 4, Color = Line },
            new BottomBorder { Val = BorderValues.Single, Size = 4, Color = Line },
            new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = Line }),
        new TableCellMarginDefault(new TopMargin { Width = "20", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa }, new BottomMargin { Width = "20", Type = TableWidthUnitValues.Dxa }, new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa }));

    private static Style Style(string id, string name, int? halfPoints, string? basedOn = null, int? level = null, string? color = null, bool isBold = false, bool keepNext = false, bool isTight = false, bool isEnd = false, bool isDefault = false)
    {
        var style = new Style(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id };
        if (isDefault)
        {
            style.Default = true;
        }

        if (basedOn is not null)
        {
            style.Append(new BasedOn { Val = basedOn });
        }

        var paragraph = new StyleParagraphProperties();
        if (keepNext || level is not null)
        {
            paragraph.Append(new KeepNext());
        }

        if (level is not null || isTight)
        {
            paragraph.Append(isTight ? new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto } : new SpacingBetweenLines { Before = "200", After = "80" });
        }

        if (isEnd)
        {
            paragraph.Append(new Justification { Val = JustificationValues.Right });
        }

        if (level is { } outline)
        {
            paragraph.Append(new OutlineLevel { Val = outline });
        }

        style.Append(paragraph);
        var run = new StyleRunProperties();
        if (isBold)
        {
            run.Append(new Bold());
        }

        if (color is not null)
        {
            run.Append(new Color { Val = color });
        }

        if (halfPoints is { } size)
        {
            run.Append(new FontSize { Val = $"{size}" }, new FontSizeComplexScript { Val = $"{size}" });
        }

        style.Append(run);
        return style;
    }
}
