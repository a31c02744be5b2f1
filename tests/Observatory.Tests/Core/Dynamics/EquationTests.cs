using System.Globalization;
using CsCheck;
using KeyEcosystem.Observatory.Core.Dynamics;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Dynamics;

[Trait("Store", "none")]
public sealed class EquationTests
{
    private static readonly string[] Pieces = ["1", ".5", "2e3", "x", "TIME", "\"a b\"", "+", "-", "*", "/", "^", "(", ")", "[", "]", ",", "IF", "THEN", "ELSE", "AND", "NOT", "MOD", "<>", "<=", "=", "SMTH3(", "DELAY(x,2)", "SUM(", "MIN(", "*", "!", ":", "{c}", "{", "\"", "?", "数据", "a.b", "PREVIOUS(SELF,0)", "UNIFORM(0,1)", "STEP(", "\\", "@1", "é", "\u0001"];

    [Theory]
    [InlineData("2 + 3 * 4 ^ 2", 50)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("2 ^ -1", 0.5)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("100 / 10 / 5", 2)]
    [InlineData("7 MOD 3 + 1", 2)]
    [InlineData("-7 MOD 3", -1)]
    [InlineData("MOD(-7, 3)", -1)]
    [InlineData("INT(-2.7)", -2)]
    [InlineData("ROUND(2.5)", 3)]
    [InlineData("IF 3 > 2 AND NOT (1 > 2) THEN 5 ELSE 6", 5)]
    [InlineData("IF 1 = 2 OR 2 <> 2 THEN 5 ELSE IF 1 < 2 THEN 7 ELSE 8", 7)]
    [InlineData("1 + IF 0 THEN 1 ELSE 2 + 3", 6)]
    [InlineData("IF_THEN_ELSE(1 >= 1, 4, 5)", 4)]
    [InlineData("{all} 1.5e1 {of it} + .5", 15.5)]
    [InlineData("MIN(3, 1, 2) + MAX(3, 9)", 10)]
    [InlineData("SAFEDIV(1, 0) + SAFEDIV(1, 0, 4) + SAFEDIV(6, 3)", 6)]
    [InlineData("LN(EXP(2)) + LOG10(1000) + SQRT(16) + ABS(-1)", 10)]
    [InlineData("LOG(8, 2)", 3)]
    [InlineData("SIN(PI/2) + COS(0) + ARCTAN(0)", 2)]
    [InlineData("COMBINATIONS(5, 2)", 10)]
    [InlineData("GAMMALN(5)", 3.1780538303479458)]
    [InlineData("3 = 3", 1)]
    [InlineData("(TIME STEP) + STOPTIME", 11)]
    public void An_equation_gives_what_it_gives_by_hand(string equation, double expected) => Assert.Equal(expected, Models.Value(equation), 1e-9);

    [Theory]
    [InlineData("STEP(5, 3)", 2, 0)]
    [InlineData("STEP(5, 3)", 3, 5)]
    [InlineData("RAMP(2, 3)", 5, 4)]
    [InlineData("RAMP(2, 3, 6)", 9, 6)]
    [InlineData("PULSE(4, 2, 3)", 5, 4)]
    [InlineData("PULSE(4, 2, 3)", 6, 0)]
    [InlineData("PULSE(4, 2)", 5, 0)]
    [InlineData("PULSE_TRAIN(2, 1, 4, 8)", 6, 1)]
    [InlineData("PULSE_TRAIN(2, 1, 4, 6)", 6, 0)]
    [InlineData("DELAY(TIME, 3)", 7, 4)]
    [InlineData("DELAY(TIME, 3, 9)", 2, 9)]
    [InlineData("PREVIOUS(TIME, -1)", 0, -1)]
    [InlineData("PREVIOUS(TIME, -1)", 4, 3)]
    [InlineData("INIT(TIME + 2)", 6, 2)]
    [InlineData("HISTORY(TIME * 2, 3)", 8, 6)]
    [InlineData("PREVIOUS(SELF, 1) * 2", 3, 16)]
    [InlineData("SAMPLE_IF_TRUE(TIME = 4, TIME, 1)", 9, 4)]
    [InlineData("ACTIVE_INITIAL(TIME, 5)", 0, 0)]
    [InlineData("SMTH1(TIME * 0 + 8, 2, 0)", 1, 4)]
    [InlineData("SMTH1(STEP(8, 0), 2)", 5, 8)]
    [InlineData("DELAY1(STEP(8, 1), 2)", 2, 4)]
    [InlineData("SMTH3(5, 2) + DELAY3(5, 2) + SMTHN(5, 2, 4) + DELAYN(5, 2, 4)", 9, 20)]
    [InlineData("TREND(100, 5)", 4, 0)]
    [InlineData("FORCST(10, 5, 3)", 4, 10)]
    public void A_function_of_time_gives_what_it_gives_by_hand(string equation, double time, double expected) => Assert.Equal(expected, Models.Value(equation, time), 1e-9);

