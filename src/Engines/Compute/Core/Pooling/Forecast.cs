namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>When waiting workloads will start: the same scheduler, run forward with the run times that are expected.</summary>
public static class Forecast
{
    /// <summary>Steps after which a forecast is given up.</summary>
    public const int StepsDefaultMax = 20_000;

    /// <summary>Futures that are run where run times are not all declared.</summary>
    public const int FuturesDefault = 7;

    /// <summary>
    /// Expected starts of what waits: the median over several futures, in each of which every workload has a run time of those alike. One future of medians would be wrong: what
    /// frees the next device is the shortest of many, not the median.
    /// </summary>
    /// <param name="rows">The pool now.</param>
    /// <param name="policy">How it is run.</param>
    /// <param name="estimates">What was learned of run times; a run time that the user declared goes before.</param>
    /// <param name="until">Stop when this one has started; null: when all have.</param>
    /// <param name="futures">How many futures.</param>
    /// <param name="stepsMax">Steps after which a future is given up.</param>
    public static IReadOnlyDictionary<WorkloadId, long> Expected(
        PoolRows rows, PoolPolicy policy, RunTimeEstimates estimates, WorkloadId? until = null, int futures = FuturesDefault, int stepsMax = StepsDefaultMax)
    {
        var certain = rows.Workloads.All(w => w.State is PoolJobState.Ended || w.Workload.EstimateMs is not null);
        var runs = Enumerable.Range(0, certain ? 1 : futures).Select(f => Starts(rows, policy, estimates, until, f, stepsMax)).ToList();
        return runs.SelectMany(r => r).GroupBy(s => s.Key, s => s.Value).Where(s => s.Count() * 2 > runs.Count).ToDictionary(s => s.Key, s => s.Order().ElementAt((s.Count() - 1) / 2));
    }

    /// <summary>Starts in one future; a workload that is not named does not start within the steps.</summary>
    /// <param name="rows">The pool now.</param>
    /// <param name="policy">How it is run.</param>
    /// <param name="estimates">What was learned of run times; a run time that the user declared goes before.</param>
    /// <param name="until">Stop when this one has started; null: when all have.</param>
    /// <param name="future">Which future: the same number is the same future.</param>
    /// <param name="stepsMax">Steps after which to stop.</param>
    public static IReadOnlyDictionary<WorkloadId, long> Starts(PoolRows rows, PoolPolicy policy, RunTimeEstimates estimates, WorkloadId? until, int future, int stepsMax)
    {
        var starts = new Dictionary<WorkloadId, long>();
        var ends = new PriorityQueue<WorkloadId, (long At, long Id)>();
        var runs = new Dictionary<WorkloadId, Run>();
        var missing = 0;
        var events = new List<PoolEvent>();
        foreach (var row in rows.Workloads)
        {
            var need = Need(row, estimates, rows.NowMs, future);
            switch (row.State)
            {
                case PoolJobState.Held or PoolJobState.Waiting or PoolJobState.Claimed:
                    runs.Add(row.Workload.Id, new Run(row.Workload, need) { Progress = row.ProgressMs });
                    missing++;
                    break;
                case PoolJobState.Running:
                    var running = new Run(row.Workload, need) { Progress = row.ProgressMs, Since = row.SinceMs, Devices = row.Devices, Full = row.Workload.DevicesAt(row.Cluster!.Value) };
                    runs.Add(row.Workload.Id, running);
                    ends.Enqueue(row.Workload.Id, (Math.Max(rows.NowMs, running.End), row.Workload.Id.Number));
                    break;
                case PoolJobState.Evicting:
                    runs.Add(row.Workload.Id, new Run(row.Workload, need) { Progress = row.ProgressMs });
                    events.Add(new PoolEvent.Released(row.Workload.Id, Math.Min(row.Workload.LostOnEvictionMs, row.ProgressMs)));
                    break;
            }
        }

        // What ends in a forecast has not ended: nothing is learned from it.
        var pool = PoolScheduler.Restore(policy with { Learns = false }, rows, estimates);
        var now = rows.NowMs;
        var hours = new Queue<(long AtMs, PoolEvent[] Events)>(Hours(rows));
        for (var steps = 0; steps < stepsMax; steps++)
        {
            while (hours.TryPeek(out var turn) && turn.AtMs <= now)
            {
                events.AddRange(hours.Dequeue().Events);
            }

            var result = pool.Step(now, events);
            events.Clear();
            foreach (var decision in result.Decisions)
            {
                switch (decision)
                {
                    case PoolDecision.Admit admit:
                        var started = runs[admit.Workload];
                        started.Since = now;
                        started.Devices = admit.Devices;
                        started.Full = started.Workload.DevicesAt(admit.Cluster);
                        ends.Enqueue(admit.Workload, (started.End, admit.Workload.Number));
                        missing -= starts.TryAdd(admit.Workload, now) ? 1 : 0;
                        break;
                    case PoolDecision.Evict evict:
                        var evicted = runs[evict.Workload];
                        evicted.Stop(now);
                        events.Add(new PoolEvent.Released(evict.Workload, Math.Min(evicted.Workload.LostOnEvictionMs, evicted.Progress)));
                        evicted.Progress -= Math.Min(evicted.Workload.LostOnEvictionMs, evicted.Progress);
                        break;
                }
            }

            if (until is { } wanted ? starts.ContainsKey(wanted) : missing == 0)
            {
                break;
            }

            if (events.Count > 0)
            {
                continue;
            }

            while (ends.TryPeek(out var stale, out var staleAt) && !runs[stale].EndsAt(staleAt.At, rows.NowMs))
            {
                ends.Dequeue();
            }

            var next = Math.Min(ends.TryPeek(out _, out var first) ? first.At : long.MaxValue, result.NextWakeAtMs ?? long.MaxValue);
            next = Math.Min(next, hours.TryPeek(out var coming) ? coming.AtMs : long.MaxValue);
            if (next == long.MaxValue)
            {
                break;
            }

            now = Math.Max(now, next);
            while (ends.TryPeek(out var ended, out first) && first.At <= now)
            {
                ends.Dequeue();
                if (runs[ended].EndsAt(first.At, rows.NowMs))
                {
                    runs[ended].Stop(now);
                    events.Add(new PoolEvent.Ended(ended));
                }
            }
        }

        return starts;
    }

