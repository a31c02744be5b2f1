using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>One comparison of ways of sharing.</summary>
internal sealed class WhatIf(string id, MemberId member, string source, Trace trace, IReadOnlyList<string> policies, int scalePct, long? costS, DateTimeOffset at) : IDisposable
{
    private const int BinsMax = 200;
    private readonly CancellationTokenSource stop = new();
    private readonly WhatIfPolicyView[] views = [.. policies.Select(p => new WhatIfPolicyView(p, 0, null))];
    private readonly IReadOnlyDictionary<string, int> tooLarge = trace.TooLargeAlone(0, long.MaxValue);
    private volatile string state = "queued";

    /// <summary>Ways of sharing by their codes.</summary>
    public static IReadOnlyDictionary<string, ReplayMode> Modes { get; } = new Dictionary<string, ReplayMode>(StringComparer.Ordinal)
    {
        ["isolated-fifo"] = ReplayMode.IsolatedFifo,
        ["isolated-easy"] = ReplayMode.IsolatedEasy,
        ["pooled-fifo"] = ReplayMode.PooledFifo,
        ["pooled-easy"] = ReplayMode.PooledEasy,
        ["entitlement"] = ReplayMode.Entitlement,
    };

    public string Id => id;

    public MemberId Member => member;

    public DateTimeOffset At => at;

    public bool Over => state is "done" or "stopped" or "failed";

    public WhatIfView View() => new(id, state, source, trace.Jobs.Count, trace.Owners.Count, trace.Gpus, (trace.Jobs[^1].SubmitS + 1) / 3600.0, trace.OtherJobs, at, [.. views]) { TooLargeAlone = tooLarge };

    public void Stop()
    {
        if (!Over)
        {
            state = "stopped";
            stop.Cancel();
        }
    }

    /// <summary>It could not be replayed, which is the node's fault.</summary>
    public void Fail() => state = "failed";

    public void Dispose() => stop.Dispose();

    /// <summary>Replays one policy after another; ends early when it is told to stop.</summary>
    public void Run(CancellationToken nodeStops)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(nodeStops, stop.Token);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            state = "running";
            var gpus = Replays.Gpus(trace, scalePct / 100m);
            var isolated = Replays.Run(trace, ReplayMode.IsolatedFifo, gpus, new PoolPolicy(), 0, stop: either.Token);
            var alone = Replays.Report(trace, isolated, isolated, null, 0, Replays.EndS(trace, isolated));
            for (var i = 0; i < policies.Count; i++)
            {
                var (at, mode) = (i, Modes[policies[i]]);
                var run = mode is ReplayMode.IsolatedFifo ? isolated : Replays.Run(trace, mode, gpus, new PoolPolicy(), costS, progress: done => views[at] = views[at] with { Progress = done }, stop: either.Token);
                var apart = mode is ReplayMode.IsolatedFifo or ReplayMode.IsolatedEasy;
                // Of a large trace the figures take a while too: that they are made is told.
                views[i] = views[i] with { Progress = 1 };
                var endS = Replays.EndS(trace, run);
                views[i] = new WhatIfPolicyView(policies[i], 1, Figures(run, Replays.Report(trace, run, isolated, apart ? null : gpus, 0, endS), alone, apart ? trace.Gpus : gpus, endS));
            }

            state = "done";
        }
        catch (OperationCanceledException)
        {
            state = "stopped";
        }
    }

    private WhatIfFigures Figures(ReplayRun run, ReplayReport report, ReplayReport alone, int gpus, long endS) => new(
        gpus, report.IdlePct, report.UsedGpuH, report.WaitMeanH, report.WaitP50H, report.WaitP95H, report.QueueingMeanH, report.QueueingP95H, report.Preemptions, report.LostGpuH, report.JobsLaterThanIsolated, report.OwnersWorseOff,
        [.. trace.Owners.Select(o => (Owner: o, Here: report.Owners[o.Name])).Select(o => new WhatIfOwnerView(
            o.Owner.Name, o.Owner.Gpus, o.Here.Jobs, alone.Owners[o.Owner.Name].IdlePct ?? 0, o.Here.QueueingMeanH, o.Here.QueueingIsolatedH, report.OwnersWorseOff.Contains(o.Owner.Name)) { NeverAlone = o.Here.NeverAlone ?? 0 })],
        Bins(run, gpus, endS))
    {
        Hours = endS / 3600.0,
    };

    /// <summary>The history that pools have, of a trace: its seconds stand for the milliseconds there.</summary>
    private IReadOnlyList<WhatIfBin> Bins(ReplayRun run, int gpus, long endS)
    {
        var count = (int)Math.Clamp(endS / 600, 1, BinsMax);
        var bins = PoolHistory.Bins(
            [new DeviceSpan(default, default, gpus, 0, endS)],
            [.. run.Segments.Select(s => new DeviceSpan(default, default, trace.Jobs[s.Job].Gpus, s.StartS, s.EndS))],
            [.. trace.Jobs.Select((job, j) => new DeviceSpan(default, default, job.Gpus, job.SubmitS, run.First[j] < 0 ? endS : run.First[j]))],
            new Dictionary<int, int>(),
            0,
            endS,
            count);
        return [.. bins.Select(b => new WhatIfBin(b.FromMs / 3600.0, b.OwnMs / (double)(b.ToMs - b.FromMs), b.WaitedMs / (double)(b.ToMs - b.FromMs)))];
    }
}