    [Fact]
    public void A_third_order_smooth_is_three_stocks_in_a_row()
    {
        // Three stocks by hand: each goes a third of the way (dt 1, time 9 / 3).
        var (a, b, c) = (0.0, 0.0, 0.0);
        for (var t = 0; t < 6; t++)
        {
            (a, b, c) = (a + ((9 - a) / 3), b + ((a - b) / 3), c + ((b - c) / 3));
        }

        Assert.Equal(c, Models.Value("SMTH3(9 + 0 * TIME, 9, 0)", 6), 1e-12);
    }

    [Theory]
    [InlineData("", "continuous", 1.5, 15)]
    [InlineData("", "continuous", 9, 30)]
    [InlineData("", "extrapolate", 4, 70)]
    [InlineData("", "extrapolate", -1, -10)]
    [InlineData("", "discrete", 1.9, 10)]
    [InlineData("", "discrete", 2, 30)]
    [InlineData("<xscale min=\"0\" max=\"2\"/>", "continuous", 0.5, 5)]
    public void A_graphical_function_gives_what_its_kind_says(string scale, string kind, double at, double expected)
    {
        var points = scale.Length > 0 ? scale : "<xpts>0, 1, 2</xpts>";
        var gf = $"<gf type=\"{kind}\">{points}<ypts>0, 10, {(kind == "continuous" && at < 2 && scale.Length == 0 ? 20 : 30)}</ypts></gf>";
        var number = at.ToString(CultureInfo.InvariantCulture);

        Assert.Equal(expected, Models.Value($"table({number})", others: $"<gf name=\"table\" type=\"{kind}\">{gf[(gf.IndexOf('>', StringComparison.Ordinal) + 1)..]}"), 1e-9);
        Assert.Equal(expected, Models.Value($"LOOKUP(table, {number})", others: $"<aux name=\"table\">{gf}</aux>"), 1e-9);
        Assert.Equal(expected, Models.At(Models.Run(Models.Text($"<aux name=\"x\"><eqn>{number}</eqn>{gf}</aux>")), "x", 0), 1e-9);
    }

    [Theory]
    [InlineData("UNIFORM(2, 4)", 3, 0.06)]
    [InlineData("NORMAL(10, 2)", 10, 0.2)]
    [InlineData("EXPRND(5)", 5, 0.5)]
    [InlineData("POISSON(4)", 4, 0.2)]
    [InlineData("LOGNORMAL(10, 3)", 10, 0.3)]
    public void A_random_function_has_its_mean_and_its_seed(string equation, double mean, double near)
    {
        var text = Models.Text(Models.Aux("x", equation), "<start>0</start><stop>4000</stop><dt>1</dt>");
        var (one, again, other) = (Models.Run(text, 5), Models.Run(text, 5), Models.Run(text, 6));

        Assert.Equal(one.Rows.Select(r => r[0]), again.Rows.Select(r => r[0]));
        Assert.NotEqual(one.Rows.Select(r => r[0]), other.Rows.Select(r => r[0]));
        Assert.Equal(mean, one.Rows.Average(r => r[0]), near);
    }

