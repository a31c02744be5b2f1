using CsCheck;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Formulas;
using KeyEcosystem.Observatory.Store;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Formulas;

/// <summary>The language of indicators: what it computes, and what it says of a text that is no formula.</summary>
[Trait("Store", "none")]
public sealed class FormulaTests
{
    [Theory]
    [InlineData("2 + 3 * 4", 14)]
    [InlineData("(2 + 3) * 4 - 1e1 / 4", 17.5)]
    [InlineData("count(members)", 4)]
    [InlineData("count(members where type = enterprise and not country = CN)", 2)]
    [InlineData("count(members where type in (institute, \"enterprise\") or country = SG)", 4)]
    [InlineData("count(members where type <> enterprise)", 1)]
    [InlineData("distinct(country of members)", 3)]
    [InlineData("max(count(members), 2, 9)", 9)]
    [InlineData("sum(devices of pools)", 30)]
    [InlineData("sum(devices * 2 of pools where devices >= 20)", 40)]
    [InlineData("avg(devices of pools)", 15)]
    [InlineData("least(devices of pools) + most(devices of pools)", 30)]
    public void What_is_counted_summed_and_compared(string text, double value) => Assert.Equal(value, Read(text).Of(Run(Four())).Value);

    [Theory]
    [InlineData("count(memberz)", 7, "there is no fact set \"memberz\"")]
    [InlineData("count(members where staet = admitted)", 21, "\"members\" have no field \"staet\"")]
    [InlineData("sum(type of members)", 5, "\"type\" is no number")]
    [InlineData("count(members) + sum(time of runs)", 16, "what has different units is not added: 1 and ms")]
    [InlineData("count(members trailing 30 d)", 15, "members have no time")]
    [InlineData("count(jobs trailing 0 d)", 21, "a window has 1 h to 36500 d")]
    [InlineData("count(jobs", 11, "\")\" has to stand here")]
    [InlineData("count(jobs) count(jobs)", 13, "can't stand here")]
    [InlineData("median(jobs)", 1, "there is no \"median\"")]
    [InlineData("sum(time of runs)", 1, "the formula is in ms, not in 1 (items)")]
    [InlineData("count(members where type = \"a)", 28, "the quotation mark is not closed")]
    [InlineData("count(members) ! 2", 16, "\"!\" can't stand in a formula")]
    public void What_is_no_formula_is_told_where_and_why(string text, int column, string said)
    {
        var (formula, fault) = Formula.Read(text, "items");

        Assert.Null(formula);
        Assert.Equal(column, fault!.Column);
        Assert.Contains(said, fault.En, StringComparison.Ordinal);
        Assert.Matches("\\p{IsCJKUnifiedIdeographs}", fault.Zh);
    }

    [Fact]
    public void A_text_of_any_kind_is_a_formula_or_told_why_not()
    {
        string[] words = ["count(", "sum(", "members", "runs", "time", "of", "where", "trailing", "30", "d", "(", ")", "+", "-", "/", "*", "and", "or", "not", "=", "<>", "in", ",", "type", "state", "\"x\"", "given(", "outside(", "apart", "by", "1e9", "。"];
        Gen.Int[0, words.Length - 1].List[0, 40].Select(w => string.Join(' ', w.Select(i => words[i]))).Sample(text =>
        {
            var (formula, fault) = Formula.Read(text, "1");
            if (formula is not null)
            {
                var reading = formula.Of(Run(Four()));
                return (reading.Value is null) != (reading.ReasonEn is null);
            }

            return fault!.Column >= 1 && fault.Column <= text.Length + 1 && fault.En.Length > 0;
        });
        var deep = new string('(', 10_000) + "1" + new string(')', 10_000);
        Assert.NotNull(Formula.Read(deep, "1").Fault);
        Assert.NotNull(Formula.Read(new string('(', 900) + "1" + new string(')', 900), "1").Fault);
    }

    [Fact]
    public void Zero_below_the_line_is_no_value_and_words_that_are_not_known_fulfil_nothing()
    {
        var reading = Read("count(jobs) / count(jobs)", "%").Of(Run(Four()));
        Assert.Equal((null, 0.0, "The denominator is zero."), (reading.Value, reading.Denominator!.Value, reading.ReasonEn));

        Assert.Equal(0, Read("count(members where industry = C or industry <> C)").Of(Run(Four())).Value);
        Assert.Null(Read("given(count(members), count(jobs))").Of(Run(Four())).Value);
        Assert.Null(Read("avg(devices of pools where devices > 99)").Of(Run(Four())).Value);
    }

    [Fact]
    public void A_value_is_told_by_the_words_of_a_field_and_its_parts_are_the_whole()
    {
        var formula = Read("count(members)");

        var parts = formula.By(Run(Four()), "country");

        Assert.Equal([("items, country CN", 2.0), ("items, country MY", 1), ("items, country SG", 1)], parts.Select(p => (p.NameEn, p.Value!.Value)));
        Assert.True(formula.HasField("country"));
        Assert.False(formula.HasField("origin"));
    }

    [Fact]
    public void What_an_engine_that_is_not_built_would_record_names_the_engine_and_outside_series_their_name()
    {
        var table = new IndicatorTable();
        var missing = table.Seed.Select(i => (i.Id, Reading: Evaluation.Of(table.Formulas[i.Id], Run(Four())), Engines: table.Formulas[i.Id].Formula.MissingEngines.ToList())).ToList();

        Assert.All(missing.Where(m => m.Engines.Count > 0), m => Assert.Contains(m.Engines[0], m.Reading.ReasonEn, StringComparison.Ordinal));
        Assert.Equal(["I01", "I02", "I03", "I10", "I12", "I13", "I36", "I37", "I38"], missing.Where(m => m.Reading.ReasonEn?.Contains("outside statistic", StringComparison.Ordinal) == true).Select(m => m.Id));
        Assert.Equal(45, Formula.Read("outside(digital-economy-share)", "%").Formula!.Of(new FormulaRun(Run(Four()).State, name => name == "digital-economy-share" ? 45 : null)).Value);
    }

    private static Formula Read(string text, string unit = "items") => Formula.Read(text, unit) is { Formula: { } formula } ? formula : throw new InvalidOperationException($"{Formula.Read(text, unit).Fault}");

    private static FormulaRun Run(Story story) => new(Ecosystem.At(story.Facts, story.End, demonstration: false));

    private static Story Four() => new Story().Member("a").Member("b", country: "SG").Member("c", country: "MY").Member("d", "institute").Pool("p", 10).Pool("q", 20);
}
