namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>Who forecasts what: the members of the combination by the shape of the series, and every method by its name.</summary>
internal static class Roster
{
    /// <summary>Seasons longer than this are read from the series by regression, not by state-space models.</summary>
    public const int LongSeason = 24;

    /// <summary>A change or two are no trend.</summary>
    private static readonly ForecastMethod[] Thin = [ForecastMethod.Naive, ForecastMethod.SingleSmoothing, ForecastMethod.Theta];

    private static readonly ForecastMethod[] Plain =
        [ForecastMethod.Ets, ForecastMethod.Arima, ForecastMethod.Damped, ForecastMethod.Theta, ForecastMethod.DynamicTheta, ForecastMethod.MedianDrift];

    private static readonly ForecastMethod[] Seasonal =
        [ForecastMethod.Ets, ForecastMethod.Theta, ForecastMethod.DynamicTheta, ForecastMethod.SeasonalRegression, ForecastMethod.SeasonalRegressionOfChanges, ForecastMethod.SeasonalNaive];

    private static readonly ForecastMethod[] LongSeasonal =
        [ForecastMethod.SeasonalRegression, ForecastMethod.SeasonalRegressionOfChanges, ForecastMethod.SeasonalRegressionOfLogs, ForecastMethod.SeasonalRegressionOfLogChanges, ForecastMethod.Arima, ForecastMethod.Theta];

    /// <summary>The members of the combination for a series of this length and season.</summary>
    public static ForecastMethod[] Of(int n, int m) => n < 4 ? Thin
        : m < 2 || n < (2 * m) + 4 ? Plain
        : m <= LongSeason ? Seasonal
        : n >= (2 * m) + 16 ? LongSeasonal
        : Plain;

    /// <summary>Chooses the structure of a method on a series.</summary>
    public static Member Choose(ForecastMethod method, double[] y, int m) => new(method, method switch
    {
        ForecastMethod.Naive => Simple.Naive,
        ForecastMethod.SeasonalNaive => (v, h) => Simple.SeasonalNaive(v, m, h),
        ForecastMethod.Naive2 => Without(m, Simple.Naive),
        ForecastMethod.Drift => Without(m, Simple.Drift),
        ForecastMethod.MedianDrift => Without(m, Simple.MedianDrift),
        ForecastMethod.SingleSmoothing => Without(m, Smoothing.Single),
        ForecastMethod.Holt => Without(m, Smoothing.Holt),
        ForecastMethod.Damped => Without(m, Smoothing.Damped),
        ForecastMethod.SmoothingMean => Without(m, Smoothing.Mean),
        ForecastMethod.Theta => Without(m, Theta.Classic),
        ForecastMethod.DynamicTheta => Without(m, Theta.Dynamic),
        ForecastMethod.ComplexSmoothing => Without(m, Smoothing.Complex),
        ForecastMethod.Ets => Ets.Choose(y, m),
        ForecastMethod.Arima => Without(m, Arima.Choose(Seasons.Rest(y, m))),
        ForecastMethod.SeasonalRegression => SeasonalRegression.Choose(y, m, changes: false),
        ForecastMethod.SeasonalRegressionOfChanges => SeasonalRegression.Choose(y, m, changes: true),
        ForecastMethod.SeasonalRegressionOfLogs => OfLogs(y, m, changes: false),
        ForecastMethod.SeasonalRegressionOfLogChanges => OfLogs(y, m, changes: true),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "A combination is no member of one."),
    });

    private static Func<double[], int, double[]> Without(int m, Func<double[], int, double[]> method) => (y, steps) => Seasons.Around(y, m, steps, method);

    private static Func<double[], int, double[]> OfLogs(double[] y, int m, bool changes)
    {
        if (y.Min() <= 0)
        {
            return SeasonalRegression.Choose(y, m, changes);
        }

        var chosen = SeasonalRegression.Choose(Logs(y), m, changes);
        return (values, steps) => [.. chosen(Logs(values), steps).Select(Math.Exp)];

        static double[] Logs(double[] values) => [.. values.Select(v => Math.Log(v))];
    }
}
