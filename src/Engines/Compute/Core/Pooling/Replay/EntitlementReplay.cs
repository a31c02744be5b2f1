namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>Replays a trace through <see cref="PoolScheduler"/>: it alone knows the run times and tells the scheduler only what a node would see.</summary>
public static class EntitlementReplay
{
    private const long Ms = 1000;
    private const int SayEvery = 50;
    private static readonly ClusterId Pool = new(0);

    /// <summary>Runs the whole trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="gpus">Devices of the pool.</param>
    /// <param name="policy">How the pool is run.</param>
    /// <param name="preemptionCostS">Seconds of work lost at each eviction; null: all of it.</param>
    /// <param name="declared">Whether users declare run times, and truly; else they are learned.</param>
    /// <param name="forecasts">Whether to forecast the start of each job that waits, at its submission.</param>
    /// <param name="compared">Is told how each job that ends compares with its owner alone; null for nobody.</param>
    /// <param name="progress">Is told now and then which part of the jobs has been submitted, 0 to 1; null for nobody.</param>
    /// <param name="stop">Asked now and then whether to stop.</param>
    public static ReplayRun Run(Trace trace, int gpus, PoolPolicy policy, long? preemptionCostS, bool declared = false, bool forecasts = false, Action<AloneComparison>? compared = null, Action<double>? progress = null, CancellationToken stop = default)
    {
        var run = new ReplayRun(trace.Jobs.Count);
        var scheduler = new PoolScheduler(policy);
        var done = new long[trace.Jobs.Count];
        var since = new long[trace.Jobs.Count];
        var ends = new PriorityQueue<int, (long At, int Job)>();
        var lossMs = preemptionCostS is { } cost ? cost * Ms : long.MaxValue;
        Array.Fill(since, -1);

        var events = new List<PoolEvent> { new PoolEvent.ClusterChanged(Pool, gpus) };
        events.AddRange(trace.Owners.Select((o, i) => new PoolEvent.QueueChanged(new ClusterQueue(new OwnerId(i), Pool, o.Gpus))));
        var wake = scheduler.Step(0, events).NextWakeAtMs;
        var (next, said) = (0, 0);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            if (next >= said + SayEvery)
            {
                said = next;
                progress?.Invoke((double)next / trace.Jobs.Count);
            }

            Prune();
            var now = Math.Min(
                Math.Min(next < trace.Jobs.Count ? trace.Jobs[next].SubmitS * Ms : long.MaxValue, ends.TryPeek(out _, out var first) ? first.At : long.MaxValue),
                wake ?? long.MaxValue);
            if (now == long.MaxValue)
            {
                return run;
            }

            events.Clear();
            while (ends.TryPeek(out var job, out first) && first.At == now)
            {
                ends.Dequeue();
                if (IsCurrent(job, first.At))
                {
                    run.Add(job, since[job] / Ms, now / Ms, done: true);
                    since[job] = -1;
                    events.Add(new PoolEvent.Ended(new WorkloadId(job)));
                }
            }

            for (; next < trace.Jobs.Count && trace.Jobs[next].SubmitS * Ms == now; next++)
            {
                var job = trace.Jobs[next];
                if (job.Gpus <= gpus)
                {
                    events.Add(new PoolEvent.Submitted(new Workload(new WorkloadId(next), new OwnerId(job.Owner), job.Gpus, now, LostOnEvictionMs: lossMs, EstimateMs: declared ? job.DurationS * Ms : null)));
                }
            }

            var arrived = events.OfType<PoolEvent.Submitted>().Select(e => e.Workload.Id).ToList();
            for (var result = scheduler.Step(now, events); ; result = scheduler.Step(now, events))
            {
                wake = result.NextWakeAtMs;
                events.Clear();
                foreach (var one in result.Ended)
                {
                    compared?.Invoke(one);
                }

                foreach (var decision in result.Decisions)
                {
                    Carry(decision, now);
                }

                if (events.Count == 0)
                {
                    break;
                }
            }

            foreach (var id in arrived.Where(a => forecasts && since[a.Number] < 0))
            {
                if (Forecast.Expected(scheduler.Rows(), policy, scheduler.Estimates, id).TryGetValue(id, out var start))
                {
                    run.Forecasts.Add((int)id.Number, start / Ms);
                }
            }
        }

        bool IsCurrent(int job, long at) => since[job] >= 0 && since[job] + (trace.Jobs[job].DurationS * Ms) - done[job] == at;

        void Prune()
        {
            while (ends.TryPeek(out var job, out var end) && !IsCurrent(job, end.At))
            {
                ends.Dequeue();
            }
        }

        void Carry(PoolDecision decision, long now)
        {
            switch (decision)
            {
                case PoolDecision.Admit admit:
                    var started = (int)admit.Workload.Number;
                    since[started] = now;
                    ends.Enqueue(started, (now + (trace.Jobs[started].DurationS * Ms) - done[started], started));
                    break;
                case PoolDecision.Evict evict:
                    var job = (int)evict.Workload.Number;
                    done[job] += now - since[job];
                    var lost = Math.Min(lossMs, done[job]);
                    done[job] -= lost;
                    run.Add(job, since[job] / Ms, now / Ms, done: false);
                    since[job] = -1;
                    run.Preemptions++;
                    run.LostGpuS += lost / Ms * trace.Jobs[job].Gpus;
                    events.Add(new PoolEvent.Released(evict.Workload, lost));
                    break;
            }
        }
    }
}
