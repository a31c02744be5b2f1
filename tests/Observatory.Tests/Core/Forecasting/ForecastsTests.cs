using KeyEcosystem.Observatory.Core.Forecasting;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Forecasting;

[Trait("Store", "none")]
public sealed class ForecastsTests
{
    private static readonly double[] Growing = [12, 15, 14, 18, 21, 20, 25, 27, 26, 31, 33, 36];

    [Fact]
    public void One_value_is_carried_on_and_no_interval_or_chance_is_made_up()
    {
        var forecast = Forecasts.Of(new ForecastRequest([42], 3)).Value;

        Assert.Equal([42, 42, 42], forecast.Mean);
        Assert.Empty(forecast.Bands);
        Assert.Equal([ForecastNote.OneValue], forecast.Notes);
        Assert.Equal(IntervalSource.None, forecast.IntervalSource);
        Assert.Empty(SamplePaths.Of(forecast, 10, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-3.5)]
    [InlineData(1e300)]
    public void Equal_values_are_carried_on_exactly_with_a_point_for_an_interval(double value)
    {
        var forecast = Forecasts.Of(new ForecastRequest([value, value, value, value, value, value], 2)).Value;

        Assert.Equal([value, value], forecast.Mean);
        Assert.All(forecast.Bands, b => Assert.Equal([value, value, value, value], b.Low.Concat(b.High)));
        Assert.Equal([ForecastNote.NoVariation], forecast.Notes);
    }

    [Fact]
    public void Two_values_have_a_level_and_wide_intervals_by_other_series()
    {
        var forecast = Forecasts.Of(new ForecastRequest([10, 12], 2) { Frequency = Frequency.Yearly }).Value;

        Assert.InRange(forecast.Mean[0], 10, 13);
        Assert.True(forecast.Bands[1].High[1] - forecast.Bands[1].Low[1] > 8);
        Assert.Equal(IntervalSource.Prior, forecast.IntervalSource);
        Assert.Contains(ForecastNote.FewValues, forecast.Notes);
    }

    [Fact]
    public void A_forecast_names_its_members_its_intervals_and_what_each_method_did_before()
    {
        var forecast = Forecasts.Of(new ForecastRequest(Growing, 4) { Frequency = Frequency.Yearly }).Value;

        Assert.Equal(6, forecast.Members.Count);
        Assert.Equal(IntervalSource.PriorAndOwn, forecast.IntervalSource);
        Assert.Equal([80, 95], forecast.Bands.Select(b => b.Level));
        Assert.Equal([ForecastMethod.Combination, .. forecast.Members, ForecastMethod.Naive], forecast.BackTest!.Methods.Select(m => m.Method));
        Assert.Equal([6, 5, 4, 3], forecast.BackTest.Counts);
        Assert.True(forecast.BackTest.Methods[0].MeanAbsolute[3] < forecast.BackTest.Methods[^1].MeanAbsolute[3], "On a trend the combination is nearer than the last value.");
    }

    [Fact]
    public void Errors_of_the_back_test_are_in_the_unit_of_the_series()
    {
        // Of values that rise by 3 the last value is off by 3, 6 and 9.
        var forecast = Forecasts.Of(new ForecastRequest([.. Enumerable.Range(0, 20).Select(t => 3.0 * t)], 3) { Method = ForecastMethod.Theta }).Value;

        Assert.All(forecast.BackTest!.Methods[^1].MeanAbsolute.Zip([3.0, 6.0, 9.0]), p => Assert.Equal(p.Second, p.First, 9));
    }

    [Fact]
    public void Growth_by_a_factor_is_seen_in_logarithms_and_a_share_in_logits()
    {
        double[] doubling = [.. Enumerable.Range(0, 14).Select(t => 3 * Math.Pow(1.5, t) * (t % 2 == 0 ? 1.02 : 0.98))];

        Assert.Equal(Transform.Log, Forecasts.Of(new ForecastRequest(doubling, 3) { Limits = ValueLimits.NotNegative }).Value.Transform);
        Assert.Equal(Transform.None, Forecasts.Of(new ForecastRequest(Growing, 3) { Limits = ValueLimits.None }).Value.Transform);
        Assert.Equal(Transform.Logit, Forecasts.Of(new ForecastRequest([0.2, 0.3, 0.5, 0.6, 0.8], 3) { Limits = ValueLimits.Share }).Value.Transform);
    }

    [Fact]
    public void A_long_history_is_looked_at_from_its_newest_values()
    {
        double[] values = [.. Enumerable.Repeat(1e6, 500), .. Enumerable.Range(0, 700).Select(t => Math.Sin(t))];

        var forecast = Forecasts.Of(new ForecastRequest(values, 2)).Value;

        Assert.Contains(ForecastNote.OlderLeftOut, forecast.Notes);
        Assert.All(forecast.Mean, v => Assert.InRange(v, -3, 3));
    }

    [Fact]
    public void Far_steps_have_wider_intervals_and_say_that_they_are_extrapolated()
    {
        var forecast = Forecasts.Of(new ForecastRequest(Growing, 40) { Frequency = Frequency.Yearly }).Value;

        Assert.Contains(ForecastNote.BeyondErrors, forecast.Notes);
        Assert.True(Width(39) > Width(8) && Width(8) > Width(0));

        double Width(int h) => forecast.Bands[1].High[h] - forecast.Bands[1].Low[h];
    }

    [Fact]
    public void Like_series_lend_each_other_their_errors()
    {
        var random = new Random(3);
        SeriesStudy[] calm = [.. Enumerable.Range(0, 40).Select(_ => Study(1))];
        SeriesStudy[] wild = [.. Enumerable.Range(0, 40).Select(_ => Study(9))];

        // Each series' own size is the same; that jumps come now and then only the others of its kind tell.
        Assert.True(Width(Forecasts.OfAll(wild)[0]) > Width(Forecasts.OfAll(calm)[0]));
        Assert.All(Forecasts.OfAll(calm), f => Assert.Equal(IntervalSource.Pool, f.IntervalSource));

        static double Width(Forecast f) => f.Bands[1].High[0] - f.Bands[1].Low[0];
        SeriesStudy Study(double jump) => SeriesStudy.Of(new ForecastRequest([.. Enumerable.Range(0, 20).Select(t => (10 * random.NextDouble()) + (random.Next(8) == 0 ? jump * 10 : 0))], 2)).Value;
    }

    [Theory]
    [InlineData("values[1]", 3, 0, double.NaN)]
    [InlineData("values[1]", 3, 0, double.PositiveInfinity)]
    [InlineData("steps", 0, 0, 2)]
    [InlineData("steps", 401, 0, 2)]
    [InlineData("season", 3, 367, 2)]
    [InlineData("season", 3, -1, 2)]
    public void What_can_t_be_forecast_is_refused_by_its_name(string field, int steps, int season, double second)
    {
        var refusal = Forecasts.Of(new ForecastRequest([1, second], steps) { Season = season }).Refusal;

        Assert.Equal("input.field", refusal?.Code);
        Assert.Equal(field, refusal!.Facts!["field"]);
    }

    [Fact]
    public void Nothing_wrong_limits_and_levels_are_refused_by_name()
    {
        Assert.Equal("values", Field(new ForecastRequest([], 1)));
        Assert.Equal("values[2]", Field(new ForecastRequest([0.1, 0.2, 1.2], 1) { Limits = ValueLimits.Share }));
        Assert.Equal("limits", Field(new ForecastRequest([1], 1) { Limits = new ValueLimits(1, 1) }));
        Assert.Equal("levels", Field(new ForecastRequest([1, 2], 1) { Levels = [100] }));
        Assert.Equal("levels", Field(new ForecastRequest([1, 2], 1) { Levels = [double.NaN] }));
        Assert.Equal("levels", Field(new ForecastRequest([1, 2], 1) { Levels = [.. Enumerable.Range(1, 11)] }));

        static string? Field(ForecastRequest r) => Forecasts.Of(r).Refusal?.Facts?["field"];
    }

    [Fact]
    public void Every_note_and_source_has_words_in_both_languages()
    {
        Assert.All(Enum.GetValues<ForecastNote>().Select(ForecastWords.Of), w => Assert.True(w.En.Length > 0 && w.Zh.Any(c => c > '\u4e00')));
        Assert.All(Enum.GetValues<IntervalSource>().Select(ForecastWords.Of), w => Assert.True(w.En.Length > 0 && w.Zh.Any(c => c > '\u4e00')));
    }
}
