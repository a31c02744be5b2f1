namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>Replays traces and reports their figures.</summary>
public static class Replays
{
    /// <summary>Devices of a node where nobody says otherwise.</summary>
    public const int GpusPerNodeDefault = 8;

    /// <summary>Devices of a node at most.</summary>
    public const int GpusPerNodeMax = 1024;

    private const double HourS = 3600;

    /// <summary>Devices of the pool at a scale.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="scale">Part of all devices; owners alone always have all of theirs.</param>
    public static int Gpus(Trace trace, decimal scale) => (int)Math.Floor(trace.Gpus * scale);

    /// <summary>The second by which a run is over: the last job has ended, and all are submitted.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="run">What happened.</param>
    public static long EndS(Trace trace, ReplayRun run) => Math.Max(run.EndS, trace.Jobs[^1].SubmitS + 1);

    /// <summary>Runs a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="mode">How the owners share.</param>
    /// <param name="gpus">Devices of the pool; not for owners alone.</param>
    /// <param name="policy">How the pool is run where it lends.</param>
    /// <param name="preemptionCostS">Seconds of work lost at each eviction; null: all of it.</param>
    /// <param name="forecast">Whether starts are forecast, and from what; not for owners alone or with EASY.</param>
    /// <param name="progress">Is told now and then how far it is, 0 to 1, where it lends; null for nobody.</param>
    /// <param name="stop">Asked now and then whether to stop.</param>
    public static ReplayRun Run(Trace trace, ReplayMode mode, int gpus, PoolPolicy policy, long? preemptionCostS, ForecastSource forecast = ForecastSource.None, Action<double>? progress = null, CancellationToken stop = default) => mode switch
    {
        ReplayMode.PooledFifo when forecast is not ForecastSource.None => EntitlementReplay.Run(
            trace, gpus, policy with { Entitlement = false, Order = LendingOrder.StrictArrival }, preemptionCostS, forecast is ForecastSource.Declared, forecasts: true, stop: stop),
        ReplayMode.IsolatedFifo => QueueReplay.Isolated(trace, backfill: false, stop),
        ReplayMode.IsolatedEasy => QueueReplay.Isolated(trace, backfill: true, stop),
        ReplayMode.PooledFifo => QueueReplay.Pooled(trace, gpus, backfill: false, stop),
        ReplayMode.PooledEasy => QueueReplay.Pooled(trace, gpus, backfill: true, stop),
        ReplayMode.PooledSrpt => SrptReplay.Run(trace, gpus, stop),
        _ => EntitlementReplay.Run(trace, gpus, policy, preemptionCostS, forecast is ForecastSource.Declared, forecast is not ForecastSource.None, progress: progress, stop: stop),
    };

    /// <summary>The figures of a run.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="run">What happened.</param>
    /// <param name="isolated">What happens to owners alone, first come, first served.</param>
    /// <param name="gpus">Devices of the pool; null where owners are alone.</param>
    /// <param name="fromS">Start of the window.</param>
    /// <param name="toS">End of the window.</param>
    public static ReplayReport Report(Trace trace, ReplayRun run, ReplayRun isolated, int? gpus, long fromS, long toS)
    {
        var inWindow = Enumerable.Range(0, trace.Jobs.Count).Where(j => trace.Jobs[j].SubmitS >= fromS && trace.Jobs[j].SubmitS < toS).ToList();
        var done = inWindow.Where(j => run.Finish[j] >= 0).ToList();
        var used = new long[trace.Owners.Count];
        foreach (var segment in run.Segments)
        {
            var job = trace.Jobs[segment.Job];
            used[job.Owner] += Math.Max(0, Math.Min(segment.EndS, toS) - Math.Max(segment.StartS, fromS)) * job.Gpus;
        }

        var owners = new Dictionary<string, OwnerReport>(StringComparer.Ordinal);
        var worse = new List<string>();
        var byOwner = done.ToLookup(j => trace.Jobs[j].Owner);
        for (var owner = 0; owner < trace.Owners.Count; owner++)
        {
            var own = byOwner[owner].ToList();
            var waits = Sorted(own, j => run.First[j] - trace.Jobs[j].SubmitS);
            var comparable = own.Where(j => isolated.Finish[j] >= 0).ToList();
            var here = comparable.Sum(j => Queueing(trace, run, j));
            var alone = comparable.Sum(j => Queueing(trace, isolated, j));
            if (here > alone)
            {
                worse.Add(trace.Owners[owner].Name);
            }

            owners.Add(trace.Owners[owner].Name, new OwnerReport(
                own.Count,
                gpus is null ? Idle(used[owner], trace.Owners[owner].Gpus, fromS, toS) : null,
                gpus is null ? used[owner] / HourS : null,
                Mean(waits),
                At(waits, 0.5),
                At(waits, 0.95),
                Mean(Sorted(own, j => Queueing(trace, run, j))),
                comparable.Count == 0 ? 0 : alone / HourS / comparable.Count)
            {
                NeverAlone = own.Count > comparable.Count ? own.Count - comparable.Count : null,
            });
        }

        var total = gpus ?? trace.Gpus;
        var first = Sorted(done, j => run.First[j] - trace.Jobs[j].SubmitS);
        var queueing = Sorted(done, j => Queueing(trace, run, j));
        var later = Enumerable.Range(0, trace.Jobs.Count).Count(j => isolated.Finish[j] >= 0 && (run.Finish[j] < 0 || run.Finish[j] > isolated.Finish[j]));
        return new ReplayReport(
            total, inWindow.Count, Idle(used.Sum(), total, fromS, toS), used.Sum() / HourS, Mean(first), At(first, 0.5), At(first, 0.95), Mean(queueing), run.Preemptions, later, worse,
            At(queueing, 0.5), At(queueing, 0.95), run.LostGpuS / HourS, inWindow.Count - done.Count, owners, Forecasts(trace, run, inWindow), trace.TooLargeAlone(fromS, toS) is { Count: > 0 } outsized ? outsized : null);
    }

    private static ForecastReport? Forecasts(Trace trace, ReplayRun run, IReadOnlyList<int> inWindow)
    {
        if (run.Forecasts.Count == 0)
        {
            return null;
        }

        var errors = inWindow
            .Where(j => run.Forecasts.ContainsKey(j) && run.First[j] - trace.Jobs[j].SubmitS > ForecastReport.WaitMinS)
            .Select(j => 100.0 * Math.Abs(run.Forecasts[j] - run.First[j]) / (run.First[j] - trace.Jobs[j].SubmitS))
            .Order()
            .ToList();
        return new ForecastReport(errors.Count, errors.Count == 0 ? 0 : errors[errors.Count / 2]);
    }

    private static long Queueing(Trace trace, ReplayRun run, int job) => run.Finish[job] - trace.Jobs[job].SubmitS - trace.Jobs[job].DurationS;

    private static double Idle(long usedS, int gpus, long fromS, long toS) => gpus == 0 || toS <= fromS ? 0 : 100 * (1 - ((double)usedS / gpus / (toS - fromS)));

    private static List<long> Sorted(IReadOnlyList<int> jobs, Func<int, long> of) => [.. jobs.Select(of).Order()];

    private static double Mean(List<long> sorted) => sorted.Count == 0 ? 0 : (double)sorted.Sum() / sorted.Count / HourS;

    private static double At(List<long> sorted, double part) => sorted.Count == 0 ? 0 : sorted[(int)(part * sorted.Count)] / HourS;
}
