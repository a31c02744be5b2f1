using CsCheck;
using KeyEcosystem.Observatory.Core.Forecasting;
using Xunit;
using Outcome = KeyEcosystem.Observatory.Core.Forecasting.Forecast;

namespace KeyEcosystem.Observatory.Tests.Core.Forecasting;

/// <summary>What holds of every forecast, whatever the series.</summary>
[Trait("Store", "none")]
public sealed class ForecastPropertiesTests
{
    private static readonly Gen<Frequency> Often = Gen.Int[0, 4].Select(i => (Frequency)i);
    private static readonly Gen<double[]> Any = Gen.OneOf(Gen.Double[-1e3, 1e3].Array[1, 70], Gen.Double[0, 1].Array[1, 30], Gen.Int[-2, 2].Select(i => (double)i).Array[1, 40], Gen.Double[1e299, 1e300].Array[1, 20], Gen.Double[-1e-300, 1e-300].Array[1, 20]);

    [Fact]
    public void Every_series_has_a_forecast_with_levels_in_order() => Gen.Select(Any, Often, Gen.Int[1, 20]).Sample(
        (values, often, steps) => Ordered(Of(new ForecastRequest(values, steps) { Frequency = often, Levels = [95, 80, 5] })), iter: 300);

    [Fact]
    public void No_method_fails_on_any_series() => Gen.Select(Any, Often, Gen.Int[0, Enum.GetValues<ForecastMethod>().Length - 1]).Sample(
        (values, often, method) => Ordered(Of(new ForecastRequest(values, 5) { Frequency = often, Method = (ForecastMethod)method })), iter: 400);

    [Fact]
    public void A_share_stays_a_share_in_middle_intervals_and_paths() => Gen.Select(Gen.OneOf(Gen.Double[0, 1], Gen.Const(0.0), Gen.Const(1.0)).Array[1, 30], Often).Sample(
        (values, often) =>
        {
            var forecast = Of(new ForecastRequest(values, 8) { Frequency = often, Limits = ValueLimits.Share });
            return Ordered(forecast) && All(forecast).Concat(SamplePaths.Of(forecast, 50, 3).SelectMany(p => p)).All(ValueLimits.Share.Hold);
        },
        iter: 200);

    [Fact]
    public void What_can_t_be_negative_is_not() => Gen.Select(Gen.OneOf(Gen.Double[0, 5], Gen.Const(0.0)).Array[1, 30], Often).Sample(
        (values, often) => All(Of(new ForecastRequest(values, 8) { Frequency = often, Limits = ValueLimits.NotNegative })).All(v => v >= 0), iter: 200);

    [Fact]
    public void Without_limits_the_same_series_goes_below_zero() =>
        Assert.Contains(All(Of(new ForecastRequest([5, 1, 4, 0, 3, 0, 2, 0], 8))), v => v < 0);

    [Fact]
    public void Another_unit_is_the_same_forecast_in_it() => Gen.Select(Gen.Double[-100, 100].Array[2, 40], Gen.Int[-200, 200]).Sample(
        (values, power) =>
        {
            var factor = Math.ScaleB(1, power);
            var (plain, scaled) = (Of(new ForecastRequest(values, 4)), Of(new ForecastRequest([.. values.Select(v => v * factor)], 4)));
            return All(plain).Zip(All(scaled)).All(p => p.First * factor == p.Second);
        },
        iter: 100);

    [Fact]
    public void Another_zero_moves_a_forecast_with_it() => Gen.Select(Gen.Double[10, 20].Array[6, 30], Gen.Double[-5, 50]).Sample(
        (values, shift) =>
        {
            foreach (var method in (ForecastMethod[])[ForecastMethod.Naive, ForecastMethod.Drift, ForecastMethod.MedianDrift, ForecastMethod.SingleSmoothing, ForecastMethod.Theta])
            {
                var plain = Of(new ForecastRequest(values, 3) { Method = method }).Mean;
                var moved = Of(new ForecastRequest([.. values.Select(v => v + shift)], 3) { Method = method }).Mean;
                if (plain.Zip(moved).Any(p => Math.Abs(p.First + shift - p.Second) > 0.02))
                {
                    return false;
                }
            }

            return true;
        },
        iter: 50);

    [Fact]
    public void The_same_series_gives_equal_bits_again()
    {
        double[] values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9];
        var (one, two) = (Of(new ForecastRequest(values, 6)), Of(new ForecastRequest(values, 6)));

        Assert.Equal(All(one), All(two));
        Assert.Equal(SamplePaths.Of(one, 20, 9).SelectMany(p => p), SamplePaths.Of(two, 20, 9).SelectMany(p => p));
        Assert.NotEqual(SamplePaths.Of(one, 20, 9)[0], SamplePaths.Of(two, 20, 10)[0]);
    }

    private static Outcome Of(ForecastRequest request) => Forecasts.Of(request).Value;

    private static IEnumerable<double> All(Outcome f) => f.Mean.Concat(f.Bands.SelectMany(b => b.Low.Concat(b.High)));

    private static bool Ordered(Outcome f) => All(f).All(double.IsFinite) && Enumerable.Range(0, f.Mean.Count).All(h =>
    {
        var inner = (Low: f.Mean[h], High: f.Mean[h]);
        foreach (var band in f.Bands.OrderBy(b => b.Level))
        {
            if (band.Low[h] > inner.Low || band.High[h] < inner.High)
            {
                return false;
            }

            inner = (band.Low[h], band.High[h]);
        }

        return true;
    });
}
