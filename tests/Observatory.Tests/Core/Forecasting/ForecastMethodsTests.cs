using KeyEcosystem.Observatory.Core.Forecasting;
using KeyEcosystem.Observatory.Core.Forecasting.Methods;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Forecasting;

/// <summary>Each method on cases that can be reckoned by hand.</summary>
[Trait("Store", "none")]
public sealed class ForecastMethodsTests
{
    private static readonly double[] Factors = [0.8, 1.2, 0.9, 1.1];
    private static readonly double[] Line = [.. Enumerable.Range(1, 12).Select(t => (double)t)];

    [Fact]
    public void Naive_carries_the_last_value_on() => Assert.Equal([6, 6], Simple.Naive([1, 3, 2, 6], 2));

    [Fact]
    public void Drift_goes_on_by_the_mean_change_and_median_drift_by_the_middle_one()
    {
        Near([6 + (5.0 / 3), 6 + (10.0 / 3)], Simple.Drift([1, 3, 2, 6], 2), 1e-12);
        Near([8, 10], Simple.MedianDrift([1, 3, 2, 6], 2), 1e-12);
    }

    [Fact]
    public void Seasonal_naive_repeats_the_last_season_and_without_one_the_last_value()
    {
        Assert.Equal([5, 6, 7, 8, 5], Simple.SeasonalNaive([1, 2, 3, 4, 5, 6, 7, 8], 4, 5));
        Assert.Equal([3, 3], Simple.SeasonalNaive([1, 2, 3], 4, 2));
    }

    [Fact]
    public void The_first_level_of_single_smoothing_is_that_of_least_squares()
    {
        // With alpha 1/2 and a first level l the errors are -l, -l/2, -l/4, 4 - l/8: least at l = 0.5 / 1.328125.
        var first = 0.5 / 1.328125;

        var (squares, level, _) = TwoStates.Single(0.5).Fit([0, 0, 0, 4]);

        Assert.Equal((first / 16) + 2, level, 12);
        Assert.Equal(16 - (0.5 * first), squares, 12);
    }

    [Fact]
    public void Holt_continues_a_line_and_the_damped_trend_falls_behind_it_without_turning_back()
    {
        Near([13, 14, 15], Smoothing.Holt(Line, 3), 0.02);
        var damped = Smoothing.Damped(Line, 3);
        Assert.True(damped[0] > 12 && damped[1] > damped[0] && damped[2] > damped[1] && damped[2] < 15.01);
    }

    [Fact]
    public void The_mean_of_smoothing_is_the_mean_of_its_three()
    {
        double[] y = [3, 5, 4, 6, 8, 7, 9];

        var mean = Smoothing.Mean(y, 2);

        Near([(Smoothing.Single(y, 2)[0] + Smoothing.Holt(y, 2)[0] + Smoothing.Damped(y, 2)[0]) / 3], [mean[0]], 1e-12);
    }

    [Fact]
    public void Theta_goes_half_as_steep_as_a_line_from_between_its_end_and_its_next_value() => Near([12.5, 13, 13.5], Theta.Classic(Line, 3), 0.01);

    [Fact]
    public void Dynamic_theta_follows_a_line_and_stays_on_a_level()
    {
        var ahead = Theta.Dynamic(Line, 2);
        Assert.True(ahead[0] > 12 && ahead[1] > ahead[0] && ahead[1] < 14.01);
        Near([7, 7], Theta.Dynamic([7, 7, 7, 7, 7, 7], 2), 1e-9);
    }

    [Fact]
    public void Complex_smoothing_stays_on_a_level() => Near([7, 7], Smoothing.Complex([7, 7, 7, 7, 7, 7], 2), 1e-6);

    [Fact]
    public void A_season_that_multiplies_is_found_exactly_and_carried_on()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(t => 100 * Factors[t % 4])];

        Near(Factors, Seasons.Figures(y, 4, factors: true), 1e-12);
        Near([80, 120, 90, 110, 80], Roster.Choose(ForecastMethod.Naive2, y, 4).Forecast(y, 5), 1e-9);
    }

    [Fact]
    public void A_season_below_zero_is_added()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(t => (t % 4) - 3.0)];

        Near([-3, -2, -1, 0], Roster.Choose(ForecastMethod.Naive2, y, 4).Forecast(y, 4), 1e-9);
    }

    [Fact]
    public void The_rule_of_the_season_wants_three_of_them_and_more_than_chance()
    {
        double[] seasonal = [.. Enumerable.Range(0, 40).Select(t => 100 * Factors[t % 4])];
        var random = new Random(5);
        double[] noise = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())];

        Assert.True(Seasons.Has(seasonal, 4));
        Assert.False(Seasons.Has(seasonal.AsSpan(0, 11), 4));
        Assert.False(Seasons.Has(noise, 4));
    }

    [Fact]
    public void Ets_recovers_a_trend_under_a_season_that_multiplies()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(t => (100 + (2 * t)) * Factors[t % 4])];

        var ahead = Ets.Choose(y, 4)(y, 4);

        Assert.All(Enumerable.Range(0, 4), h => Assert.InRange(ahead[h] / ((100 + (2 * (40 + h))) * Factors[h]), 0.97, 1.03));
    }

    [Fact]
    public void Arima_goes_back_to_the_mean_as_fast_as_the_series_does()
    {
        var random = new Random(11);
        var y = new double[400];
        for (var t = 1; t < y.Length; t++)
        {
            y[t] = (0.7 * y[t - 1]) + random.NextDouble() - 0.5;
        }

        y[^1] = 3;
        var ahead = Arima.Choose(y)(y, 3);

        Near([2.1, 1.47, 1.03], ahead, 0.4);
    }

    [Fact]
    public void Arima_continues_a_line_by_its_changes() => Near([13, 14], Arima.Choose(Line)(Line, 2), 1e-6);

    [Fact]
    public void A_seasonal_regression_repeats_what_repeats()
    {
        double[] y = [.. Enumerable.Range(0, 60).Select(t => 100 * Factors[t % 4])];

        Near([80, 120, 90, 110], SeasonalRegression.Choose(y, 4, changes: false)(y, 4), 0.5);
        Near([80, 120, 90, 110], SeasonalRegression.Choose(y, 4, changes: true)(y, 4), 0.5);
    }

    [Theory]
    [InlineData(2, 1, ForecastMethod.Naive, false)]
    [InlineData(14, 1, ForecastMethod.MedianDrift, true)]
    [InlineData(40, 4, ForecastMethod.SeasonalNaive, true)]
    [InlineData(300, 52, ForecastMethod.SeasonalRegressionOfLogs, true)]
    [InlineData(100, 52, ForecastMethod.MedianDrift, true)]
    public void Who_is_in_the_combination_goes_by_length_and_season(int n, int m, ForecastMethod one, bool whole)
    {
        var members = Roster.Of(n, m);

        Assert.Contains(one, members);
        Assert.Equal(whole ? 6 : 3, members.Length);
    }

    private static void Near(double[] expected, double[] actual, double within) => Assert.All(expected.Zip(actual), p => Assert.InRange(p.Second, p.First - within, p.First + within));
}
