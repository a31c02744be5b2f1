using System.Text.RegularExpressions;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Forecasting;
using KeyEcosystem.Observatory.Core.Reports;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Reports;

[Trait("Store", "none")]
public sealed partial class StrategyReportTests
{
    [Theory]
    [InlineData(ReportLanguage.Zh)]
    [InlineData(ReportLanguage.En)]
    public void All_43_indicators_stand_in_it_by_name_with_value_or_reason(ReportLanguage language)
    {
        var document = StrategyReport.Of(ReportSamples.Bare, language);

        var html = ReportHtml.Of(document);

        Assert.Equal(43, ReportSamples.Definitions.Count);
        Assert.All(ReportSamples.Definitions, d => Assert.Contains(ReportHtml.Text(language == ReportLanguage.Zh ? d.NameZh : d.NameEn), html));
        var status = Table(document, "status", "table.status");
        Assert.Equal(43, status.Rows.Count);
        Assert.All(status.Rows, r => Assert.NotEmpty(r.Cells[^1].Plain));
        Assert.Equal(26, Table(document, "decisions", "table.decisions").Rows.Count);
        Assert.All(Table(document, "forecasts", "table.chances").Rows, r => Assert.NotEmpty(r.Cells[^1].Plain));
    }

    [Fact]
    public void The_same_figures_give_the_same_bytes()
    {
        foreach (var language in Enum.GetValues<ReportLanguage>())
        {
            Assert.Equal(ReportHtml.Of(StrategyReport.Of(ReportSamples.Full, language)), ReportHtml.Of(StrategyReport.Of(ReportSamples.Full, language)));
        }
    }

    [Fact]
    public void The_fingerprint_is_of_the_figures_whatever_the_language_and_of_every_one_of_them()
    {
        var full = ReportSamples.Full;
        var hash = ReportHash.Of(full);
        ReportInput[] others =
        [
            full with { Vintage = full.Vintage.AddSeconds(1) },
            full with { Facts = full.Facts + 1 },
            full with { Since = null },
            full with { Scenarios = [] },
            full with { Capital = null },
            full with { Indicators = [full.Indicators[0] with { Reading = Reading.Of(1) }, .. full.Indicators.Skip(1)] },
            full with { Indicators = [full.Indicators[0] with { Definition = full.Indicators[0].Definition with { Claim = null } }, .. full.Indicators.Skip(1)] },
        ];

        Assert.Equal(hash, StrategyReport.Of(full, ReportLanguage.Zh).Hash);
        Assert.Equal(hash, StrategyReport.Of(full, ReportLanguage.En).Hash);
        Assert.Equal(others.Length + 1, others.Select(ReportHash.Of).Append(hash).Distinct().Count());
    }

    [Fact]
    public void The_English_report_has_no_Chinese_word()
    {
        // What is open in the words of the source is told with these words.
        static ReportInput Without(ReportInput input) => input with { Indicators = [.. input.Indicators.Select(i => i with { Definition = i.Definition with { NoteEn = "" } })], Since = input.Since is null ? null : Without(input.Since) };

        var html = ReportHtml.Of(StrategyReport.Of(Without(ReportSamples.Full), ReportLanguage.En));

        Assert.DoesNotMatch(Cjk(), html);
    }

    [Fact]
    public void Every_id_stands_once_and_every_link_within_leads_somewhere()
    {
        foreach (var input in (ReportInput[])[ReportSamples.Bare, ReportSamples.Full])
        {
            var html = ReportHtml.Of(StrategyReport.Of(input, ReportLanguage.Zh));

            var ids = Ids().Matches(html).Select(m => m.Groups["id"].Value).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.All(Links().Matches(html).Select(m => m.Groups["id"].Value), link => Assert.Contains(link, ids));
        }
    }

    [Fact]
    public void A_number_leads_to_its_lineage_at_the_vintage()
    {
        var html = ReportHtml.Of(StrategyReport.Of(ReportSamples.Full with { Node = "https://node.example/" }, ReportLanguage.En));

        Assert.Contains("data-n=\"I21.value\" href=\"https://node.example/indicators/I21?asOf=2026-10-15T00%3A00%3A00Z\"", html);
        Assert.Contains("href=\"/indicators/I21?asOf=2026-10-15T00%3A00%3A00Z\"", ReportHtml.Of(StrategyReport.Of(ReportSamples.Full with { Node = "" }, ReportLanguage.En)));
    }

