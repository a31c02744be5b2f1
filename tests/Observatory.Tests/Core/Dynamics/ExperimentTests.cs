using KeyEcosystem.Observatory.Core.Dynamics;
using KeyEcosystem.Observatory.Core.Dynamics.Experiments;
using KeyEcosystem.Observatory.Core.Dynamics.UnitChecks;
using KeyEcosystem.Observatory.Core.Dynamics.Xmile;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Dynamics;

[Trait("Store", "none")]
public sealed class ExperimentTests
{
    private static readonly Dictionary<string, double> Nothing = [];

    private static SystemModel Plan => XmileReader.Read(Models.Text(
        Models.Aux("a", "0") + Models.Aux("b", "0") + Models.Aux("c", "0") + Models.Aux("luck", "0") + Models.Aux("y", "2 * a + 3 * b + c * (1 + a) + luck"), "<start>0</start><stop>2</stop><dt>1</dt>")).Value;

    [Fact]
    public void A_latin_hypercube_has_one_sample_in_each_stratum()
    {
        var shares = LatinHypercube.Of(5, 97, 3);

        Assert.All(shares, s => Assert.Equal(Enumerable.Range(0, 97), s.Select(x => (int)(x * 97)).Order()));
        Assert.NotEqual(shares[0], shares[1]);
        Assert.Equal(shares[4], LatinHypercube.Of(5, 97, 3)[4]);
        Assert.NotEqual(shares[4], LatinHypercube.Of(5, 97, 4)[4]);
    }

    [Theory]
    [InlineData(DistributionKind.Uniform, 2, 6, 0, 0.25, 3)]
    [InlineData(DistributionKind.Normal, 10, 2, 0, 0.975, 13.919927969080108)]
    [InlineData(DistributionKind.Triangular, 0, 1, 2, 0.5, 1)]
    [InlineData(DistributionKind.Triangular, 0, 1, 2, 0.125, 0.5)]
    [InlineData(DistributionKind.LogNormal, 1, 0, 0, 0.9, 1)]
    public void A_quantile_is_what_it_is_by_hand(DistributionKind kind, double first, double second, double third, double share, double expected) =>
        Assert.Equal(expected, new Distribution(kind, first, second, third).Quantile(share), 1e-7);

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_the_number_of_threads_and_of_lanes()
    {
        var random = XmileReader.Read(Models.Text("<stock name=\"s\"><eqn>1</eqn><inflow>f</inflow></stock><flow name=\"f\"><eqn>s * k * NORMAL(1, 0.3) + DELAY(s, 2) / (1 + EXP(s)) - MIN(s, k) ^ 0.5</eqn></flow>" + Models.Aux("k", "0.1"))).Value;
        var spec = new MonteCarloSpec(Nothing, [new("k", new(DistributionKind.Uniform, 0.05, 0.2))], ["s"], [new("s", true, 1.5, 10)], 1000, 11);

        var (one, two, five) = (MonteCarlo.Run(random, spec, 1).Value, MonteCarlo.Run(random, spec, 2).Value, MonteCarlo.Run(random, spec, 5).Value);
        var other = MonteCarlo.Run(random, spec with { Seed = 12 }, 2).Value;

        Assert.Equal(one.Outputs[0].Mean, two.Outputs[0].Mean);
        Assert.Equal(one.Outputs[0].P95, five.Outputs[0].P95);
        Assert.Equal(one.Targets, two.Targets);
        Assert.NotEqual(one.Outputs[0].Mean, other.Outputs[0].Mean);
    }

    [Fact]
    public void A_run_among_many_is_the_run_alone_to_the_bit()
    {
        var model = EcosystemModel.BuiltIn;
        var spec = new MonteCarloSpec(Nothing, [new("initial trust", new(DistributionKind.Uniform, 0.3, 0.3))], ["trust", "compute idle rate", "firms connected"], [], 67, 1);

        var many = MonteCarlo.Run(model.Model, spec, 2).Value;
        var alone = Simulation.Run(CompiledModel.Of(model.Model, ["initial trust"]).Value, [0.3]).Value;

        Assert.All(many.Outputs, o => Assert.Equal(alone.Series(alone.Columns.ToList().IndexOf(o.Name)), o.P50));
    }

    [Fact]
    public void A_random_walk_reaches_its_target_as_often_as_the_closed_form_says()
    {
        // Drift 0.1 and deviation 0.5 a step: P(X >= 2) after 10 steps is Phi((1 - 2) / (0.5 sqrt 10)).
        var walk = XmileReader.Read(Models.Text("<stock name=\"x\"><eqn>0</eqn><inflow>f</inflow></stock><flow name=\"f\"><eqn>NORMAL(0.1, 0.5)</eqn></flow>")).Value;

        var result = MonteCarlo.Run(walk, new MonteCarloSpec(Nothing, [], ["x"], [new("x", true, 2, 10), new("x", true, 2, 10, TargetTiming.By), new("x", true, 2, 0, TargetTiming.From)], 20_000, 3), 2).Value;

        Assert.Equal(0.26354, result.Targets[0].Probability, 0.012);
        Assert.True(result.Targets[1].Probability > result.Targets[0].Probability);
        Assert.Equal(0, result.Targets[2].Probability);
    }

