namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>The ways to forecast a series.</summary>
public enum ForecastMethod
{
    /// <summary>The median of several methods at each step: the default.</summary>
    Combination,

    /// <summary>The last value.</summary>
    Naive,

    /// <summary>The value of the same place in the last season.</summary>
    SeasonalNaive,

    /// <summary>The last value with the season taken out before and put on after, where the series has one by the rule of the M4 competition.</summary>
    Naive2,

    /// <summary>The last value and the mean change on.</summary>
    Drift,

    /// <summary>The last value and the median change on.</summary>
    MedianDrift,

    /// <summary>Single exponential smoothing.</summary>
    SingleSmoothing,

    /// <summary>Holt's linear trend.</summary>
    Holt,

    /// <summary>Holt's trend that fades.</summary>
    Damped,

    /// <summary>The mean of single smoothing, Holt's and the damped trend.</summary>
    SmoothingMean,

    /// <summary>The classic theta method.</summary>
    Theta,

    /// <summary>The dynamic optimised theta method.</summary>
    DynamicTheta,

    /// <summary>Exponential smoothing in state-space form, its form chosen by the corrected Akaike criterion.</summary>
    Ets,

    /// <summary>Small autoregressive moving-average models, with changes taken by a test.</summary>
    Arima,

    /// <summary>Complex exponential smoothing.</summary>
    ComplexSmoothing,

    /// <summary>Autoregression of values on the last and on those a season ago.</summary>
    SeasonalRegression,

    /// <summary>Autoregression of changes on the last and on those a season ago.</summary>
    SeasonalRegressionOfChanges,

    /// <summary>Autoregression of values, of logarithms.</summary>
    SeasonalRegressionOfLogs,

    /// <summary>Autoregression of changes, of logarithms.</summary>
    SeasonalRegressionOfLogChanges,
}
