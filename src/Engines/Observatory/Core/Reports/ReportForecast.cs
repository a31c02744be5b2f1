using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What an indicator was, and what is expected of it.</summary>
/// <param name="History">Measured values, oldest first, evenly spaced.</param>
/// <param name="Ahead">The instants that are forecast, in order.</param>
/// <param name="Forecast">A value for each of them.</param>
/// <param name="Frequency">How far apart they stand.</param>
public sealed record ReportForecast(IReadOnlyList<PathPoint> History, IReadOnlyList<DateTimeOffset> Ahead, Forecast Forecast, Frequency Frequency);
