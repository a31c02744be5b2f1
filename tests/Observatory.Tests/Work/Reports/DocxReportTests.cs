using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using KeyEcosystem.Observatory.Core.Reports;
using KeyEcosystem.Observatory.Tests.Core.Reports;
using KeyEcosystem.Observatory.Work.Reports;
using Xunit;
using Drawing = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace KeyEcosystem.Observatory.Tests.Work.Reports;

[Trait("Store", "none")]
public sealed class DocxReportTests
{
    [Theory]
    [InlineData(true, ReportLanguage.Zh)]
    [InlineData(true, ReportLanguage.En)]
    [InlineData(false, ReportLanguage.Zh)]
    public async Task The_validator_finds_no_error(bool isFull, ReportLanguage language)
    {
        using var file = await Open(isFull ? ReportSamples.Full with { Node = "https://node.example" } : ReportSamples.Bare, language);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(file).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        foreach (var book in file.MainDocumentPart!.ChartParts.Select(p => p.EmbeddedPackagePart!))
        {
            using var sheet = SpreadsheetDocument.Open(book.GetStream(), isEditable: false);
            Assert.Empty(new OpenXmlValidator().Validate(sheet).Select(e => e.Description));
        }
    }

    [Fact]
    public async Task All_43_names_stand_in_it_and_its_language_is_said()
    {
        using var file = await Open(ReportSamples.Bare, ReportLanguage.Zh);

        var text = file.MainDocumentPart!.Document!.InnerText;
        Assert.All(ReportSamples.Definitions, d => Assert.Contains(d.NameZh, text));
        var styles = file.MainDocumentPart.StyleDefinitionsPart!.Styles!;
        Assert.Equal("zh-CN", styles.Descendants<Languages>().Single().EastAsia!.Value);
        Assert.NotNull(styles.Descendants<RunFonts>().Single().EastAsia);
        Assert.Contains(file.MainDocumentPart.Document.Descendants<ParagraphStyleId>(), s => s.Val == "Heading1");
    }

    [Fact]
    public async Task Charts_are_native_with_their_numbers_and_with_words_for_who_does_not_see_them()
    {
        using var file = await Open(ReportSamples.Full, ReportLanguage.En);

        var main = file.MainDocumentPart!;
        var pictures = main.Document!.Descendants<Drawing.DocProperties>().ToList();
        Assert.Equal(pictures.Count, main.ChartParts.Count());
        Assert.Empty(main.ImageParts);
        Assert.All(pictures, p => Assert.NotEmpty(p.Description!.Value!));
        Assert.Contains(pictures, p => p.Name == "figure.I21");
        Assert.All(main.ChartParts, p => Assert.NotNull(p.EmbeddedPackagePart));
    }

    [Fact]
    public async Task Links_within_lead_to_marks_that_are_there()
    {
        using var file = await Open(ReportSamples.Full, ReportLanguage.Zh);

        var marks = file.MainDocumentPart!.Document!.Descendants<BookmarkStart>().Select(b => b.Name!.Value!).ToHashSet();
        Assert.All(file.MainDocumentPart.Document.Descendants<Hyperlink>(), h => Assert.Contains(h.Anchor!.Value!, marks));
    }

    private static async Task<WordprocessingDocument> Open(ReportInput input, ReportLanguage language)
    {
        var bytes = await StrategyReports.Bytes(StrategyReport.Of(input, language), ReportFormat.Docx, null, TestContext.Current.CancellationToken);
        return WordprocessingDocument.Open(new MemoryStream(bytes.Value), isEditable: false);
    }
}
