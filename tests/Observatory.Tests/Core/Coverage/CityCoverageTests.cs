using System.Xml.Linq;
using CsCheck;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Observatory.Core.Coverage;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Coverage;

/// <summary>The share of cities by three rules, at both sides of the target.</summary>
[Trait("Store", "none")]
public sealed class CityCoverageTests
{
    private static readonly CityTable Table = CityTable.Bundled;

    [Theory]
    [InlineData(CountingRule.Cities, 234, 293, 235, "79.86", false)]
    [InlineData(CountingRule.Cities, 235, 293, 235, "80.20", true)]
    [InlineData(CountingRule.PrefectureLevel, 266, 333, 267, "79.88", false)]
    [InlineData(CountingRule.PrefectureLevel, 267, 333, 267, "80.18", true)]
    [InlineData(CountingRule.WithMunicipalities, 269, 337, 270, "79.82", false)]
    [InlineData(CountingRule.WithMunicipalities, 270, 337, 270, "80.12", true)]
    [InlineData(CountingRule.Cities, 293, 293, 235, "100.00", true)]
    [InlineData(CountingRule.Cities, 0, 293, 235, "0.00", false)]
    public void At_least_eighty_percent_is_reached_by_as_many_as_are_needed(CountingRule rule, int covered, int total, int needed, string share, bool reached)
    {
        var report = CityCoverage.Of(Table.Units.Where(u => u.CountsIn(rule)).Take(covered).Select(u => u.Code), Table);
        var own = report.By(rule);

        Assert.Equal((covered, total, needed, share, reached), (own.Covered, own.Total, own.Needed, $"{own.SharePercent:0.00}", own.Reached));

        // Needed is the fewest that do: one less does not.
        Assert.True(own.Needed * 100 >= 80 * total && (own.Needed - 1) * 100 < 80 * total);
    }

