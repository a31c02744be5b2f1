using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Observatory.Store;

/// <summary>What a forecast is asked for.</summary>
/// <param name="Basis">measured or claims.</param>
/// <param name="Frequency">Yearly, Quarterly, Monthly or Daily.</param>
/// <param name="Steps">How many periods ahead; null for those up to the target's date.</param>
/// <param name="Levels">Levels of the intervals in percent.</param>
/// <param name="AsOf">What was known then.</param>
/// <param name="Demonstration">Whether demonstrations count.</param>
internal sealed record ForecastAsk(string Basis, Frequency Frequency, int? Steps, IReadOnlyList<double> Levels, DateTimeOffset AsOf, bool Demonstration);
