namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>When waiting workloads will start: the same scheduler, run forward with the run times that are expected.</summary>
public static class Forecast
{
    /// <summary>Steps after which a forecast is given up.</summary>
    public const int StepsDefaultMax = 20_000;

    /// <summary>Expected starts of what waits; a workload that is not named does not start within the steps.</summary>
    /// <param name="rows">The pool now.</param>
    /// <param name="policy">How it is run.</param>
    /// <param name="estimates">What was learned of run times; a run time that the user declared goes before.</param>
    /// <param name="until">Stop when this one has started; null: when all have.</param>
    /// <param name="stepsMax">Steps after which to stop.</param>
    public static IReadOnlyDictionary<WorkloadId, long> Starts(PoolRows rows, PoolPolicy policy, RunTimeEstimates estimates, WorkloadId? until = null, int stepsMax = StepsDefaultMax)
    {
        var starts = new Dictionary<WorkloadId, long>();
        var ends = new PriorityQueue<WorkloadId, (long At, long Id)>();
        var runs = new Dictionary<WorkloadId, Run>();
        var missing = 0;
        var events = new List<PoolEvent>();
        foreach (var row in rows.Workloads)
        {
            var need = Need(row, estimates, rows.NowMs);
            switch (row.State)
            {
                case PoolJobState.Held or PoolJobState.Waiting or PoolJobState.Claimed:
                    runs.Add(row.Workload.Id, new Run(row.Workload, need) { Progress = row.ProgressMs });
                    missing++;
                    break;
                case PoolJobState.Running:
                    var running = new Run(row.Workload, need) { Progress = row.ProgressMs, Since = row.SinceMs, Devices = row.Devices };
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
        for (var steps = 0; steps < stepsMax; steps++)
        {
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

    /// <summary>All the useful work that a workload is expected to need.</summary>
    private static long Need(WorkloadRow row, RunTimeEstimates estimates, long now)
    {
        var done = row.ProgressMs + (row.State is PoolJobState.Running ? (now - row.SinceMs) * row.Devices / row.Workload.Devices : 0);
        return row.Workload.EstimateMs is { } said && said >= done
            ? said
            : done + Math.Max(1, (long)estimates.MedianLeftMs(row.Workload.Owner, row.Workload.Devices, done));
    }

    private sealed class Run(Workload workload, long need)
    {
        public Workload Workload => workload;

        public long Progress { get; set; }

        public long Since { get; set; } = -1;

        public int Devices { get; set; }

        /// <summary>When it ends if it runs on; fewer devices take longer.</summary>
        public long End => Since + (long)Math.Ceiling((double)(need - Progress) * workload.Devices / Devices);

        public bool EndsAt(long at, long start) => Since >= 0 && Math.Max(start, End) == at;

        public void Stop(long now)
        {
            Progress += (now - Since) * Devices / workload.Devices;
            Since = -1;
        }
    }
}