    [Fact]
    public void A_share_that_is_not_reached_never_reads_as_the_target()
    {
        Assert.Equal(79.99m, new RuleCoverage(CountingRule.Cities, 79_999, 100_000, 80).SharePercent);
        Assert.Equal(80m, new RuleCoverage(CountingRule.Cities, 80_000, 100_000, 80).SharePercent);
        Assert.DoesNotContain(">80 %", TileMap.Svg(CityCoverage.Of(["1301"], Table), CountingRule.Cities, CoverageLanguage.Zh), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1301", "1301")]
    [InlineData("130100", "1301")]
    [InlineData("130102", "1301")]
    [InlineData("130102001", "1301")]
    [InlineData("130102001001", "1301")]
    [InlineData("1100", "1100")]
    [InlineData("110000", "1100")]
    [InlineData("110105", "1100")]
    [InlineData("1101", "1100")]
    [InlineData("500242", "5000")]
    [InlineData("441900", "4419")]
    public void Codes_below_a_unit_stand_for_it(string code, string unit) => Assert.Equal(unit, Table.Find(code).Unit?.Code);

    [Theory]
    [InlineData("419001", CodeFate.DirectCounty)]
    [InlineData("659001", CodeFate.DirectCounty)]
    [InlineData("429004", CodeFate.DirectCounty)]
    [InlineData("130000", CodeFate.WholeProvince)]
    [InlineData("1300", CodeFate.WholeProvince)]
    [InlineData("710000", CodeFate.NotListed)]
    [InlineData("810001", CodeFate.NotListed)]
    [InlineData("9901", CodeFate.Unknown)]
    [InlineData("1399", CodeFate.Unknown)]
    [InlineData("1105", CodeFate.Unknown)]
    [InlineData("13", CodeFate.NoCode)]
    [InlineData("北京", CodeFate.NoCode)]
    [InlineData("１３０１", CodeFate.NoCode)]
    [InlineData("", CodeFate.NoCode)]
    public void Codes_that_count_nowhere_are_told_with_the_reason(string code, CodeFate fate)
    {
        var report = CityCoverage.Of([code, "1301", code, "130102"], Table);

        Assert.Equal([new LeftOutCode(code, fate, 2)], report.LeftOut);
        Assert.Equal((4, 1, 1), (report.Codes, report.Repeated, report.By(CountingRule.Cities).Covered));
        Assert.NotEmpty(CityCodeWords.Of(fate).Zh);
    }

    [Fact]
    public void The_table_is_that_of_the_source()
    {
        var path = SharedData.File("foresight/cn-prefectures.csv");
        Assert.SkipWhen(path is null, "../shared/data/foresight/cn-prefectures.csv is not there.");
        var source = File.ReadLines(path).Skip(1).Select(l => l.Split(',')).OrderBy(c => c[0], StringComparer.Ordinal).ToList();

        Assert.Equal(source.Select(c => string.Join(' ', c[0], c[1], c[2], c[6], c[7], c[8])), Table.Units.Select(u => string.Join(' ', (string[])[u.Code, u.Zh, u.Province, .. CountingRules.All.Select(r => u.CountsIn(r) ? "1" : "0")])));
        Assert.Equal(source.Select(c => $"{c[2]} {c[3]}").Distinct().Order(StringComparer.Ordinal), Table.Provinces.Where(p => Table.Units.Any(u => u.Province == p.Code)).Select(p => $"{p.Code} {p.Zh}"));
    }

    [Fact]
    public void Names_are_each_one_thing_and_tiles_do_not_lie_on_each_other()
    {
        Assert.Equal(337, Table.Units.Select(u => u.Zh).Distinct().Count());
        Assert.Equal(337, Table.Units.Select(u => u.En).Distinct().Count());
        Assert.Equal(34, Table.Provinces.Select(p => (p.Column, p.Row)).Distinct().Count());
        Assert.All(Table.Provinces, p => Assert.True(p.Column is >= 0 and < 7 && p.Row is >= 0 and < 8));
    }

    [Fact]
    public void Provinces_add_up_to_the_whole_and_order_does_not_matter() =>
        Gen.Int[0, 336].Array[0, 400].Sample(
            places =>
            {
                var codes = places.Select(i => Table.Units[i].Code + "01").Select(c => Table.Find(c).Unit is null ? c[..4] : c).ToList();
                var report = CityCoverage.Of(codes, Table);

                Assert.Equal(places.Distinct().Count(), report.By(CountingRule.WithMunicipalities).Covered);
                Assert.All(CountingRules.All, r => Assert.Equal(report.By(r).Covered, report.Provinces.Sum(p => p.By(r).Covered)));
                Assert.All(CountingRules.All, r => Assert.Equal(report.By(r).Total, report.Provinces.Sum(p => p.By(r).Total)));
                Assert.Equal(TileMap.Svg(report, CountingRule.Cities, CoverageLanguage.En), TileMap.Svg(CityCoverage.Of(codes.AsEnumerable().Reverse(), Table), CountingRule.Cities, CoverageLanguage.En));
            },
            iter: 100);

    [Theory]
    [InlineData(CoverageLanguage.Zh, "河北省：1 / 11，9.09 %", "城市覆盖（口径 A：地级市）：1 / 293，0.34 %，未达标，还差 234 个", "不计")]
    [InlineData(CoverageLanguage.En, "Hebei: 1 of 11, 9.09 %", "Coverage of cities (rule A: prefecture-level cities): 1 of 293, 0.34 %, not reached, 234 wanting", "not counted")]
    public void The_map_says_all_in_text_too(CoverageLanguage language, string hebei, string title, string none)
    {
        var report = CityCoverage.Of(["1301"], Table);
        var svg = XDocument.Parse(TileMap.Svg(report, CountingRule.Cities, language)).Root!;
        XNamespace n = "http://www.w3.org/2000/svg";

        Assert.Equal(title, svg.Element(n + "title")!.Value);
        Assert.Contains(hebei, svg.Element(n + "desc")!.Value, StringComparison.Ordinal);
        Assert.Equal(34, svg.Elements(n + "g").Count(g => g.Element(n + "title") is not null));
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal(["coverage-title", "coverage-desc"], svg.Attribute("aria-labelledby")!.Value.Split(' '));
        Assert.Empty(svg.Descendants(n + "path"));

        var table = XDocument.Parse(CoverageTable.Html(report, CountingRule.Cities, language)).Root!;
        Assert.Equal(35, table.Descendants("tr").Count());
        Assert.Equal(title, table.Element("caption")!.Value);
        Assert.Contains(none, table.Value, StringComparison.Ordinal);
    }
}