    [Fact]
    public void A_seed_in_the_equation_counts_more_than_that_of_the_run()
    {
        var text = Models.Text(Models.Aux("x", "UNIFORM(0, 1, 42)"));

        Assert.Equal(Models.Run(text, 1).Rows.Select(r => r[0]), Models.Run(text, 2).Rows.Select(r => r[0]));
    }

    [Theory]
    [InlineData("nobody + 1", DynamicsCodes.UnknownName, "NOBODY")]
    [InlineData("strange(1)", DynamicsCodes.UnknownFunction, "STRANGE")]
    [InlineData("GET XLS DATA(1)", DynamicsCodes.Unsupported, "GET_XLS_DATA")]
    [InlineData("???", DynamicsCodes.Equation, "???")]
    [InlineData("1 +", DynamicsCodes.Equation, "ends too early")]
    [InlineData("(1", DynamicsCodes.Equation, "\")\" is missing")]
    [InlineData("1, 2", DynamicsCodes.Equation, "2 parts")]
    [InlineData("ABS(1, 2)", DynamicsCodes.Equation, "ABS 2 arguments")]
    [InlineData("x", DynamicsCodes.Circular, "x -> x")]
    [InlineData("IF 1 THEN 2", DynamicsCodes.Equation, "ELSE")]
    [InlineData("y[1]", DynamicsCodes.Equation, "no array")]
    public void What_can_t_be_run_is_refused_by_name_and_line(string equation, string code, string named)
    {
        var refusal = Models.Compiled(Models.Text(Models.Aux("x", equation) + Models.Aux("y", "1"))).Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.Contains(named, refusal!.Detail, StringComparison.Ordinal);
        Assert.Contains("Line 1:", refusal.Detail, StringComparison.Ordinal);
        Assert.Contains(refusal.Facts!["zh"], c => c is >= '\u4e00' and <= '\u9fff');
    }

    [Fact]
    public void A_circle_is_named_with_all_its_members_and_a_stock_or_a_delay_breaks_it()
    {
        var refusal = Models.Compiled(Models.Text(Models.Aux("a", "b") + Models.Aux("b", "c") + Models.Aux("c", "a + 1"))).Refusal;

        Assert.Equal(DynamicsCodes.Circular, refusal?.Code);
        Assert.Contains("a -> b -> c -> a", refusal!.Detail, StringComparison.Ordinal);
        Assert.True(Models.Compiled(Models.Text(Models.Aux("a", "b") + Models.Aux("b", "DELAY(a, 1, 0) + 1"))).IsOk);
    }

    [Fact]
    public void Whatever_the_text_is_an_equation_is_read_or_refused() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 14].Select(p => string.Join(' ', p)).Sample(text => Answered(Models.Text($"<aux name=\"x\"><eqn><![CDATA[{text}]]></eqn></aux>" + Models.Aux("a b", "1"))), iter: 3000);

    [Fact]
    public void An_equation_nested_without_end_is_refused()
    {
        Assert.Equal(DynamicsCodes.Limit, Models.Compiled(Models.Text(Models.Aux("x", new string('(', 100_000)))).Refusal?.Code);
        Assert.Equal(DynamicsCodes.Limit, Models.Compiled(Models.Text(Models.Aux("x", new string('-', 100_000) + "1"))).Refusal?.Code);
        Assert.Equal(DynamicsCodes.Limit, Models.Compiled(Models.Text(Models.Aux("x", string.Join('+', Enumerable.Repeat("1", 50_000))))).Refusal?.Code);
        Assert.True(Models.Compiled(Models.Text(Models.Aux("x", string.Join('+', Enumerable.Repeat("1", 1_000))))).IsOk);
    }

    private static bool Answered(string text)
    {
        var compiled = Models.Compiled(text);
        return !compiled.IsOk || Simulation.Run(compiled.Value, []).IsOk;
    }
}
