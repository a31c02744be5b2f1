namespace KeyEcosystem.Contracts.Observatory;

/// <summary>A value that a forecast rests on.</summary>
/// <param name="Period">2024, 2024-Q3 or 2024-09.</param>
/// <param name="Value">The value.</param>
/// <param name="IsBound">Whether it is a bound (over, under) and not the value itself.</param>
public sealed record ForecastPointView(string Period, double Value, bool IsBound);
