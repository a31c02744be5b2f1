using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>The instants at which a report looks back and ahead: the longest steps that leave enough values.</summary>
/// <param name="Frequency">How far apart they stand.</param>
/// <param name="Past">Instants of the past, oldest first; the last is that of the report.</param>
internal sealed record SeriesSteps(Frequency Frequency, IReadOnlyList<DateTimeOffset> Past)
{
    /// <summary>Values of the past, at most.</summary>
    public const int PastMax = 60;

    private const int MonthsMin = 12;
    private const int WeeksMin = 10;
    private const int DaysMin = 2;

    /// <summary>The steps for facts known from an instant on; null where not even two days passed.</summary>
    public static SeriesSteps? Of(DateTimeOffset first, DateTimeOffset asOf) =>
        first <= asOf.AddMonths(-MonthsMin) ? Back(Frequency.Monthly, first, asOf)
        : first <= asOf.AddDays(-7 * WeeksMin) ? Back(Frequency.Weekly, first, asOf)
        : first <= asOf.AddDays(-DaysMin) ? Back(Frequency.Daily, first, asOf)
        : null;

    /// <summary>An instant some steps from that of the report.</summary>
    public DateTimeOffset At(int steps) => At(Frequency, Past[^1], steps);

    /// <summary>Steps until an instant is reached or passed; null where they are more than can be forecast.</summary>
    public int? StepsTo(DateTimeOffset to)
    {
        for (var n = 1; n <= ForecastRequest.StepsMax; n++)
        {
            if (At(n) >= to)
            {
                return n;
            }
        }

        return null;
    }

    private static SeriesSteps Back(Frequency frequency, DateTimeOffset first, DateTimeOffset asOf)
    {
        var past = new List<DateTimeOffset>();
        for (var n = 0; n < PastMax && At(frequency, asOf, -n) >= first; n++)
        {
            past.Add(At(frequency, asOf, -n));
        }

        past.Reverse();
        return new SeriesSteps(frequency, past);
    }

    private static DateTimeOffset At(Frequency frequency, DateTimeOffset from, int steps) => frequency switch
    {
        Frequency.Monthly => from.AddMonths(steps),
        Frequency.Weekly => from.AddDays(7 * steps),
        _ => from.AddDays(steps),
    };
}
