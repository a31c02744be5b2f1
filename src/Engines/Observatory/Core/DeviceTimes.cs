namespace KeyEcosystem.Observatory.Core;

/// <summary>Device time offered and used in a window, in device-milliseconds.</summary>
public static class DeviceTimes
{
    /// <summary>Untold time of an open pool counts as offered for at most this long: capacity is told at least every quarter of an hour.</summary>
    public static readonly TimeSpan TailMax = TimeSpan.FromMinutes(15);

    /// <summary>Device time used by a run within a window.</summary>
    /// <param name="run">The fact of its device time.</param>
    /// <param name="fromMs">Start of the window.</param>
    /// <param name="toMs">Its end.</param>
    public static long Used(EcosystemFact run, long fromMs, long toMs) =>
        Devices(run, Math.Max(0, Math.Min(run.Number("toMs"), toMs) - Math.Max(run.Number("fromMs"), fromMs)));

    /// <summary>Used device time that was looked at, and of it the part in which devices computed. What is measured of a run is spread evenly over it.</summary>
    /// <param name="state">The ecosystem.</param>
    /// <param name="window">Length of the window, up to the instant.</param>
    public static (double Measured, double Busy) Busy(Ecosystem state, TimeSpan window)
    {
        var toMs = state.AsOf.ToUnixTimeMilliseconds();
        var fromMs = (state.AsOf - window).ToUnixTimeMilliseconds();
        var (measured, busy) = (0.0, 0.0);
        foreach (var run in state.Intervals)
        {
            var whole = Devices(run, run.Number("toMs") - run.Number("fromMs"));
            if (whole > 0)
            {
                var part = (double)Used(run, fromMs, toMs) / whole;
                measured += part * run.Number("measuredMs");
                busy += part * run.Number("busyMs");
            }
        }

        return (measured, busy);
    }

    /// <summary>Device time of a length of time: whole devices, or thousandths of one, cut to the millisecond.</summary>
    private static long Devices(EcosystemFact fact, long lengthMs) => fact.Number("milli") is > 0 and var milli ? fact.Number("devices") * milli * lengthMs / 1000 : fact.Number("devices") * lengthMs;

    /// <summary>
    /// Offered and used device time of all pools. Time used in a pool beyond what it offered (it was closed meanwhile) counts as offered, so that idle time is never negative.
    /// </summary>
    /// <param name="state">The ecosystem.</param>
    /// <param name="window">Length of the window, up to the instant.</param>
    /// <param name="trail">Collects the facts; null for none.</param>
    public static (long Offered, long Used) Of(Ecosystem state, TimeSpan window, Trail? trail)
    {
        var toMs = state.AsOf.ToUnixTimeMilliseconds();
        var fromMs = (state.AsOf - window).ToUnixTimeMilliseconds();
        var offered = new Dictionary<string, long>(StringComparer.Ordinal);
        var used = new Dictionary<string, long>(StringComparer.Ordinal);
        var told = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var fact in state.Capacity)
        {
            told[fact.Subject] = Math.Max(told.GetValueOrDefault(fact.Subject), fact.Number("toMs"));
            Sum(offered, fact, fact.Subject, "denominator");
        }

        foreach (var (pool, facts) in state.Pools)
        {
            var last = facts[^1];
            if (last.Is("offered") && last.Is("healthy") && !last.Is("quiet"))
            {
                var start = Math.Max(told.GetValueOrDefault(pool), Ecosystem.AtMs(last));
                var tail = last.Number("devices") * Math.Max(0, Math.Min(toMs, start + (long)TailMax.TotalMilliseconds) - Math.Max(start, fromMs));
                offered[pool] = offered.GetValueOrDefault(pool) + tail;
                if (tail > 0)
                {
                    trail?.Note(last, "denominator");
                }
            }
        }

        foreach (var run in state.Intervals)
        {
            Sum(used, run, run.Of("pool") ?? "", "numerator");
        }

        return (offered.Keys.Union(used.Keys).Sum(p => Math.Max(offered.GetValueOrDefault(p), used.GetValueOrDefault(p))), used.Values.Sum());

        void Sum(Dictionary<string, long> sums, EcosystemFact fact, string pool, string part)
        {
            if (Used(fact, fromMs, toMs) is > 0 and var time)
            {
                sums[pool] = sums.GetValueOrDefault(pool) + time;
                trail?.Note(fact, part);
            }
        }
    }
}
