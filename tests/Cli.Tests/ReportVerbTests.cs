using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Observatory.Work.Reports;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class ReportVerbTests
{
    private const string Fact = """{"topic":"members.member.changed.v1","at":"2026-03-01T12:00:00Z","body":{"member":"m1","type":"enterprise","role":"supporting","country":"SG","state":"admitted"}}""";

    [Fact]
    public async Task Without_a_node_the_registry_alone_makes_a_report_in_both_languages()
    {
        using var folder = new TestFolder("keyeco-report-");
        var place = Path.Combine(folder.Path, "made");

        var said = await Run("--out", place, "--formats", "html,docx", "--lang", "zh,en", "--as-of", "2026-05-01T00:00:00Z", "--json");

        Assert.Equal("", said.Code == 0 ? "" : said.Error);
        Assert.Equal(["strategy-report.en.docx", "strategy-report.en.html", "strategy-report.zh.docx", "strategy-report.zh.html"], Directory.GetFiles(place).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var json = JsonDocument.Parse(said.Out);
        Assert.Equal((43, 0), (json.RootElement.GetProperty("indicators").GetInt32(), json.RootElement.GetProperty("measured").GetInt32()));
        Assert.All(json.RootElement.GetProperty("files").EnumerateArray(), f => Assert.Equal(f.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f.GetProperty("file").GetString()!)))));
        Assert.Contains("Made strategy-report.zh.html", said.Error, StringComparison.Ordinal);
        Assert.Contains("产业生态战略报告", await File.ReadAllTextAsync(Path.Combine(place, "strategy-report.zh.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_instant_gives_the_same_bytes_in_place_of_the_file_before()
    {
        using var folder = new TestFolder("keyeco-report-");
        string[] asked = ["--out", folder.Path, "--formats", "html", "--lang", "zh", "--as-of", "2026-05-01T00:00:00Z"];
        await Run(asked);
        var file = Path.Combine(folder.Path, "strategy-report.zh.html");
        var first = await File.ReadAllBytesAsync(file);
        await File.WriteAllTextAsync(file, "old");

        Assert.Equal(0, (await Run(asked)).Code);

        Assert.Equal(first, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task Records_are_measured_and_what_changed_since_is_told()
    {
        using var folder = new TestFolder("keyeco-report-");
        var records = Path.Combine(folder.Path, "facts.jsonl");
        await File.WriteAllLinesAsync(records, [Fact, Fact.Replace("03-01", "04-01", StringComparison.Ordinal).Replace("m1", "m2", StringComparison.Ordinal)]);

        var said = await Run("--out", folder.Path, "--formats", "html", "--lang", "en", "--records", records, "--as-of", "2026-05-01T00:00:00Z", "--since", "2026-03-15T00:00:00Z", "--lineage", "https://node.example", "--json");

        Assert.Equal("", said.Code == 0 ? "" : said.Error);
        using var json = JsonDocument.Parse(said.Out);
        Assert.Equal(2, json.RootElement.GetProperty("facts").GetInt32());
        Assert.True(json.RootElement.GetProperty("measured").GetInt32() > 0);
        var html = await File.ReadAllTextAsync(Path.Combine(folder.Path, "strategy-report.en.html"));
        Assert.Contains("What changed and why", html, StringComparison.Ordinal);
        Assert.Contains("What is counted changed by +1.", html, StringComparison.Ordinal);
        Assert.Contains("https://node.example/indicators/I23?asOf=2026-05-01T00%3A00%3A00Z", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_is_printed_where_there_is_a_browser_and_refused_with_words_where_there_is_none()
    {
        using var folder = new TestFolder("keyeco-report-");

        var said = await Run("--out", folder.Path, "--formats", "pdf", "--lang", "en", "--as-of", "2026-05-01T00:00:00Z");

        var file = Path.Combine(folder.Path, "strategy-report.en.pdf");
        if (PdfPrinter.Find() is null)
        {
            Assert.Equal(2, said.Code);
            Assert.Contains("install chromium", said.Error, StringComparison.Ordinal);
            return;
        }

        Assert.Equal("", said.Code == 0 ? "" : said.Error);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString((await File.ReadAllBytesAsync(file))[..5]));
    }

    [Theory]
    [InlineData("--formats", "html,odt")]
    [InlineData("--formats", "html,html")]
    [InlineData("--formats", "")]
    [InlineData("--formats", "0")]
    [InlineData("--lang", "fr")]
    [InlineData("--as-of", "yesterday")]
    [InlineData("--as-of", "2999-01-01")]
    [InlineData("--since", "2026-01-01")]
    [InlineData("--records", "/no/such/file.jsonl")]
    public async Task What_can_t_be_done_is_refused_by_its_option_and_nothing_is_written(string option, string value)
    {
        using var folder = new TestFolder("keyeco-report-");
        string[] asked = option == "--formats" ? [] : ["--formats", "html"];

        var said = await Run(["--out", folder.Path, .. asked, option, value]);

        Assert.Equal(2, said.Code);
        Assert.Contains(option, said.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_line_that_is_no_fact_is_named_and_a_place_that_is_taken_leaves_nothing_behind()
    {
        using var folder = new TestFolder("keyeco-report-");
        var records = Path.Combine(folder.Path, "facts.jsonl");
        await File.WriteAllLinesAsync(records, [Fact, "{}"]);
        var place = Path.Combine(folder.Path, "made");

        var wrong = await Run("--out", place, "--formats", "html", "--records", records);
        Directory.CreateDirectory(Path.Combine(place, "strategy-report.zh.html"));
        var taken = await Run("--out", place, "--formats", "html,docx");

        Assert.Equal(2, wrong.Code);
        Assert.Contains("line 2", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(2, taken.Code);
        Assert.Empty(Directory.GetFiles(place));
    }

    private static async Task<(int Code, string Out, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Verbs.Run(["observatory", "report", .. arguments], new Shell { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
