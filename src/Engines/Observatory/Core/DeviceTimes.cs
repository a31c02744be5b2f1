using KeyEcosystem.Observatory.Core.Formulas;

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

    /// <summary>Device time of a whole run.</summary>
    /// <param name="run">The fact of its device time.</param>
    public static long Whole(EcosystemFact run) => Devices(run, run.Number("toMs") - run.Number("fromMs"));

    /// <summary>Device time of a length of time: whole devices, or thousandths of one, cut to the millisecond.</summary>
    private static long Devices(EcosystemFact fact, long lengthMs) => fact.Number("milli") is > 0 and var milli ? fact.Number("devices") * milli * lengthMs / 1000 : fact.Number("devices") * lengthMs;

    /// <summary>
    /// Device time offered by all pools within a window, fact by fact. Time used in a pool beyond what it offered (it was closed meanwhile) counts as offered, so that idle time is never negative.
    /// </summary>
    /// <param name="state">The ecosystem.</param>
    /// <param name="from">Start of the window, which ends at the instant.</param>
    internal static IEnumerable<FormulaRow> Offered(Ecosystem state, DateTimeOffset from)
    {
        var (fromMs, toMs) = (from.ToUnixTimeMilliseconds(), state.AsOf.ToUnixTimeMilliseconds());
        var (offered, told) = (new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var fact in state.Capacity)
        {
            told[fact.Subject] = Math.Max(told.GetValueOrDefault(fact.Subject), fact.Number("toMs"));
            if (Used(fact, fromMs, toMs) is > 0 and var time)
            {
                offered[fact.Subject] = offered.GetValueOrDefault(fact.Subject) + time;
                yield return new FormulaRow(fact, Amount: time);
            }
        }

        foreach (var (pool, facts) in state.Pools)
        {
            var last = facts[^1];
            if (last.Is("offered") && last.Is("healthy") && !last.Is("quiet"))
            {
                var start = Math.Max(told.GetValueOrDefault(pool), Ecosystem.AtMs(last));
                var tail = last.Number("devices") * Math.Max(0, Math.Min(toMs, start + (long)TailMax.TotalMilliseconds) - Math.Max(start, fromMs));
                if (tail > 0)
                {
                    offered[pool] = offered.GetValueOrDefault(pool) + tail;
                    yield return new FormulaRow(last, Amount: tail);
                }
            }
        }

        foreach (var runs in state.Intervals.GroupBy(r => r.Of("pool") ?? ""))
        {
            var beyond = runs.Sum(r => Used(r, fromMs, toMs)) - offered.GetValueOrDefault(runs.Key);
            if (beyond > 0)
            {
                yield return new FormulaRow(runs.Last(), Amount: beyond);
            }
        }
    }
}
