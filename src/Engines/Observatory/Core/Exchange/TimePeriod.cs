using System.Globalization;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>A period of a frequency, as SDMX writes it: 2024, 2024-S1, 2024-Q3, 2024-07, 2024-W28, 2024-07-09.</summary>
/// <param name="Frequency">The frequency.</param>
/// <param name="Start">Its first day.</param>
public readonly record struct TimePeriod(ObservationFrequency Frequency, DateOnly Start)
{
    /// <summary>Its last day.</summary>
    public DateOnly End => Frequency switch
    {
        ObservationFrequency.Annual => new DateOnly(Start.Year, 12, 31),
        ObservationFrequency.HalfYearly => LastOf(6),
        ObservationFrequency.Quarterly => LastOf(3),
        ObservationFrequency.Monthly => LastOf(1),
        ObservationFrequency.Weekly => Start.AddDays(6),
        _ => Start,
    };

    /// <summary>The period that a day lies in.</summary>
    /// <param name="frequency">The frequency.</param>
    /// <param name="day">The day.</param>
    public static TimePeriod Of(ObservationFrequency frequency, DateOnly day) => new(frequency, frequency switch
    {
        ObservationFrequency.Annual => new DateOnly(day.Year, 1, 1),
        ObservationFrequency.HalfYearly => FirstOf(day, 6),
        ObservationFrequency.Quarterly => FirstOf(day, 3),
        ObservationFrequency.Monthly => FirstOf(day, 1),
        ObservationFrequency.Weekly => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => day,
    });

    /// <summary>Reads a period; null where the text is none of that frequency. Years are 1000 to 9998.</summary>
    /// <param name="frequency">The frequency.</param>
    /// <param name="text">The text.</param>
    public static TimePeriod? Read(ObservationFrequency frequency, string text)
    {
        if (text is null || text.Length < 4 || !text.All(c => char.IsAsciiDigit(c) || c is '-' or 'S' or 'Q' or 'W') || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1000 or > 9998)
        {
            return null;
        }

        // Read loosely, then written again: what is not the same was no period of this frequency.
        int Number(int at) => text.Length > at && int.TryParse(text.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        TimePeriod? read = frequency switch
        {
            ObservationFrequency.Annual => new(frequency, new DateOnly(year, 1, 1)),
            ObservationFrequency.HalfYearly when Number(6) is >= 1 and <= 2 and var half => new(frequency, new DateOnly(year, (half * 6) - 5, 1)),
            ObservationFrequency.Quarterly when Number(6) is >= 1 and <= 4 and var quarter => new(frequency, new DateOnly(year, (quarter * 3) - 2, 1)),
            ObservationFrequency.Monthly when Number(5) is >= 1 and <= 12 and var month => new(frequency, new DateOnly(year, month, 1)),
            ObservationFrequency.Weekly when Number(6) is >= 1 and var week && week <= ISOWeek.GetWeeksInYear(year) => new(frequency, DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))),
            ObservationFrequency.Daily when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => new(frequency, day),
            _ => null,
        };
        return read?.ToString() == text ? read : null;
    }

    /// <summary>As SDMX writes it.</summary>
    public override string ToString() => Frequency switch
    {
        ObservationFrequency.Annual => $"{Start.Year:0000}",
        ObservationFrequency.HalfYearly => $"{Start.Year:0000}-S{((Start.Month - 1) / 6) + 1}",
        ObservationFrequency.Quarterly => $"{Start.Year:0000}-Q{((Start.Month - 1) / 3) + 1}",
        ObservationFrequency.Monthly => $"{Start.Year:0000}-{Start.Month:00}",
        ObservationFrequency.Weekly => $"{ISOWeek.GetYear(Start.ToDateTime(default)):0000}-W{ISOWeek.GetWeekOfYear(Start.ToDateTime(default)):00}",
        _ => Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static DateOnly FirstOf(DateOnly day, int months) => new(day.Year, ((day.Month - 1) / months * months) + 1, 1);

    private DateOnly LastOf(int months) => Start.AddMonths(months).AddDays(-1);
}
