using System.Diagnostics;
using System.Text;
using KeyEcosystem.Observatory.Core.Reports;
using KeyEcosystem.Observatory.Tests.Core.Reports;
using KeyEcosystem.Observatory.Work.Reports;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Work.Reports;

[Trait("Store", "none")]
public sealed class PdfPrinterTests
{
    private const string PdfToText = "/usr/bin/pdftotext";
    private const string PdfFonts = "/usr/bin/pdffonts";

    [Fact]
    public async Task The_printed_text_is_found_again_all_of_it_as_it_was_written()
    {
        var browser = PdfPrinter.Find();
        Assert.SkipWhen(browser is null, "There is no Chromium on this machine.");
        Assert.SkipUnless(File.Exists(PdfToText), "There is no pdftotext (poppler-utils) on this machine.");
        var stop = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("keyeco-report-").FullName;
        try
        {
            var pdf = Path.Combine(folder, "report.pdf");
            var bytes = await StrategyReports.Bytes(StrategyReport.Of(ReportSamples.Full, ReportLanguage.Zh), ReportFormat.Pdf, browser, stop);
            Assert.True(bytes.IsOk, bytes.Refusal?.Detail);
            await File.WriteAllBytesAsync(pdf, bytes.Value, stop);

            var text = await Output(PdfToText, "-layout", pdf, "-");

            // A name may be broken over lines, with other columns between.
            var raw = (await Output(PdfToText, "-raw", pdf, "-")).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
            Assert.All(ReportSamples.Definitions, d => Assert.Contains(d.NameZh.Replace(" ", "", StringComparison.Ordinal), raw));
            Assert.DoesNotContain(text, c => c is >= '\u2e80' and <= '\u2fdf');
            Assert.DoesNotContain('\ufffd', text);
            Assert.Contains("第 1 页/共", text);
            Assert.Contains("决策页", text);
            Assert.DoesNotContain(" no ", string.Join('\n', (await Output(PdfFonts, pdf)).Split('\n').Skip(2).Select(l => l.Length > 65 ? $" {l[57..62].Trim()} " : "")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_browser_it_says_what_to_install()
    {
        var refusal = (await PdfPrinter.Print(null, [], TestContext.Current.CancellationToken)).Refusal!;

        Assert.Equal("observatory.report.browser", refusal.Code);
        Assert.Contains("chromium", refusal.Detail);
    }

    [Theory]
    [InlineData("/bin/false")]
    [InlineData("/bin/true")]
    [InlineData("/no/such/program")]
    public async Task A_browser_that_prints_nothing_is_told_of(string program)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The programs stand elsewhere.");

        var refusal = (await PdfPrinter.Print(program, Encoding.UTF8.GetBytes("<p>x"), TestContext.Current.CancellationToken)).Refusal!;

        Assert.Equal("observatory.report.print", refusal.Code);
        Assert.Contains(program, refusal.Detail);
    }

    private static async Task<string> Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said;
    }
}