    [Fact]
    public void A_tornado_puts_the_widest_first_and_moves_one_at_a_time()
    {
        var result = Tornado.Run(Plan, Nothing, [new("a", new(DistributionKind.Uniform, 0, 10)), new("b", new(DistributionKind.Uniform, 0, 10)), new("luck", new(DistributionKind.Normal, 0, 1))], "y", 2, 1, 2).Value;

        Assert.Equal(["b", "a", "luck"], result.Bars.Select(x => x.Name));
        Assert.Equal(25, result.Base, 1e-9);
        Assert.Equal((13.0, 37.0), (Math.Round(result.Bars[0].AtLow, 9), Math.Round(result.Bars[0].AtHigh, 9)));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(33)]
    public void The_cheapest_mix_is_that_of_trying_all_by_hand(double target)
    {
        Lever[] levers = [new("a", 0, 4, 40, 4), new("b", 0, 4, 70, 4), new("c", 0, 4, 20, 4)];
        var luck = new UncertainParameter("luck", new Distribution(DistributionKind.Normal, 0, 2));
        var spec = new LeverSpec(levers, Nothing, [luck], [new("y", true, target, 2)], 0.8, 100, 5);
        var futures = LatinHypercube.Of(1, 100, 5)[0].Select(luck.Distribution.Quantile).ToList();
        var cheapest = (from a in Enumerable.Range(0, 5)
                        from b in Enumerable.Range(0, 5)
                        from c in Enumerable.Range(0, 5)
                        where futures.Count(l => (2 * a) + (3 * b) + (c * (1 + a)) + l >= target) >= 80
                        select (10.0 * a) + (17.5 * b) + (5 * c)).DefaultIfEmpty(double.NaN).Min();

        var exact = LeverSearch.Run(Plan, spec, 2).Value;
        var climbed = LeverSearch.Run(Plan, spec with { MixesMax = 100 }, 2).Value;

        Assert.True(exact.IsExact);
        Assert.Equal(cheapest, exact.Best!.Cost, 1e-9);
        Assert.True(exact.Best.Probability >= 0.8);
        Assert.False(climbed.IsExact);
        Assert.InRange(climbed.Best!.Cost, cheapest, cheapest * 1.3);
        Assert.True(climbed.Best.Probability >= 0.8);
    }

    [Fact]
    public void Where_no_mix_is_likely_enough_the_likeliest_is_told()
    {
        var result = LeverSearch.Run(Plan, new LeverSpec([new("a", 0, 4, 40, 4)], Nothing, [], [new("y", true, 1000, 2)], 0.8, 10, 1), 1).Value;

        Assert.Null(result.Best);
        Assert.Equal(0, result.Likeliest.Probability);
    }

    [Theory]
    [InlineData("nobody", DynamicsCodes.UnknownName)]
    [InlineData("a", DynamicsCodes.Experiment)]
    public void A_question_that_can_t_be_asked_is_refused_by_name(string parameter, string code)
    {
        var refusal = MonteCarlo.Run(Plan, new MonteCarloSpec(Nothing, [new(parameter, new(DistributionKind.Normal, 0, parameter == "a" ? -1 : 1))], ["y"], [], 10, 1), 1).Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.Contains($"\"{parameter}\"", refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_built_in_model_fits_its_units_names_all_in_both_languages_and_says_where_each_figure_comes_from()
    {
        var model = EcosystemModel.BuiltIn;
        var units = UnitCheck.Of(model.Model);

        Assert.Equal([], units.Issues.Select(i => $"{i.Variable}: {i.Words}"));
        Assert.Empty(units.Unspecified);
        Assert.All(model.Model.Root.Variables, v => Assert.Contains(v.Labels["zh"], c => c is >= '\u4e00' and <= '\u9fff'));
        Assert.All(model.Levers.Concat(model.Parameters), q => Assert.True(q is { Value: not null, Least: not null, Most: not null, Units: not null, Source: not null } && q.Least <= q.Value && q.Value <= q.Most, q.Name));
        Assert.All(model.Outputs, o => Assert.Matches("^I[0-9]{2}$", o.Indicator));
        Assert.Equal(6, model.Levers.Count);
        Assert.True(model.Targets.Count >= 10);
    }

    [Fact]
    public void The_built_in_model_begins_with_the_figures_of_the_seed_and_a_month_is_fine_enough()
    {
        var model = EcosystemModel.BuiltIn.Model;
        var monthly = Simulation.Run(CompiledModel.Of(model, []).Value, []).Value;
        var finer = Simulation.Run(CompiledModel.Of(model with { Specs = model.Specs with { Step = 1.0 / 96, SaveStep = 1.0 / 12 } }, []).Value, []).Value;

        Assert.Equal((300, 30, 20, 30, 10), (Models.At(monthly, "compute capacity", 2026), Math.Round(Models.At(monthly, "compute idle rate", 2026), 9), Models.At(monthly, "data sharing rate", 2026), Models.At(monthly, "research duplication rate", 2026), Models.At(monthly, "domestic training chip share", 2026)));
        for (var c = 0; c < monthly.Columns.Count; c++)
        {
            var scale = monthly.Rows.Max(r => Math.Abs(r[c]));
            Assert.All(monthly.Rows.Zip(finer.Rows), r => Assert.True(Math.Abs(r.First[c] - r.Second[c]) <= 1e-5 * scale, monthly.Columns[c]));
        }
    }

    [Fact]
    public void Measured_values_take_the_place_of_assumed_ones()
    {
        var measured = EcosystemModel.BuiltIn.With(new Dictionary<string, double> { ["Initial_Idle_Share"] = 0.4 }).Value;

        Assert.Equal(40, Models.At(Simulation.Run(CompiledModel.Of(measured.Model, []).Value, []).Value, "compute idle rate", 2026), 1e-9);
        Assert.NotNull(EcosystemModel.BuiltIn.With(new Dictionary<string, double> { ["trust"] = 1 }).Refusal);
    }
}
