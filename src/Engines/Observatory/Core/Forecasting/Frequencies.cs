namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>Frequencies by their names, and the seasons that they bring.</summary>
public static class Frequencies
{
    /// <summary>A frequency by its name; what is none of them is <see cref="Frequency.Other"/>.</summary>
    /// <param name="name">E.g. <c>yearly</c>; letters of either case.</param>
    public static Frequency Named(string name) => name.ToUpperInvariant() switch
    {
        "YEARLY" or "ANNUAL" => Frequency.Yearly,
        "QUARTERLY" => Frequency.Quarterly,
        "MONTHLY" => Frequency.Monthly,
        "WEEKLY" => Frequency.Weekly,
        "DAILY" => Frequency.Daily,
        "HOURLY" => Frequency.Hourly,
        _ => Frequency.Other,
    };

    /// <summary>Values in the season that goes with a frequency: a year of quarters, months or weeks, a week of days, a day of hours; else 1, which is none.</summary>
    /// <param name="frequency">The frequency.</param>
    public static int Season(Frequency frequency) => frequency switch
    {
        Frequency.Quarterly => 4,
        Frequency.Monthly => 12,
        Frequency.Weekly => 52,
        Frequency.Daily => 7,
        Frequency.Hourly => 24,
        _ => 1,
    };
}
