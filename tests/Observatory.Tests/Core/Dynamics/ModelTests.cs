using CsCheck;
using KeyEcosystem.Observatory.Core.Dynamics;
using KeyEcosystem.Observatory.Core.Dynamics.UnitChecks;
using KeyEcosystem.Observatory.Core.Dynamics.Xmile;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Dynamics;

[Trait("Store", "none")]
public sealed class ModelTests
{
    private const string Dimensions = "<dimensions><dim name=\"D\"><elem name=\"a\"/><elem name=\"b\"/><elem name=\"c\"/></dim><dim name=\"Part\"><elem name=\"b\"/><elem name=\"c\"/></dim><dim name=\"N\" size=\"2\"/></dimensions>";
    private const string Decay = "<stock name=\"s\"><eqn>100</eqn><outflow>f</outflow></stock><flow name=\"f\"><eqn>s / 4</eqn></flow>";

    [Theory]
    [InlineData("Euler", 0.25, 5e-2)]
    [InlineData("RK2", 0.25, 2e-3)]
    [InlineData("RK4", 0.25, 1e-5)]
    public void Decay_comes_as_near_to_its_closed_form_as_the_method_does(string method, double step, double near)
    {
        var run = Models.Run(Models.Text(Decay, $"<start>0</start><stop>10</stop><dt>{step}</dt>", method));

        var error = Math.Abs(Models.At(run, "s", 10) - (100 * Math.Exp(-2.5))) / (100 * Math.Exp(-2.5));
        Assert.InRange(error, near / 1e4, 4 * near);
    }

    [Fact]
    public void Runge_Kutta_takes_a_flow_of_time_as_it_is()
    {
        var run = Models.Run(Models.Text("<stock name=\"s\"><eqn>0</eqn><inflow>f</inflow></stock><flow name=\"f\"><eqn>TIME ^ 3</eqn></flow>", method: "RK4"));

        Assert.Equal(2500, Models.At(run, "s", 10), 1e-9);
    }

    [Fact]
    public void Euler_is_a_sum_by_hand_and_the_step_may_be_a_reciprocal()
    {
        var run = Models.Run(Models.Text(Decay, "<start>0</start><stop>1</stop><dt reciprocal=\"true\">4</dt>"));

        Assert.Equal(100 * Math.Pow(1 - (0.25 / 4), 4), Models.At(run, "s", 1), 1e-12);
        Assert.Equal(5, run.Times.Count);
    }

    [Fact]
    public void Rows_are_saved_at_each_save_step()
    {
        var read = XmileReader.Read(Models.Text(Decay, "<start>0</start><stop>10</stop><dt>0.5</dt>").Replace("<sim_specs ", "<sim_specs isee:save_interval=\"2\" ", StringComparison.Ordinal)).Value;

        Assert.Equal([0, 2, 4, 6, 8, 10], Simulation.Run(CompiledModel.Of(read, []).Value, []).Value.Times);
    }

    [Theory]
    [InlineData("<non_negative/>", "", 0)]
    [InlineData("<non_negative>TRUE</non_negative>", "", 0)]
    [InlineData("<non_negative>False</non_negative>", "<behavior><non_negative/></behavior>", -5)]
    [InlineData("", "<behavior><stock><non_negative/></stock></behavior>", 0)]
    [InlineData("", "<behavior><flow><non_negative/></flow></behavior>", -5)]
    public void A_stock_stays_above_zero_where_it_or_the_behaviour_says_so(string own, string behaviour, double expected)
    {
        var run = Models.Run(Models.Text($"<stock name=\"s\"><eqn>5</eqn><outflow>f</outflow>{own}</stock><flow name=\"f\"><eqn>1</eqn></flow>", outside: behaviour));

        Assert.Equal(expected, Models.At(run, "s", 10));
    }

