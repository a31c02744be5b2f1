namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>How far a method was off in the back-test.</summary>
/// <param name="Method">The method.</param>
/// <param name="MeanAbsolute">Mean absolute error at each step; in the unit of the series, or of its logarithm or logit where the forecast was made in that scale.</param>
public sealed record MethodErrors(ForecastMethod Method, IReadOnlyList<double> MeanAbsolute);
