namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>How good forecasts made at submission were, for jobs that waited longer than <see cref="WaitMinS"/>.</summary>
/// <param name="Jobs">How many.</param>
/// <param name="MedianAbsErrorPct">Median of the absolute error in percent of the wait.</param>
public sealed record ForecastReport(int Jobs, double MedianAbsErrorPct)
{
    /// <summary>Ten minutes: a shorter wait is not asked about.</summary>
    public const long WaitMinS = 600;
}