    [Theory]
    [InlineData("SUM(v)", 6)]
    [InlineData("SUM(v[*])", 6)]
    [InlineData("SUM(v[Part])", 5)]
    [InlineData("SUM(v[D!])", 6)]
    [InlineData("SUM(v[*] * w[*])", 140)]
    [InlineData("MEAN(v) + PROD(v) + SIZE(v)", 11)]
    [InlineData("MIN(v[*]) + MAX(v[D])", 4)]
    [InlineData("STDDEV(v)", 0.81649658092772603)]
    [InlineData("SUM(v[1:2])", 3)]
    [InlineData("v[b] + v[D.c]", 5)]
    [InlineData("v[3]", 3)]
    [InlineData("v[INT(TIME) + 2]", 2)]
    [InlineData("v[TIME - 9]", 0)]
    [InlineData("SUM(m[*, b])", 21)]
    [InlineData("SUM(m)", 63)]
    [InlineData("MAX(t)", 21)]
    [InlineData("q[b] + q[c]", 50)]
    [InlineData("smooth[c]", 3)]
    [InlineData("look[b]", 20)]
    [InlineData("default[a] + default[c]", 8)]
    [InlineData("SUM(share)", 1)]
    public void Arrays_give_what_they_give_by_hand(string equation, double expected)
    {
        const string D = "<dimensions><dim name=\"D\"/></dimensions>";
        const string Others = $"""
            <aux name="v">{D}<eqn>1, 2, 3</eqn></aux>
            <aux name="w">{D}<element subscript="a"><eqn>10</eqn></element><element subscript="Part"><eqn>v[Part] * 10</eqn></element></aux>
            <aux name="m"><dimensions><dim name="N"/><dim name="D"/></dimensions><eqn>v[D] * 7 * (N - 1) + v * (2 - N) * 4 - (2 - N) * v[D] * 0.5</eqn></aux>
            <aux name="t"><dimensions><dim name="D"/><dim name="N"/></dimensions><eqn>m[N, D]</eqn></aux>
            <aux name="q"><dimensions><dim name="Part"/></dimensions><eqn>w[Part]</eqn></aux>
            <aux name="smooth">{D}<eqn>SMTH1(v, 4)</eqn></aux>
            <aux name="table">{D}<element subscript="a"><gf><xpts>0,1</xpts><ypts>0,1</ypts></gf></element><element subscript="b"><gf><xpts>0,1</xpts><ypts>0,10</ypts></gf></element><element subscript="c"><gf><xpts>0,1</xpts><ypts>0,100</ypts></gf></element></aux>
            <aux name="look">{D}<eqn>table[D](1) * 2</eqn></aux>
            <aux name="default">{D}<eqn>3</eqn><element subscript="c"><eqn>5</eqn></element></aux>
            <aux name="share">{D}<eqn>v / SUM(v[*])</eqn></aux>
            """;

        Assert.Equal(expected, Models.Value(equation, others: Others, outside: Dimensions), 1e-9);
    }

    [Fact]
    public void A_module_stands_several_times_with_its_own_inputs()
    {
        const string Part = "<model name=\"animals\"><variables><aux name=\"rate\" access=\"input\"><eqn>0</eqn></aux><stock name=\"n\"><eqn>10</eqn><inflow>births</inflow></stock><flow name=\"births\"><eqn>n * rate</eqn></flow></variables></model>";
        var run = Models.Run(Models.Text(
            Models.Aux("fast", "0.5") + Models.Aux("all", "hares.n + lynx.n") + "<module name=\"hares\" simlin:model_name=\"animals\"><connect to=\"rate\" from=\"fast\"/></module><module name=\"lynx\" simlin:model_name=\"animals\"><connect to=\"lynx.rate\" from=\".slow rate\"/></module>" + Models.Aux("slow rate", "0.1"),
            "<start>0</start><stop>1</stop><dt>1</dt>",
            parts: Part));

        Assert.Contains("hares.births", run.Columns);
        Assert.Equal(15, Models.At(run, "hares.n", 1), 1e-12);
        Assert.Equal(26, Models.At(run, "all", 1), 1e-12);
    }

    [Fact]
    public void Names_may_be_Chinese_quoted_and_written_in_any_case()
    {
        Assert.Equal(7, Models.Value("\"算力 规模\" + 闲置率 + LONG_NAME + \"a-b (c)\"", others: Models.Aux("算力_规模", "1") + Models.Aux("闲置率", "2") + Models.Aux("Long\\nName", "3") + Models.Aux("a-b (c)", "1")));
    }

