namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>How far a method was off in the back-test.</summary>
/// <param name="Method">The method.</param>
/// <param name="MeanAbsolute">Mean absolute error at each step, in the unit of the series.</param>
public sealed record MethodErrors(ForecastMethod Method, IReadOnlyList<double> MeanAbsolute);
