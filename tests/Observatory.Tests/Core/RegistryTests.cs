using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Store;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core;

[Trait("Store", "none")]
public sealed class RegistryTests
{
    private readonly IndicatorTable table = new();

    [Fact]
    public void The_seed_has_43_indicators_each_with_a_formula()
    {
        Assert.Equal(43, table.Seed.Count);
        Assert.All(table.Seed.Concat(IndicatorRegistry.Own), i => Assert.True(table.Formulas.ContainsKey(i.Id), i.Id));
        Assert.Equal(43 + 10, table.Formulas.Count);
    }

    [Fact]
    public void Everything_a_person_reads_is_in_both_languages()
    {
        Assert.All(table.Seed, i => Assert.All([i.NameZh, i.NameEn, i.WordsZh, i.WordsEn, i.NoteZh, i.UnitZh, i.UnitEn, i.Formula], t => Assert.NotEmpty(t)));
        Assert.All(table.Formulas.Values, f => Assert.All([f.WordsZh, f.WordsEn, f.Formula.Text, .. f.Variants.SelectMany(v => (string[])[v.NameZh, v.NameEn])], t => Assert.NotEmpty(t)));
        Assert.All(table.Seed.Select(i => table.Formulas[i.Id]), f => Assert.All([f.ReadingZh, f.ReadingEn, f.AlternativeZh, f.AlternativeEn], t => Assert.NotEmpty(t)));
    }

    [Theory]
    [InlineData("I05", 800, ">", null)]
    [InlineData("I06", 150, ">", null)]
    [InlineData("I16", 20, "=", "中国信通院")]
    [InlineData("I17", 30, ">", "中国信通院")]
    public void Claims_keep_figure_and_source(string id, double value, string comparison, string? source)
    {
        var indicator = table.Find(id)!;

        Assert.Equal(new Claim(value, comparison, "", source ?? ""), indicator.Claim);
        Assert.Null(indicator.Target);
    }

    [Fact]
    public void A_target_keeps_words_and_date_side_by_side()
    {
        Assert.Equal(new Target(30, null, ">=", "3年内", new DateOnly(2028, 12, 31)), table.Find("I21")!.Target);
        Assert.Equal(new Target(20, 25, "range", "3-5年", new DateOnly(2030, 12, 31)), table.Find("i34")!.Target);
        Assert.Equal(["", "before 2026", "before 2027", "in 3 to 5 years", "in 5 to 10 years", "within 3 years", "within 5 years"], table.Seed.Select(i => i.Target?.HorizonEn ?? "").Distinct().Order(StringComparer.Ordinal));
        Assert.Null(table.Find("I99"));
    }

    [Theory]
    [InlineData(">", 40, 40, false)]
    [InlineData(">=", 40, 40, true)]
    [InlineData("<=", 0, 0, true)]
    [InlineData("<=", 0, 1, false)]
    [InlineData("range", 20, 20, true)]
    [InlineData("=", 80, 79, false)]
    public void A_target_is_met_by_its_own_comparison(string comparison, double low, double value, bool met) =>
        Assert.Equal(met, new Target(low, null, comparison, "", null).MetBy(value));
}