    [Theory]
    [InlineData("<macro name=\"m\"><eqn>1</eqn></macro>", "", "m", DynamicsCodes.Unsupported)]
    [InlineData("", "<stock name=\"belt\"><eqn>1</eqn><conveyor><len>4</len></conveyor></stock>", "belt", DynamicsCodes.Unsupported)]
    [InlineData("", "<stock name=\"line\"><eqn>1</eqn><queue/></stock>", "line", DynamicsCodes.Unsupported)]
    [InlineData("", "<stock name=\"heat\"><eqn>1</eqn><oven><len>4</len></oven></stock>", "heat", DynamicsCodes.Unsupported)]
    [InlineData("<data><import resource=\"a.csv\"/></data>", "", "<data>", DynamicsCodes.Unsupported)]
    [InlineData("", "<aux name=\"nothing\"/>", "nothing", DynamicsCodes.Equation)]
    [InlineData("", "<aux name=\"Y\"><eqn>1</eqn></aux>", "Y", DynamicsCodes.Invalid)]
    [InlineData("", "<module name=\"gone\"/>", "gone", DynamicsCodes.UnknownName)]
    [InlineData("", "<stock name=\"s\"><eqn>1</eqn><inflow>nowhere</inflow></stock>", "NOWHERE", DynamicsCodes.UnknownName)]
    [InlineData("", "<aux name=\"z\"><dimensions><dim name=\"E\"/></dimensions><eqn>1</eqn></aux>", "\"E\"", DynamicsCodes.UnknownName)]
    public void What_is_not_run_here_is_refused_by_name(string outside, string variables, string named, string code)
    {
        var refusal = Models.Compiled(Models.Text(Models.Aux("y", "1") + variables, outside: outside)).Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.Contains(named, refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_file_is_refused()
    {
        string[] hostile =
        [
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><xmile>&b;</xmile>",
            string.Concat(Enumerable.Repeat("<a>", 3_500_000)),
            new string('<', 10_000_000),
            "<xmile>" + new string('&', 10_000_000),
            "<xmile><a b=\"" + new string('x', 10_000_000),
            Models.Text("<module name=\"m\" model_name=\"p\"/>", parts: "<model name=\"p\"><variables>" + string.Concat(Enumerable.Range(0, 9).Select(i => $"<module name=\"m{i}\" model_name=\"p\"/>")) + "</variables></model>"),
            Models.Text("<aux name=\"x\"><dimensions>" + string.Concat(Enumerable.Repeat("<dim name=\"D\"/>", 40)) + "</dimensions><eqn>1</eqn></aux>", outside: "<dimensions><dim name=\"D\" size=\"10000\"/></dimensions>"),
            Models.Text(Models.Aux("x", "1"), "<start>0</start><stop>1e300</stop><dt>1e-9</dt>"),
        ];

        Assert.All(hostile, text => Assert.NotNull(Models.Compiled(text).Refusal));
    }

    [Fact]
    public void Whatever_the_bytes_are_a_file_is_read_or_refused()
    {
        var text = EcosystemModel.BundledText()[..6000];

        Gen.Select(Gen.Int[0, 5999], Gen.Int[0, 60], Gen.String[Gen.Char["<>/\"'&;= abxmile!-[]?{}"], 0, 8]).Sample((at, length, with) =>
        {
            var broken = text.Remove(at, Math.Min(length, text.Length - at)).Insert(at, with);
            return Models.Compiled(broken).Refusal is { Code: not null } && Models.Compiled(broken + "</variables></model></xmile>") is var closed && (closed.IsOk || closed.Refusal is not null);
        }, iter: 1000);
    }

    [Fact]
    public void What_was_written_runs_as_what_was_read()
    {
        var texts = Suite.Manifest.Where(m => m.Expect == "pass").Select(m => File.ReadAllText(Path.Combine(Suite.Folder!, m.Case, m.Model))).Append(EcosystemModel.BundledText()).ToList();

        Assert.All(texts, text =>
        {
            var read = XmileReader.Read(text).Value;
            var again = XmileReader.Read(XmileWriter.Write(read)).Value;
            var (one, two) = (Simulation.Run(CompiledModel.Of(read, []).Value, []).Value, Simulation.Run(CompiledModel.Of(again, []).Value, []).Value);
            Assert.Equal(one.Columns, two.Columns);
            Assert.Equal(one.Times, two.Times);
            Assert.All(one.Rows.Zip(two.Rows), r => Assert.Equal(r.First, r.Second));
        });
    }

    [Fact]
    public void Units_that_do_not_fit_are_told()
    {
        static string Variable(string tag, string name, string equation, string units, string rest = "") => $"<{tag} name=\"{name}\"><eqn>{equation}</eqn>{rest}<units>{units}</units></{tag}>";
        var read = XmileReader.Read(Models.Text(
            Variable("stock", "people", "100", "people", "<inflow>births</inflow><inflow>wrong</inflow>") + Variable("flow", "births", "people * rate", "people/Month") + Variable("flow", "wrong", "people", "people")
            + Variable("aux", "rate", "0.1", "1/Months") + Variable("aux", "mixed", "people + rate", "people"))).Value;

        Assert.Equal(["people", "mixed"], UnitCheck.Of(read).Issues.Select(i => i.Variable));
    }
}
