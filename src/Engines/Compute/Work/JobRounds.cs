using System.Collections.Concurrent;
using System.Threading.Channels;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Work;

/// <summary>Starts what may start, and carries each job to its end. One instance a node.</summary>
internal sealed class JobRounds(
    ComputeReads reads, JobEnding ending, JobInputs inputs, JobLogs logs, IJobRunner runner, RunningJobs running, IDerivedAssets derived, JobGate gate, SealedJobs sealing, SealedRuns sealedRuns, Airlocks airlocks, AgentSessions sessions, RunLoads loads, ILane lane, TimeProvider clock, IOptions<ComputeOptions> options, ILogger<JobRounds> log)
{
    private const int Tries = 8;
    private const int LinesMax = 256;
    private const string NodeStopped = "node.stopped";

    /// <summary>Waiting jobs of a pool that one round looks at; those further back wait behind others.</summary>
    private const int QueueLook = 1000;

    private readonly ConcurrentDictionary<JobId, Task> tasks = new();
    private readonly ConcurrentDictionary<JobId, string> waits = new();
    private readonly TaskCompletionSource halted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool stopping;

    /// <summary>Why a queued job waits for a pool that is not of a cohort; null for one of a cohort.</summary>
    public async ValueTask<string?> WaitOf(PoolId id, JobId job, int devices, CancellationToken stop)
    {
        if (await reads.Known(id, stop) is not { Schedule: null } pool)
        {
            return null;
        }

        return Closed(pool)
            ?? (devices > pool.DevicesOpen ? PoolQueue.PoolTooSmall
            : waits.TryGetValue(job, out var wait) ? wait
            // Further back than a round looks, or taken since the last one.
            : await reads.LoadOf(id, stop) is { Queued: > QueueLook } ? PoolQueue.Behind : PoolQueue.Taken);
    }

    /// <summary>Why nothing begins at a pool now; null when something can.</summary>
    public static string? Closed(PoolRow pool) =>
        !pool.Offered || !pool.Healthy ? PoolQueue.PoolClosed
        : pool.Quiet ? PoolQueue.QuietHours
        : !pool.Attached ? PoolQueue.ClusterAway
        : pool.DevicesOpen == 0 ? PoolQueue.PoolClosed : null;

    /// <summary>Jobs that ran when the node ended are failed, metered up to its last sign of life. Call it once, before the first round.</summary>
    public async Task Recover(DateTimeOffset? lastBeat, CancellationToken stop)
    {
        inputs.ClearAll();
        foreach (var row in await reads.RunningHere(stop))
        {
            var job = new JobId(row.Id);
            var at = lastBeat is { } beat && beat > row.StartedAt ? beat : row.StartedAt!.Value;
            await logs.Append(job, "node", "节点重新启动，作业中断。The node was started again; the job was lost.");
            var done = await ending.Commit(row, JobStep.Lose, "node.restarted", "节点重新启动，作业中断；计量到最后一次心跳。The node was started again while the job ran; it is metered up to the last heartbeat.", at, [], "node", stop);
            logs.Complete(job);
            if (!done.IsOk)
            {
                Log.EndNotRecorded(log, job, done.Refusal.Code);
            }
        }
    }

    /// <summary>Asks the queue of every pool that is not of a cohort, and starts what it says. Pools of a cohort are scheduled together.</summary>
    public async Task Round(CancellationToken stop)
    {
        var seen = new HashSet<JobId>();
        foreach (var load in await reads.LoadsWithQueue(stop))
        {
            seen.UnionWith(await Round(load, stop));
        }

        foreach (var gone in waits.Keys.Where(j => !seen.Contains(j)))
        {
            waits.TryRemove(gone, out _);
        }
    }

    /// <summary>Starts what the queue of one pool says, and answers with the first of the jobs that wait.</summary>
    private async Task<IReadOnlyCollection<JobId>> Round(PoolLoadRow load, CancellationToken stop)
    {
        if (await reads.Find(new PoolId(load.Id), stop) is not { } pool)
        {
            return [];
        }

        var queue = await reads.Queue(pool, QueueLook, stop);
        var taken = pool.Each != default ? await Holding(pool, stop) : null;
        var snapshot = Snapshot(pool, load, taken);
        var plan = PoolQueue.Decide(snapshot, queue, null, clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (queue.Any(j => j.Devices <= snapshot.Devices - snapshot.DevicesBusy && plan.Waits.GetValueOrDefault(j.Job) == PoolQueue.Behind))
        {
            // Some may go ahead of the large one that holds the line, where they don't delay it.
            plan = PoolQueue.Decide(snapshot, queue, taken ?? await Holding(pool, stop), clock.GetUtcNow().ToUnixTimeMilliseconds());
        }

        var starts = plan.Starts.ToHashSet();
        var idle = snapshot.Devices - load.DevicesBusy - queue.Where(j => starts.Contains(j.Job)).Sum(j => j.Devices - j.Beyond);
        foreach (var job in queue.Where(j => plan.Waits.ContainsKey(j.Job)))
        {
            waits[job.Job] = plan.Waits[job.Job] is PoolQueue.DevicesBusy && job.Devices - job.Beyond <= idle ? PoolQueue.ProcessorsBusy : plan.Waits[job.Job];
        }

        foreach (var job in plan.Starts)
        {
            // Until its start is on record it waits for nothing that it waited for before.
            waits.TryRemove(job, out _);
            await Begin(job, pool, null, null, stop);
        }

        return [.. plan.Waits.Keys];
    }

    /// <summary>When queued jobs are expected to get devices of a pool that is not of a cohort, but for those that stand too far back; null for one of a cohort.</summary>
    public async Task<Func<JobId, DateTimeOffset?>?> Expected(PoolId id, CancellationToken stop)
    {
        if (await reads.Find(id, stop) is not { Schedule: null } pool || await reads.LoadOf(id, stop) is not { } load)
        {
            return null;
        }

        if (pool.DevicesOpen == 0)
        {
            var opens = pool.Quiet ? pool.QuietEnd(clock.GetUtcNow()) : null;
            return _ => opens;
        }

        var (queue, held) = (await reads.Queue(pool, QueueLook, stop), await Holding(pool, stop));
        var expected = PoolQueue.Expected(Snapshot(pool, load, held), queue, held, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return job => expected.TryGetValue(job, out var ms) && ms < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
    }

    private PoolSnapshot Snapshot(PoolRow pool, PoolLoadRow load, IReadOnlyList<HoldingJob>? taken) =>
        new(pool.DevicesOpen, Math.Max((int)load.DevicesBusy, taken?.Sum(t => t.Devices) ?? 0), pool.Backend == PoolBackends.Agent ? int.MaxValue : options.Value.RunningMax - running.Count) { Hours = pool.HoursKnown(clock.GetUtcNow()) };

    /// <summary>What holds a pool's devices, and until when. Who has run longer than its sender expected is expected to take twice as long, and so on, up to its limit.</summary>
    private async Task<IReadOnlyList<HoldingJob>> Holding(PoolRow pool, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return [.. (await reads.Held(new PoolId(pool.Id), stop)).Select(row =>
        {
            var (from, limits) = ((row.StartedAt ?? now).ToUnixTimeMilliseconds(), Json.Read<JobLimits>(row.Limits));
            var limit = JobRow.LimitOf(limits);
            var endsBy = limit < long.MaxValue - from ? from + limit : long.MaxValue;
            var expected = row.ExpectedSeconds is { } seconds ? seconds * 1000L : endsBy - from;
            while (from + expected < endsBy && from + expected <= now.ToUnixTimeMilliseconds())
            {
                expected *= 2;
            }

            return new HoldingJob(row.Pool == pool.Id ? pool.Takes(row.DevicesHeld, limits) : row.DevicesHeld, Math.Min(endsBy, from + expected));
        })];
    }

    /// <summary>Waits until nothing runs any more.</summary>
    public async Task Idle()
    {
        while (!tasks.IsEmpty)
        {
            await Task.WhenAll(tasks.Values);
        }
    }

    /// <summary>Gives a waiting job devices of a pool: its own, or one of the same cohort.</summary>
    /// <param name="job">The job.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="devices">How many; null for as many as it asks for.</param>
    /// <param name="share">The shared device that it gets its part of, and the job that this was opened for; null for whole devices.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<StartOutcome> Begin(JobId job, PoolRow pool, int? devices, (Guid Device, Guid Founder)? share, CancellationToken stop)
    {
        if (await reads.Find(job, stop) is not { State: JobState.Queued } row)
        {
            return StartOutcome.Gone;
        }

        if (row.Milli < SharedDevices.Whole && share is null)
        {
            return StartOutcome.NotHere;
        }

        if (row.Sealed && pool.Id != row.Pool)
        {
            return StartOutcome.NotHere;
        }

        if (row.Sealed && await sealing.AgainstPlace(pool, await sealing.Foreign(row, stop), new MemberId(row.Member), stop) is { } kept)
        {
            return await Fail(row, kept, stop);
        }

        row.Attempt++;
        row.RunPool = pool.Id;
        row.RunProvider = pool.Member;
        row.Device = share?.Device;
        row.RunDevices = devices != row.Devices ? devices : null;
        var use = await gate.PassElsewhere(row, pool, stop);
        if (!use.IsOk)
        {
            return StartOutcome.NotHere;
        }

        row.RunUse = use.Value is { } elsewhere ? Json.Write(elsewhere) : null;
        var begun = pool.Backend == PoolBackends.Agent ? await Admit(row, pool, share?.Founder, stop) : await Start(row, pool, share?.Founder, stop);
        // A job that has ended took its use with it.
        if (begun == StartOutcome.NotHere && use.Value is { } unused)
        {
            await gate.Release([unused], row.Actor, row.Member, stop);
        }

        return begun;
    }

    private async Task<StartOutcome> Start(JobRow row, PoolRow pool, Guid? founder, CancellationToken stop)
    {
        var job = new JobId(row.Id);

        var sandboxed = runner.Standing.Available;
        if (!sandboxed && !row.Bundled)
        {
            var refusal = JobCommands.NoSandbox(runner.Standing);
            return await Fail(row, refusal, stop);
        }

        var change = new Change(new Act(JobEnding.StartedVerb, "node", row.Member, [job.ToString(), new PoolId(pool.Id).ToString()], "done", "{}"));
        if (await gate.Confirm(change, Json.Read<JobUse[]>(row.Uses), stop) is { } refused)
        {
            return await Fail(row, refused, stop);
        }

        if (running.Enter(job) is not { } place)
        {
            return StartOutcome.Gone;
        }

        var entered = false;
        try
        {
            row.State = JobState.Running;
            row.StartedAt = clock.GetUtcNow();
            row.Warnings = Json.Write(Json.Read<string[]>(row.Warnings).Where(w => row.Sealed && w != JobCommands.RestrictedWarning).Concat(sandboxed ? [] : [JobCommands.RestrictedWarning]));
            var started = await Take(change, row, pool, founder, stop);
            if (!started.IsOk)
            {
                // Cancelled meanwhile, or an agreement ended, or the pool shrank: the next round sees it as it is.
                return StartOutcome.NotHere;
            }

            entered = true;
        }
        finally
        {
            if (!entered)
            {
                running.Leave(job);
            }
        }

        Log.Started(log, job, row.DevicesHeld);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tasks[job] = Whole(ready.Task);
        ready.SetResult();
        return StartOutcome.Begun;

        async Task Whole(Task begin)
        {
            await begin;
            try
            {
                await Carry(row, pool.NetworkGranted && !row.Sealed, sandboxed, place.Slot, place.Cancel);
            }
            finally
            {
                inputs.Clear(job);
                running.Leave(job);
                logs.Complete(job);
                running.Ring();
                tasks.TryRemove(job, out _);
            }
        }
    }

    /// <summary>Gives the job devices at an attached cluster; its agent does the rest.</summary>
    private async Task<StartOutcome> Admit(JobRow row, PoolRow pool, Guid? founder, CancellationToken stop)
    {
        var change = new Change(new Act(JobEnding.AdmittedVerb, "node", row.Member, [new JobId(row.Id).ToString(), new PoolId(pool.Id).ToString()], "done", "{}"));
        if (await gate.Confirm(change, Json.Read<JobUse[]>(row.Uses), stop) is { } refused)
        {
            return await Fail(row, refused, stop);
        }

        row.State = JobState.Admitted;
        row.AdmittedAt = clock.GetUtcNow();
        var admitted = await Take(change, row, pool, founder, stop);
        if (!admitted.IsOk)
        {
            return StartOutcome.NotHere;
        }

        sessions.Ring(new PoolId(pool.Id));
        return StartOutcome.Begun;
    }

    /// <summary>Commits that the job leaves its queue and holds devices of the pool.</summary>
    private async ValueTask<Result<Committed>> Take(Change change, JobRow row, PoolRow pool, Guid? founder, CancellationToken stop)
    {
        await gate.BeginElsewhere(change, row, stop);
        change.Update(row).Add<PoolLoadRow>(row.Pool, nameof(PoolLoadRow.Queued), -1);
        if (row.Device is not { } device)
        {
            change.Add<PoolLoadRow>(pool.Id, nameof(PoolLoadRow.DevicesBusy), row.DevicesHeld, nameof(PoolLoadRow.DevicesMax));
        }
        else if (await reads.SharedDevice(device, stop) is null)
        {
            change.Insert(new SharedDeviceRow { Id = device, Version = 1, Pool = pool.Id, Founder = founder ?? row.Id, MilliBusy = row.Milli, MilliMax = SharedDevices.Whole })
                .Add<PoolLoadRow>(pool.Id, nameof(PoolLoadRow.DevicesBusy), 1, nameof(PoolLoadRow.DevicesMax));
        }
        else
        {
            change.Add<SharedDeviceRow>(device, nameof(SharedDeviceRow.MilliBusy), row.Milli, nameof(SharedDeviceRow.MilliMax));
        }

        return await lane.Commit(change, stop);
    }

    /// <summary>What permitted it, or the sandbox, has gone while it waited.</summary>
    private async Task<StartOutcome> Fail(JobRow row, Refusal refusal, CancellationToken stop)
    {
        await ending.Commit(row, JobStep.Fail, refusal.Code, refusal.Detail, clock.GetUtcNow(), [], "node", stop);
        logs.Complete(new JobId(row.Id));
        return StartOutcome.Gone;
    }

    /// <summary>From the start to the recorded end. Nothing escapes: an unexpected failure is the job's end, logged once.</summary>
    private async Task Carry(JobRow row, bool network, bool sandboxed, int slot, CancellationToken cancel)
    {
        var job = new JobId(row.Id);
        var kept = new List<JobResultView>();
        IReadOnlyList<HeldOutput> held = [];
        string outcome;
        string statement;
        JobStep step;
        var at = clock.GetUtcNow();
        try
        {
            var end = await Run(row, network, sandboxed, slot, cancel);
            at = clock.GetUtcNow();
            if (!row.Sealed)
            {
                await Measure(row, end, at);
            }

            (step, outcome, statement) = end switch
            {
                { Exited: true, ExitCode: 0 } => (JobStep.Succeed, "exit.0", end.Statement),
                { Exited: true } => (JobStep.Fail, $"exit.{end.ExitCode}", end.Statement),
                { Ending: JobRunEnd.Cancelled } => Withdrawn(),
                _ => (JobStep.Fail, end.Ending, end.Statement),
            };
            if (row.Sealed && outcome != JobRunEnd.Cancelled)
            {
                held = await sealedRuns.Hold(row, outcome, statement, end.Files, end.Refused, CancellationToken.None);
                (step, outcome, statement) = SealedRuns.Told(step, outcome);
            }
            else if (step == JobStep.Succeed && await Keep(row, end, kept) is { } notKept)
            {
                (step, outcome, statement) = (JobStep.Fail, notKept.Code, notKept.Detail);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            at = clock.GetUtcNow();
            (step, outcome, statement) = Withdrawn();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            at = clock.GetUtcNow();
            Log.RunFailed(log, job, failure);
            (step, outcome, statement) = (JobStep.Fail, "node.failed", "节点出错。The node failed to run the job; its log says why.");
        }

        if (row.Sealed)
        {
            at = await Rest(row, at, cancel);
        }

        await End(job, step, outcome, statement, at, kept, held);
    }

    /// <summary>A sealed run that is over holds its devices until a whole grain has gone, so that when it was over is not told; unless they are asked back, or the node stops.</summary>
    private async Task<DateTimeOffset> Rest(JobRow row, DateTimeOffset over, CancellationToken cancel)
    {
        // From now on, and not from its end: to look at what it left took time too.
        var until = sealedRuns.EndOf(row, clock.GetUtcNow());
        if (await Evicted())
        {
            return over;
        }

        var left = until - clock.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var asked = cancel.Register(told.SetResult);
            var grain = Task.Delay(left, clock, CancellationToken.None);
            await Task.WhenAny(grain, halted.Task, told.Task);
            if (await Evicted())
            {
                return clock.GetUtcNow();
            }

            // Its sender withdraws it: the end is told when it would have been.
            await Task.WhenAny(grain, halted.Task);
        }

        return halted.Task.IsCompleted ? clock.GetUtcNow() : until;

        async Task<bool> Evicted() => await reads.Find(new JobId(row.Id), CancellationToken.None) is { EvictAskedAt: not null, CancelAskedAt: null };
    }

    /// <summary>The node's own devices are its processors: how busy they were is the processor time of the run.</summary>
    private async Task Measure(JobRow row, JobRunEnd end, DateTimeOffset at)
    {
        if (end.ProcessorMs is { } busyMs && await reads.Known(new PoolId(row.RunPool!.Value), CancellationToken.None) is { Class: "cpu" })
        {
            var heldMs = DeviceTime.Of(row.DevicesHeld, row.StartedAt!.Value, at, row.Milli).DeviceMs;
            loads.Said(new RunName(new JobId(row.Id), row.Attempt), new RunLoad(heldMs, Math.Min(busyMs, heldMs), at, null, null, null));
        }
    }

    private (JobStep Step, string Outcome, string Statement) Withdrawn() => stopping
        ? (JobStep.Fail, NodeStopped, "节点停止，作业中断。The node was stopped while the job ran.")
        : (JobStep.Cancel, JobRunEnd.Cancelled, "运行时被撤回。Withdrawn while it ran.");

    /// <summary>The node stops: running jobs are ended and say so.</summary>
    public async Task Stop()
    {
        stopping = true;
        halted.TrySetResult();
        running.CancelAll();
        await Idle();
    }

    private async Task<JobRunEnd> Run(JobRow row, bool network, bool sandboxed, int slot, CancellationToken cancel)
    {
        var job = new JobId(row.Id);
        var command = Json.Read<string[]>(row.Command);
        var script = await reads.ScriptOf(job, CancellationToken.None);
        if (!sandboxed && !BundledJobs.IsPinned(command, script))
        {
            return new JobRunEnd(false, 0, "compute.sandbox.unavailable", runner.Standing.Words, [], []);
        }

        var folder = await inputs.Lay(job, Json.Read<JobUse[]>(row.Uses), script, cancel);
        if (!folder.IsOk)
        {
            return new JobRunEnd(false, 0, folder.Refusal.Code, folder.Refusal.Detail, [], []);
        }

        if (!sandboxed)
        {
            await logs.Append(job, "node", JobCommands.RestrictedWarning);
        }

        var run = new JobRun(job, folder.Value, command, Json.Read<JobLimits>(row.Limits), options.Value.ResultsMax, network, slot);
        var lines = Channel.CreateBounded<RunLine>(new BoundedChannelOptions(LinesMax) { SingleReader = true });
        var writing = Write(job, lines.Reader);
        try
        {
            return sandboxed ? await runner.Run(run, lines.Writer, cancel) : await runner.RunRestricted(run, lines.Writer, cancel);
        }
        finally
        {
            lines.Writer.TryComplete();
            await writing;
        }
    }

    private async Task Write(JobId job, ChannelReader<RunLine> lines)
    {
        await foreach (var line in lines.ReadAllAsync())
        {
            await logs.Append(job, line.Error ? "err" : "out", line.Text);
        }
    }

    private async Task<Refusal?> Keep(JobRow row, JobRunEnd end, List<JobResultView> kept)
    {
        var job = new JobId(row.Id);
        var sources = Json.Read<JobUse[]>(row.Uses).Skip(1).Select(u => u.Asset).ToArray();
        foreach (var (name, path) in end.Files.Take(options.Value.ResultsMax))
        {
            var asset = new DerivedAsset(JobIds.Result(job, name), new MemberId(row.Member), $"{row.Name} · {name}", path, MediaTypes.Of(name), sources, job);
            var done = await derived.Keep(asset, row.Actor, CancellationToken.None);
            if (!done.IsOk)
            {
                return done.Refusal;
            }

            kept.Add(new JobResultView(done.Value, name));
        }

        foreach (var refused in end.Refused.Concat(end.Files.Skip(options.Value.ResultsMax).Select(f => $"{f.Name}: 超过 {options.Value.ResultsMax} 个文件。More than {options.Value.ResultsMax} files.")))
        {
            await logs.Append(job, "node", $"未保留的结果 Result not kept: {refused}");
        }

        return null;
    }

    /// <summary>Records the end; waits for a store that is busy, since a job that ended must not stay running.</summary>
    private async Task End(JobId job, JobStep step, string outcome, string statement, DateTimeOffset at, IReadOnlyList<JobResultView> kept, IReadOnlyList<HeldOutput> held)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await reads.Find(job, CancellationToken.None) is not { State: JobState.Running } row)
            {
                return;
            }

            if (row is { Sealed: true, CancelAskedAt: not null })
            {
                // Whether the run was over before it was withdrawn is not told: who asks for an end would measure it.
                (step, outcome, statement) = Withdrawn();
            }

            if (step == JobStep.Cancel)
            {
                sealedRuns.Drop(held);
                held = [];
            }

            var evicted = step == JobStep.Cancel && row is { EvictAskedAt: not null, CancelAskedAt: null };
            var done = evicted
                ? await ending.Evict(row, row.EvictReason!, at, CancellationToken.None)
                : await ending.Commit(row, step, outcome, statement, at, kept, "node", CancellationToken.None, held);
            if (done.IsOk)
            {
                loads.Forget(new RunName(job, row.Attempt));
                if (outcome == NodeStopped)
                {
                    await logs.Append(job, "node", statement);
                }

                Log.Ended(log, job, outcome);
                await airlocks.Deliver(held, CancellationToken.None);
                return;
            }

            if (attempt == Tries)
            {
                Log.EndNotRecorded(log, job, done.Refusal.Code);
                return;
            }

            if (done.Refusal.Code != "state.stale")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), clock);
            }
        }
    }
}
