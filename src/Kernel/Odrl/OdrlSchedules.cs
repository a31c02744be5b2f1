using System.Numerics;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Recurring periods that began at a known time: whether they ever fall together, and within a span of time.</summary>
internal static class OdrlSchedules
{
    /// <summary>Whether a comparison says that something recurs, and since when.</summary>
    public static bool Is(OdrlLiteral literal) => literal.Term is { Left: "timeInterval", Anchor: not null, Operator: OdrlOperator.Eq, Right: [{ Kind: OdrlValueKind.Duration }] } && literal.Holds;

    /// <summary>Whether all fall together once.</summary>
    /// <param name="schedules">The recurring periods, at least one.</param>
    /// <param name="span">When the act may be, where that is said.</param>
    public static (Truth Left, OdrlClash? Clash) Judge(List<OdrlLiteral> schedules, OdrlRange? span)
    {
        if (schedules.Exists(s => s.Term.Right[0].First is { Months: not 0 } or { At: <= 0 } || s.Term.Anchor!.First.Floating != schedules[0].Term.Anchor!.First.Floating))
        {
            return (Truth.Unknown, null);
        }

        // Days of the calendar, or instants: what recurs on a day recurs on all of it.
        var daily = schedules.TrueForAll(s => s.Term.Anchor!.First != s.Term.Anchor.Last && s.Term.Right[0].First.At % TimeSpan.TicksPerDay == 0);
        var (period, start, latest) = (BigInteger.One, BigInteger.Zero, BigInteger.Zero);
        for (var i = 0; i < schedules.Count; i++)
        {
            var (every, since) = (new BigInteger(schedules[i].Term.Right[0].First.At), new BigInteger(schedules[i].Term.Anchor!.First.At));
            latest = BigInteger.Max(latest, since);
            if (i == 0)
            {
                (period, start) = (every, since);
                continue;
            }

            // Both fall together where the gap between their beginnings is a sum of their periods.
            var common = BigInteger.GreatestCommonDivisor(period, every);
            if ((since - start) % common != 0)
            {
                return (Truth.No, new OdrlClash("odrl.clash.schedule", schedules[0], schedules[i]));
            }

            var steps = every / common;
            var jump = steps == 1 ? 0 : (since - start) / common * Inverse(period / common, steps) % steps;
            (start, period) = (start + (period * jump), period * steps);
        }

        start = Ceiling(latest, start, period);
        if (span is null)
        {
            return (Truth.Yes, null);
        }

        var (low, high) = (span.Lower, span.Upper);
        if ((low?.At.Floating ?? schedules[0].Term.Anchor!.First.Floating) != schedules[0].Term.Anchor!.First.Floating || (high?.At.Floating ?? schedules[0].Term.Anchor!.First.Floating) != schedules[0].Term.Anchor!.First.Floating)
        {
            return (Truth.Unknown, null);
        }

        var length = daily ? TimeSpan.TicksPerDay - 1 : 0;
        var first = low is null ? start : Ceiling(BigInteger.Max(start, new BigInteger(low.At.At) - length), start, period);
        return high is null || first <= new BigInteger(high.At.At) ? (Truth.Yes, null) : (Truth.No, new OdrlClash("odrl.clash.schedule", schedules[0], high.By ?? schedules[^1]));
    }

    /// <summary>The first time from a moment on.</summary>
    private static BigInteger Ceiling(BigInteger from, BigInteger start, BigInteger period)
    {
        var over = (from - start) % period;
        return over == 0 ? from : over > 0 ? from + period - over : from - over;
    }

    private static BigInteger Inverse(BigInteger value, BigInteger modulus)
    {
        var (r0, r1, s0, s1) = (modulus, value % modulus, BigInteger.Zero, BigInteger.One);
        while (r1 != 0)
        {
            var quotient = r0 / r1;
            (r0, r1) = (r1, r0 - (quotient * r1));
            (s0, s1) = (s1, s0 - (quotient * s1));
        }

        return ((s0 % modulus) + modulus) % modulus;
    }
}
