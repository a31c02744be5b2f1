using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using KeyEcosystem.Observatory.Core.Reports;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>Writes a document as DOCX: headings, tables and charts are native and can be edited.</summary>
internal static class DocxReport
{
    /// <summary>Twentieths of a point: A4, and what its margins leave.</summary>
    private const uint Short = 11906;

    private const uint Long = 16838;
    private const int Margin = 964;

    /// <summary>How wide the text of an upright page is.</summary>
    public const long Upright = Short - (2 * Margin);

    public static byte[] Of(ReportDocument report)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = report.Title;
            file.PackageProperties.Language = Language(report);
            file.PackageProperties.Created = report.Vintage.UtcDateTime;
            file.PackageProperties.Subject = report.Subtitle;
            var main = file.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DocxStyles.Of(Language(report));
            main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }), new ThemeFontLanguages { Val = "en-US", EastAsia = "zh-CN" });
            var body = new Body();
            main.Document = new Document(body);
            var (header, footer) = (Header(main, report), Footer(main, report));
            var blocks = new DocxBlocks(main);
            body.Append(DocxBlocks.Paragraph("Title", report.Title), DocxBlocks.Paragraph("Subtitle", report.Subtitle));
            for (var i = 0; i < report.Sections.Count; i++)
            {
                var section = report.Sections[i];
                body.Append(blocks.Heading("Heading1", section.Title, section.Id));
                foreach (var block in section.Blocks)
                {
                    body.Append(blocks.Of(block, section.IsWide ? Long - (2 * Margin) : Upright));
                }

                var page = Page(section.IsWide, header, footer);
                // The last section's page stands in the body itself, the others' in their last paragraph.
                body.Append(i == report.Sections.Count - 1 ? page : new Paragraph(new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "0", Line = "20", LineRule = LineSpacingRuleValues.Exact }, page)));
            }
        }

        return stream.ToArray();
    }

    public static string Language(ReportDocument report) => report.Language == ReportLanguage.Zh ? "zh-CN" : "en-US";

    private static SectionProperties Page(bool isWide, string header, string footer) => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = header },
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        new SectionType { Val = SectionMarkValues.NextPage },
        isWide ? new PageSize { Width = Long, Height = Short, Orient = PageOrientationValues.Landscape } : new PageSize { Width = Short, Height = Long },
        new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = 480, Footer = 480, Gutter = 0 });

    private static string Header(MainDocumentPart main, ReportDocument report)
    {
        var part = main.AddNewPart<HeaderPart>();
        part.Header = new Header(DocxBlocks.Paragraph("Header", $"{report.Title} · {report.Vintage.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        return main.GetIdOfPart(part);
    }

    private static string Footer(MainDocumentPart main, ReportDocument report)
    {
        var part = main.AddNewPart<FooterPart>();
        var (before, between, after) = report.Language == ReportLanguage.Zh ? ("第 ", " 页/共 ", " 页") : ("Page ", " of ", "");
        part.Footer = new Footer(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = "Footer" }),
            DocxBlocks.Run(before),
            new SimpleField(DocxBlocks.Run("1")) { Instruction = "PAGE" },
            DocxBlocks.Run(between),
            new SimpleField(DocxBlocks.Run("1")) { Instruction = "NUMPAGES" },
            DocxBlocks.Run(after)));
        return main.GetIdOfPart(part);
    }
}
