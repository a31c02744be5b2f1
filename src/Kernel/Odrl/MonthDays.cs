namespace KeyEcosystem.Kernel.Odrl;

/// <summary>How many days so many months in a row have at least and at most, over the 400 years after which the calendar repeats.</summary>
internal static class MonthDays
{
    private const int CycleMonths = 4800;
    private const int CycleDays = 146_097;
    private static readonly int[] DaysBefore = Count();

    private static readonly Lazy<(int Least, int Most)[]> Spans = new(() => [.. Enumerable.Range(0, CycleMonths).Select(Span)]);

    /// <summary>The fewest and the most days.</summary>
    /// <param name="months">From 0.</param>
    public static (decimal Least, decimal Most) Of(long months)
    {
        var (cycles, rest) = Math.DivRem(months, CycleMonths);
        var (least, most) = Spans.Value[rest];
        return (((decimal)cycles * CycleDays) + least, ((decimal)cycles * CycleDays) + most);
    }

    private static (int Least, int Most) Span(int months)
    {
        var (least, most) = (int.MaxValue, 0);
        for (var start = 0; start < CycleMonths; start++)
        {
            var days = DaysBefore[start + months] - DaysBefore[start];
            (least, most) = (Math.Min(least, days), Math.Max(most, days));
        }

        return (least, most);
    }

    private static int[] Count()
    {
        var before = new int[(2 * CycleMonths) + 1];
        for (var month = 0; month < 2 * CycleMonths; month++)
        {
            before[month + 1] = before[month] + DateTime.DaysInMonth(2000 + (month / 12 % 400), (month % 12) + 1);
        }

        return before;
    }
}
