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
        var (opened, own, lent, asked) = (new long[count], new long[count], new long[count], new long[count]);
        var (measured, busy, fragmented) = (new double[count], new double[count], new double[count]);
        foreach (var span in open)
        {
            Add(opened, span);
        }

        foreach (var span in held)
        {
            Add(span.Home == span.Cluster ? own : lent, span);
            if (span.MeasuredMs > 0)
            {
                var length = (double)(span.ToMs - span.FromMs);
                Spread(measured, span.FromMs, span.ToMs, span.MeasuredMs / length);
                Spread(busy, span.FromMs, span.ToMs, span.BusyMs / length);
            }
        }

        foreach (var span in waiting)
        {
            Add(asked, span);
        }

        var total = Math.Max(1, sizes.Values.Sum());
        foreach (var cluster in open.Select(s => (Span: s, Sign: 1)).Concat(held.Select(s => (Span: s, Sign: -1))).GroupBy(s => s.Span.Cluster))
        {
            Fragment(cluster);
        }

        return [.. Enumerable.Range(0, count).Select(bin => new HistoryBin(At(bin), At(bin + 1), Ms(opened[bin]), Ms(own[bin]), Ms(lent[bin]), Ms(asked[bin]), fragmented[bin] / SharedDevices.Whole, measured[bin], busy[bin]))];

        // From change to change: how many devices are idle is a matter of moments, and a mean of them fits no job.
        void Fragment(IEnumerable<(DeviceSpan Span, int Sign)> spans)
        {
            var changes = new SortedDictionary<long, long>();
            foreach (var (span, sign) in spans.Where(s => s.Span.FromMs < s.Span.ToMs))
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
                    Spread(fragmented, since, at, idle * (double)sizes.Where(s => s.Key * (long)SharedDevices.Whole > idle).Sum(s => s.Value) / total);
                }

                (since, idle) = (at, idle + change);
            }
        }

        static long Ms(long milli) => milli / SharedDevices.Whole;

        long At(int bin) => fromMs + (long)((Int128)(toMs - fromMs) * bin / count);

        void Add(long[] sums, DeviceSpan span)
        {
            foreach (var (bin, ms) in Parts(span.FromMs, span.ToMs))
            {
                sums[bin] += ms * span.Devices * span.Milli;
            }
        }

        void Spread(double[] sums, long since, long until, double rate)
        {
            foreach (var (bin, ms) in Parts(since, until))
            {
                sums[bin] += ms * rate;
            }
        }

        IEnumerable<(int Bin, long Ms)> Parts(long since, long until)
        {
            var (first, last) = (Math.Max(since, fromMs), Math.Min(until, toMs));
            for (var bin = first < last ? (int)((Int128)(first - fromMs) * count / (toMs - fromMs)) : count; bin < count && At(bin) < last; bin++)
            {
                yield return (bin, Math.Max(0, Math.Min(last, At(bin + 1)) - Math.Max(first, At(bin))));
            }
        }
    }
}
