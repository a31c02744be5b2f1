namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>
/// How full clusters were over time. Sums are exact: they equal the integral of what was open, held and waited for, parts of devices cut to the millisecond. Fragmentation is the measure of FGD on the level of clusters:
/// the idle devices of those clusters that a usual workload does not fit into, weighted by how often workloads of its size come:
/// sum over sizes s of share(s) x sum of idle(c) where idle(c) is smaller than s.
/// </summary>
public static class PoolHistory
{
    /// <summary>Divides a time into equal stretches, to the millisecond.</summary>
    /// <param name="open">What the clusters had open.</param>
    /// <param name="held">What runs held.</param>
    /// <param name="waiting">What workloads waited for.</param>
    /// <param name="sizes">How many workloads of which number of devices are usual.</param>
    /// <param name="fromMs">The beginning.</param>
    /// <param name="toMs">The end, later than the beginning.</param>
    /// <param name="count">How many stretches, from 1; no more than there are milliseconds.</param>
    public static IReadOnlyList<HistoryBin> Bins(IReadOnlyList<DeviceSpan> open, IReadOnlyList<DeviceSpan> held, IReadOnlyList<DeviceSpan> waiting, IReadOnlyDictionary<int, int> sizes, long fromMs, long toMs, int count)
    {
        var clusters = open.Concat(held).Select(s => s.Cluster).Distinct().Order().ToList();
        var of = clusters.Index().ToDictionary(c => c.Item, c => c.Index);
        var (opened, own, lent, asked, measured, busy) = (Sums(), Sums(), Sums(), new long[count], new double[count], new double[count]);
        foreach (var span in open)
        {
            Add(opened[of[span.Cluster]], span);
        }

        foreach (var span in held)
        {
            Add((span.Home == span.Cluster ? own : lent)[of[span.Cluster]], span);
            if (span.MeasuredMs > 0)
            {
                var parts = new long[count];
                Add(parts, span);
                var whole = (double)(span.ToMs - span.FromMs) * span.Devices * span.Milli;
                for (var bin = 0; bin < count; bin++)
                {
                    measured[bin] += parts[bin] / whole * span.MeasuredMs;
                    busy[bin] += parts[bin] / whole * span.BusyMs;
                }
            }
        }

        foreach (var span in waiting)
        {
            Add(asked, span);
        }

        var total = Math.Max(1, sizes.Values.Sum());
        var fragmented = new double[count];
        foreach (var cluster in clusters)
        {
            Fragment(cluster);
        }

        return [.. Enumerable.Range(0, count).Select(Bin)];

        // From change to change: how many devices are idle is a matter of moments, and a mean of them fits no job.
        void Fragment(Guid cluster)
        {
            var changes = new SortedDictionary<long, long>();
            foreach (var (span, sign) in open.Select(s => (s, 1)).Concat(held.Select(s => (s, -1))).Where(s => s.Item1.Cluster == cluster && s.Item1.FromMs < s.Item1.ToMs))
            {
                var milli = (long)sign * span.Devices * span.Milli;
                changes[span.FromMs] = changes.GetValueOrDefault(span.FromMs) + milli;
                changes[span.ToMs] = changes.GetValueOrDefault(span.ToMs) - milli;
            }

            var (since, idle) = (long.MinValue, 0L);
            foreach (var (at, change) in changes)
            {
                if (idle > 0)
                {
                    var useless = idle * (double)sizes.Where(s => s.Key * (long)SharedDevices.Whole > idle).Sum(s => s.Value) / total;
                    Spread(since, at, useless);
                }

                (since, idle) = (at, idle + change);
            }
        }

        void Spread(long since, long until, double rate)
        {
            var (first, last) = (Math.Max(since, fromMs), Math.Min(until, toMs));
            for (var bin = first < last && rate > 0 ? (int)((Int128)(first - fromMs) * count / (toMs - fromMs)) : count; bin < count && At(bin) < last; bin++)
            {
                fragmented[bin] += Math.Max(0, Math.Min(last, At(bin + 1)) - Math.Max(first, At(bin))) * rate;
            }
        }

        static long Ms(long milli) => milli / SharedDevices.Whole;

        long[][] Sums() => [.. clusters.Select(_ => new long[count])];

        long At(int bin) => fromMs + (long)((Int128)(toMs - fromMs) * bin / count);

        void Add(long[] sums, DeviceSpan span)
        {
            var (from, to) = (Math.Max(span.FromMs, fromMs), Math.Min(span.ToMs, toMs));
            for (var bin = from < to ? (int)((Int128)(from - fromMs) * count / (toMs - fromMs)) : count; bin < count && At(bin) < to; bin++)
            {
                sums[bin] += Math.Max(0, Math.Min(to, At(bin + 1)) - Math.Max(from, At(bin))) * span.Devices * span.Milli;
            }
        }

        HistoryBin Bin(int bin)
        {
            return new HistoryBin(At(bin), At(bin + 1), Ms(opened.Sum(o => o[bin])), Ms(own.Sum(o => o[bin])), Ms(lent.Sum(o => o[bin])), Ms(asked[bin]), fragmented[bin] / SharedDevices.Whole, measured[bin], busy[bin]);
        }
    }
}