    /// <summary>What the scheduler will be told when clusters close and open at hours that are known.</summary>
    private static IEnumerable<(long AtMs, PoolEvent[] Events)> Hours(PoolRows rows) => rows.Clusters.Where(c => c.Hours is not null)
        .SelectMany(c => c.Hours!.Known.Closings.SelectMany(h => new[] { (h.ClosesAtMs, Turn(c, rows.Owners, open: false)), (h.OpensAtMs, Turn(c, rows.Owners, open: true)) }))
        .Where(t => t.Item1 > rows.NowMs).OrderBy(t => t.Item1);

    private static PoolEvent[] Turn(ClusterRow cluster, IReadOnlyList<OwnerRow> owners, bool open) =>
    [
        new PoolEvent.ClusterChanged(cluster.Cluster, open ? cluster.Hours!.Devices : 0) { Away = cluster.Away, Each = cluster.Each, Hours = cluster.Hours },
        .. owners.Where(o => o.Queue.Home == cluster.Cluster).Select(o => new PoolEvent.QueueChanged(o.Queue with { NominalQuota = !open ? 0 : o.Queue.NominalQuota > 0 ? o.Queue.NominalQuota : cluster.Hours!.Quota, QuotaOutsideHours = cluster.Hours!.Quota })),
    ];

    /// <summary>All the useful work that a workload is expected to need.</summary>
    private static long Need(WorkloadRow row, RunTimeEstimates estimates, long now, int future)
    {
        var done = row.ProgressMs + (row.State is PoolJobState.Running ? (now - row.SinceMs) * row.Devices / row.Workload.DevicesAt(row.Cluster!.Value) : 0);
        var need = row.Workload.EstimateMs is { } said && said >= done
            ? said
            : done + Math.Max(1, (long)estimates.LeftMs(row.Workload.Owner, row.Workload.Devices, done, Part(row.Workload.Id.Number, future)));
        return row.Workload.LimitMs is { } limit ? Math.Max(done + 1, Math.Min(need, limit)) : need;
    }

    /// <summary>A number from 0 up to 1 that is spread evenly over workloads and futures, and is the same on every machine.</summary>
    private static double Part(long workload, int future)
    {
        var mixed = (ulong)workload * 0x9E3779B97F4A7C15UL + (ulong)(future + 1) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private sealed class Run(Workload workload, long need)
    {
        public Workload Workload => workload;

        public long Progress { get; set; }

        public long Since { get; set; } = -1;

        public int Devices { get; set; }

        /// <summary>Devices of the whole gang where it runs.</summary>
        public int Full { get; set; } = workload.Devices;

        /// <summary>When it ends if it runs on; fewer devices take longer.</summary>
        public long End => Since + (long)Math.Ceiling((double)(need - Progress) * Full / Devices);

        public bool EndsAt(long at, long start) => Since >= 0 && Math.Max(start, End) == at;

        public void Stop(long now)
        {
            Progress += (now - Since) * Devices / Full;
            Since = -1;
        }
    }
}