    [Fact]
    public void Without_facts_nothing_is_measured_and_nothing_is_0()
    {
        var input = ReportSamples.Bare;

        Assert.All(input.Indicators, i => Assert.Null(i.Reading.Value));
        Assert.All(input.Indicators, i => Assert.NotEmpty(i.Reading.ReasonZh + i.Reading.ReasonEn));
        Assert.Equal(ReportStatus.Missing, Find(input, "I23").StatusAt(input.Vintage));
        Assert.Equal(ReportStatus.Outside, Find(input, "I01").StatusAt(input.Vintage));
        Assert.Equal(ReportStatus.NotMeasured, Find(input, "I29").StatusAt(input.Vintage));
    }

    [Fact]
    public void Nothing_is_forecast_from_a_claim()
    {
        var input = ReportSamples.Bare;

        Assert.All(input.Indicators, i => Assert.True(i.Forecast is null && i.Path is null && i.Chance is null));
    }

    [Fact]
    public void Facts_bring_value_path_forecast_and_chance()
    {
        var chips = Find(ReportSamples.Full, "I21");

        // 4 to 19 chips of the country in sixteen pools, twenty others in each; of these the last twelve months count: from 8 to 19 there, which makes 162 of 402.
        Assert.Equal(100.0 * 162 / 402, chips.Reading.Value!.Value, 9);
        Assert.Equal(TargetPathKind.Linear, chips.Path!.Kind);
        Assert.Equal(Frequency.Monthly, chips.Forecast!.Frequency);
        Assert.InRange(chips.Chance!.Probability!.Value, 0, 1);
        Assert.Equal(ReportStatus.Met, chips.StatusAt(ReportSamples.Vintage));
        Assert.Equal(ForecastNote.NoVariation, Find(ReportSamples.Full, "I25").Chance!.Withheld);
    }

    [Fact]
    public void Bounds_are_drawn_open_and_values_filled()
    {
        var chart = new DotChart("%", "c", "m", "t", "b", [new DotMark("bound", 45, 1, null, null, null), new DotMark("value", 35, 0, null, null, null)]);

        var svg = ReportSvg.Of(chart, "");

        // One of each in the legend as well.
        Assert.Equal(2, Regex.Count(svg, "class=\"open\""));
        Assert.Equal(2, Regex.Count(svg, "class=\"claim\""));
    }

    [Fact]
    public void Words_of_elsewhere_are_text_and_no_markup()
    {
        var one = ReportSamples.One("I23", Reading.Missing("<script>alert(1)</script>\u0001", "\"><img src=x>"));

        var html = ReportHtml.Of(StrategyReport.Of(ReportSamples.Of(one), ReportLanguage.Zh)) + ReportHtml.Of(StrategyReport.Of(ReportSamples.Of(one), ReportLanguage.En));

        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain('\u0001', html);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.00001, "0")]
    [InlineData(45.6912, "45.69")]
    [InlineData(500000, "500,000")]
    [InlineData(-34.41, "\u221234.41")]
    [InlineData(0.0371, "0.0371")]
    [InlineData(31_608_000_000, "3.16×10¹⁰")]
    public void Figures_have_the_digits_that_help(double value, string text) => Assert.Equal(text, ReportFigures.Of(value));

    [Theory]
    [InlineData(0, 100, 0, 100)]
    [InlineData(0.31, 0.34, 0.31, 0.34)]
    [InlineData(7, 7, 6, 8)]
    [InlineData(-3, 12, -5, 15)]
    public void Ticks_hold_what_is_drawn(double low, double high, double first, double last)
    {
        var ticks = ReportSvg.Ticks(low, high);

        Assert.InRange(ticks.Count, 3, 9);
        Assert.True(ticks[0] <= low && ticks[^1] >= high);
        Assert.Equal((first, last), (ticks[0], ticks[^1]));
    }

    private static ReportIndicator Find(ReportInput input, string id) => input.Indicators.Single(i => i.Definition.Id == id);

    private static ReportTable Table(ReportDocument document, string section, string id) => document.Sections.Single(s => s.Id == section).Blocks.OfType<ReportTable>().Single(t => t.Id == id);

    [GeneratedRegex("[\u2e80-\u9fff\uff00-\uffef]", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Cjk();

    [GeneratedRegex(" id=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Ids();

    [GeneratedRegex("href=\"#(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Links();
}
