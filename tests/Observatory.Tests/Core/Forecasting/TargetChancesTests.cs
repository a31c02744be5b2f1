using KeyEcosystem.Observatory.Core.Forecasting;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Forecasting;

[Trait("Store", "none")]
public sealed class TargetChancesTests
{
    private const int Paths = 20_000;
    private static readonly double[] Growing = [12, 15, 14, 18, 21, 20, 25, 27, 26, 31, 33, 36];

    /// <summary>Twenty walks: drift, deviation, bound, time.</summary>
    public static TheoryData<double, double, double, double> Walks
    {
        get
        {
            var data = new TheoryData<double, double, double, double>();
            foreach (var drift in (double[])[-0.4, -0.1, 0, 0.2, 0.6])
            {
                foreach (var (deviation, bound, time) in ((double, double, double)[])[(1, 1, 4), (0.5, 2, 9), (2, 3, 1), (1.5, 0.5, 12)])
                {
                    data.Add(drift, deviation, bound, time);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public void Simulation_agrees_with_the_closed_form_within_three_standard_errors(double drift, double deviation, double bound, double time)
    {
        var walk = new DriftingWalk(drift, deviation);

        var ends = TargetChances.Of(walk.Paths(time, 12, Paths, 1), [], new TargetQuestion(TargetSide.AtLeast, bound, 12));
        var passes = walk.Passing(bound, time, 24, Paths, 2);

        Assert.InRange(ends.Probability!.Value, walk.EndsAtLeast(bound, time) - (3 * ends.StandardError), walk.EndsAtLeast(bound, time) + (3 * ends.StandardError));
        Assert.InRange(passes.Probability!.Value, walk.PassesBefore(bound, time) - (3 * passes.StandardError), walk.PassesBefore(bound, time) + (3 * passes.StandardError));
    }

    [Fact]
    public void The_comparison_finds_a_walk_with_a_slightly_wrong_drift_and_passages_that_are_looked_for_at_the_steps_only()
    {
        var walk = new DriftingWalk(0.2, 1);
        var wrong = TargetChances.Of((walk with { Drift = 0.24 }).Paths(4, 12, Paths, 1), [], new TargetQuestion(TargetSide.AtLeast, 1, 12));
        var coarse = TargetChances.Of(walk.Paths(4, 12, Paths, 1), [], new TargetQuestion(TargetSide.AtLeast, 1, 12) { AnyTime = true });

        Assert.True(Math.Abs(wrong.Probability!.Value - walk.EndsAtLeast(1, 4)) > 3 * wrong.StandardError);
        Assert.True(walk.PassesBefore(1, 4) - coarse.Probability!.Value > 3 * coarse.StandardError);
    }

    [Fact]
    public void The_normal_distribution_is_that_of_the_tables()
    {
        Assert.All([(0.0, 0.5), (1, 0.841344746068543), (-1.959963984540054, 0.025), (3.5, 0.999767370920964), (-6, 9.86587645037698e-10)], p => Assert.Equal(p.Item2, Normal.Chance(p.Item1), 12));
        Assert.All([0.001, 0.025, 0.5, 0.9, 0.9995], p => Assert.Equal(p, Normal.Chance(Normal.Score(p)), 12));
    }

    [Theory]
    [InlineData(TargetSide.AtLeast, 5, 1, false, 0.5)]
    [InlineData(TargetSide.AtMost, 4, 1, false, 0.5)]
    [InlineData(TargetSide.Within, 4, 1, false, 0.5)]
    [InlineData(TargetSide.AtLeast, 5, 1, true, 0.75)]
    [InlineData(TargetSide.AtLeast, 5, 2, false, 0.25)]
    [InlineData(TargetSide.AtLeast, 5, 2, true, 0.5)]
    [InlineData(TargetSide.AtLeast, 5, 3, true, 0.25)]
    public void A_target_is_reached_at_the_step_or_at_any_time_and_in_so_many_values_in_a_row(TargetSide side, double bound, int row, bool any, double share)
    {
        // The last of the history reaches 5 too: a row may begin there.
        double[][] paths = [[6, 4, 1], [5, 6, 7], [1, 2, 9], [0, 0, 4]];
        double[] history = [5, 1, 5];

        var chance = TargetChances.Of(paths, history, new TargetQuestion(side, bound, 3) { UpperBound = 8, Persistence = row, AnyTime = any });

        Assert.Equal(share, chance.Probability!.Value);
    }

    [Fact]
    public void A_higher_target_is_less_likely_and_any_time_likelier_than_at_the_end()
    {
        var forecast = Forecasts.Of(new ForecastRequest(Growing, 5)).Value;
        double At(double bound, bool any = false) => TargetChances.Of(forecast, new TargetQuestion(TargetSide.AtLeast, bound, 5) { AnyTime = any }).Value.Probability!.Value;

        Assert.True(At(20) > At(40) && At(40) > At(60) && At(60) > At(120));
        Assert.True(At(45, any: true) > At(45));
        Assert.InRange(At(forecast.Mean[4]), 0.4, 0.6);
    }

    [Fact]
    public void A_level_holds_as_often_in_paths_as_it_says()
    {
        var forecast = Forecasts.Of(new ForecastRequest(Growing, 5)).Value;
        var paths = SamplePaths.Of(forecast, 20_000, 4);

        Assert.All(forecast.Bands, b => Assert.All(Enumerable.Range(0, 5), h => Assert.InRange(paths.Count(p => p[h] >= b.Low[h] && p[h] <= b.High[h]) / 200.0, b.Level - 1, b.Level + 1)));
    }

    [Fact]
    public void Where_the_history_is_too_thin_a_chance_is_withheld_with_the_reason()
    {
        Assert.Equal(ForecastNote.OneValue, Withheld([3]));
        Assert.Equal(ForecastNote.FewValues, Withheld([3, 4, 5, 7]));
        Assert.Equal(ForecastNote.NoVariation, Withheld([3, 3, 3, 3, 3, 3]));
        Assert.Null(Withheld([3, 4, 5, 7, 6]));

        static ForecastNote? Withheld(double[] values)
        {
            var chance = TargetChances.Of(Forecasts.Of(new ForecastRequest(values, 3)).Value, new TargetQuestion(TargetSide.AtLeast, 5, 2)).Value;
            Assert.Equal(chance.Withheld is null, chance.Probability is not null);
            return chance.Withheld;
        }
    }

    [Fact]
    public void A_question_that_makes_no_sense_is_refused_by_its_field()
    {
        var forecast = Forecasts.Of(new ForecastRequest(Growing, 5)).Value;

        Assert.Equal("step", Field(new TargetQuestion(TargetSide.AtLeast, 1, 6)));
        Assert.Equal("bound", Field(new TargetQuestion(TargetSide.AtLeast, double.NaN, 1)));
        Assert.Equal("upperBound", Field(new TargetQuestion(TargetSide.Within, 2, 1) { UpperBound = 1 }));
        Assert.Equal("upperBound", Field(new TargetQuestion(TargetSide.Within, 2, 1)));
        Assert.Equal("persistence", Field(new TargetQuestion(TargetSide.AtLeast, 2, 1) { Persistence = 0 }));
        Assert.Equal("paths", TargetChances.Of(forecast, new TargetQuestion(TargetSide.AtLeast, 2, 1), paths: 99).Refusal?.Facts?["field"]);

        string? Field(TargetQuestion q) => TargetChances.Of(forecast, q).Refusal?.Facts?["field"];
    }
}
