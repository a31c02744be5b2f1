namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>A value of an indicator in a period.</summary>
/// <param name="Indicator">The indicator's id.</param>
/// <param name="Period">The period; its frequency with it.</param>
/// <param name="Value">The value; null where it is missing.</param>
/// <param name="Status">Its status.</param>
/// <param name="Unit">The unit, as it is written; empty where there is none.</param>
/// <param name="Source">Where it comes from; empty where that is not told.</param>
/// <param name="Vintage">When it was known; null where that is not told.</param>
public sealed record Observation(string Indicator, TimePeriod Period, double? Value, ObservationStatus Status, string Unit = "", string Source = "", DateTimeOffset? Vintage = null)
{
    internal string VintageText => Vintage?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>The value so that it is read as the same bits again; empty where there is none.</summary>
    internal string ValueText => Value?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
