namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>When clusters were of one cohort: a history is of those that were its members at the time, and not of those that are now.</summary>
public sealed class Membership
{
    private readonly Dictionary<Guid, List<(long FromMs, long ToMs)>> times = [];

    /// <summary>Puts it together.</summary>
    /// <param name="turns">Since when a cluster was of the cohort, or was not, in order of time for each cluster. What the first one says held before, too.</param>
    public Membership(IEnumerable<(Guid Cluster, long FromMs, bool Belongs)> turns)
    {
        ArgumentNullException.ThrowIfNull(turns);
        foreach (var cluster in turns.GroupBy(t => t.Cluster))
        {
            var of = times[cluster.Key] = [];
            long? since = null;
            foreach (var (turn, index) in cluster.Select((t, i) => (t, i)))
            {
                if (turn.Belongs)
                {
                    since ??= index == 0 ? long.MinValue : turn.FromMs;
                }
                else if (since is { } from)
                {
                    of.Add((from, turn.FromMs));
                    since = null;
                }
            }

            if (since is { } still)
            {
                of.Add((still, long.MaxValue));
            }
        }
    }

    /// <summary>Whether a cluster was of the cohort at a moment.</summary>
    /// <param name="cluster">Which.</param>
    /// <param name="atMs">The moment, milliseconds.</param>
    public bool Holds(Guid cluster, long atMs) => times.TryGetValue(cluster, out var of) && of.Exists(t => t.FromMs <= atMs && atMs < t.ToMs);

    /// <summary>The parts of a span in which a cluster was of the cohort. What was measured is divided by time.</summary>
    /// <param name="span">The span.</param>
    /// <param name="cluster">Which cluster counts: where the devices are, or whose queue it is.</param>
    public IEnumerable<DeviceSpan> Parts(DeviceSpan span, Guid cluster)
    {
        foreach (var (from, to) in times.GetValueOrDefault(cluster) ?? [])
        {
            var (begin, end) = (Math.Max(from, span.FromMs), Math.Min(to, span.ToMs));
            if (begin == span.FromMs && end == span.ToMs)
            {
                yield return span;
            }
            else if (begin < end)
            {
                var part = (double)(end - begin) / (span.ToMs - span.FromMs);
                yield return span with { FromMs = begin, ToMs = end, MeasuredMs = (long)(span.MeasuredMs * part), BusyMs = (long)(span.BusyMs * part) };
            }
        }
    }
}
