using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>A place on the line of numbers, instants or durations. The order is partial: a month is 28 to 31 days, a time without a zone 14 hours around.</summary>
/// <param name="At">The number; ticks of an instant in UTC, or as written without a zone; ticks of a duration beside its months.</param>
/// <param name="Months">Months of a duration.</param>
/// <param name="Floating">An instant without a zone.</param>
internal readonly record struct OdrlPoint(decimal At, long Months = 0, bool Floating = false)
{
    /// <summary>How far clocks are apart on one planet.</summary>
    private const decimal ZoneTicksMax = 14 * TimeSpan.TicksPerHour;

    /// <summary>Whether this one is surely before (-1), at (0) or after (1) the other; null where that depends.</summary>
    public int? Against(OdrlPoint other)
    {
        if (Floating == other.Floating && Months == other.Months)
        {
            return At.CompareTo(other.At);
        }

        var (leastHere, mostHere) = Span;
        var (leastThere, mostThere) = other.Span;
        if (Floating != other.Floating)
        {
            (leastHere, mostHere) = (leastHere - ZoneTicksMax, mostHere + ZoneTicksMax);
        }

        return mostHere < leastThere ? -1 : leastHere > mostThere ? 1 : null;
    }

    /// <summary>The least and the most it can be: months counted in days.</summary>
    public (decimal Least, decimal Most) Span
    {
        get
        {
            if (Months == 0)
            {
                return (At, At);
            }

            var (least, most) = MonthDays.Of(Math.Abs(Months));
            var (low, high) = Months > 0 ? (least, most) : (-most, -least);
            return (At + (low * TimeSpan.TicksPerDay), At + (high * TimeSpan.TicksPerDay));
        }
    }

    /// <summary>The same where a time without a zone is one of this zone.</summary>
    public OdrlPoint In(TimeSpan zone) => Floating ? new OdrlPoint(At - zone.Ticks) : this;

    /// <summary>Three-valued comparison: not surely is unknown.</summary>
    public Truth Is(OdrlPoint other, Func<int, bool> sign) => Against(other) is { } order ? sign(order) ? Truth.Yes : Truth.No : Truth.Unknown;
}
