using System.Globalization;
using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Observatory.Core;

/// <summary>A year, quarter, month or day of the calendar, in UTC. Text form 2026, 2026-Q1, 2026-03 or 2026-03-31.</summary>
/// <param name="Frequency">Yearly, Quarterly, Monthly or Daily.</param>
/// <param name="Start">Its first instant.</param>
public readonly record struct Period(Frequency Frequency, DateTimeOffset Start)
{
    private const int YearMin = 1900;
    private const int YearMax = 2200;

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset End => After(1).Start;

    /// <summary>The period that an instant lies in.</summary>
    /// <param name="frequency">Yearly, Quarterly, Monthly or Daily.</param>
    /// <param name="at">The instant.</param>
    public static Period Of(Frequency frequency, DateTimeOffset at)
    {
        var (year, month, day) = (at.UtcDateTime.Year, at.UtcDateTime.Month, at.UtcDateTime.Day);
        return frequency switch
        {
            Frequency.Yearly => At(frequency, year, 1, 1),
            Frequency.Quarterly => At(frequency, year, ((month - 1) / 3 * 3) + 1, 1),
            Frequency.Monthly => At(frequency, year, month, 1),
            Frequency.Daily => At(frequency, year, month, day),
            _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "No period of the calendar."),
        };
    }

    /// <summary>Reads the text form; null when it is none, or before 1900 or after 2200.</summary>
    /// <param name="text">The text.</param>
    public static Period? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var found = text switch
        {
            { Length: 4 } => Parse(Frequency.Yearly, text, "yyyy"),
            [_, _, _, _, '-', 'Q', >= '1' and <= '4' and var quarter] => Parse(Frequency.Quarterly, $"{text[..4]}-{((quarter - '1') * 3) + 1:00}", "yyyy-MM"),
            { Length: 7 } => Parse(Frequency.Monthly, text, "yyyy-MM"),
            { Length: 10 } => Parse(Frequency.Daily, text, "yyyy-MM-dd"),
            _ => null,
        };
        return found is { Start.Year: >= YearMin and <= YearMax } ? found : null;
    }

    /// <summary>A later period, or an earlier one.</summary>
    /// <param name="count">How many periods later.</param>
    public Period After(int count) => Frequency switch
    {
        Frequency.Yearly => this with { Start = Start.AddYears(count) },
        Frequency.Quarterly => this with { Start = Start.AddMonths(3 * count) },
        Frequency.Monthly => this with { Start = Start.AddMonths(count) },
        _ => this with { Start = Start.AddDays(count) },
    };

    /// <summary>How many periods a later one lies ahead; negative for an earlier one.</summary>
    /// <param name="later">One of the same frequency.</param>
    public int Until(Period later)
    {
        var months = ((later.Start.Year - Start.Year) * 12) + later.Start.Month - Start.Month;
        return Frequency switch
        {
            Frequency.Yearly => months / 12,
            Frequency.Quarterly => months / 3,
            Frequency.Monthly => months,
            _ => (int)(later.Start - Start).TotalDays,
        };
    }

    /// <summary>The text form.</summary>
    public override string ToString() => Frequency switch
    {
        Frequency.Yearly => Start.ToString("yyyy", CultureInfo.InvariantCulture),
        Frequency.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{Start:yyyy}-Q{((Start.Month - 1) / 3) + 1}"),
        Frequency.Monthly => Start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static Period At(Frequency frequency, int year, int month, int day) => new(frequency, new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero));

    private static Period? Parse(Frequency frequency, string text, string format) =>
        DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? new Period(frequency, start) : null;
}
