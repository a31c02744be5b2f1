namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>An interval at each step that should hold the value as often as its level says.</summary>
/// <param name="Level">Percent.</param>
/// <param name="Low">Lower ends.</param>
/// <param name="High">Upper ends.</param>
public sealed record ForecastBand(double Level, IReadOnlyList<double> Low, IReadOnlyList<double> High);
