using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>The end of a job is one commit: state, devices given back, reading, uses and facts.</summary>
internal sealed class JobEnding(IGate gate, ILane lane, JobMeters meters, RunLoads loads, CohortNews news)
{
    /// <summary>How a run ended that gave its devices back.</summary>
    public const string EvictedWord = "evicted";

    /// <summary>Why a run was given back: its cluster took the devices for work of its own, which nobody here asked for.</summary>
    public const string ClusterPreempted = "cluster-preempted";

    /// <summary>In the log: an attempt was given devices of a cluster.</summary>
    public const string AdmittedVerb = "job.admitted";

    /// <summary>In the log: an attempt began to compute.</summary>
    public const string StartedVerb = "job.started";

    /// <summary>In the log: an attempt was given back.</summary>
    public const string EvictedVerb = "job.evicted";

    /// <summary>In the log: an attempt was lost with its cluster.</summary>
    public const string LostVerb = "job.run-lost";
    private const int CodeMax = 100;
    private const int StatementMax = 2000;

    /// <summary>Ends a job as it was read; answers <c>state.stale</c> when it was changed meanwhile, <c>compute.job.state</c> when it can't end so.</summary>
    public Task<Result<Committed>> Commit(JobRow row, JobStep step, string outcome, string statement, DateTimeOffset at, IReadOnlyList<JobResultView> results, string actor, CancellationToken stop, IReadOnlyList<HeldOutput>? outputs = null) =>
        Finish(row, step, outcome, statement, at, results, actor, outputs, lost: step == JobStep.Lose, stop);

    /// <summary>Ends a job that its sender has withdrawn and whose run was lost before its cluster could end it: withdrawn, and nobody pays for that run.</summary>
    public Task<Result<Committed>> Withdraw(JobRow row, string statement, DateTimeOffset at, CancellationToken stop) =>
        Finish(row, JobStep.Cancel, JobRunEnd.Cancelled, statement, at, [], "node", null, lost: true, stop);

    private async Task<Result<Committed>> Finish(JobRow row, JobStep step, string outcome, string statement, DateTimeOffset at, IReadOnlyList<JobResultView> results, string actor, IReadOnlyList<HeldOutput>? outputs, bool lost, CancellationToken stop)
    {
        if (JobTransitions.Next(row.State, step) is not { } next || !JobTransitions.Ended(next))
        {
            return WrongState(row, step);
        }

        var uses = Json.Read<JobUse[]>(row.Uses);
        var word = JobTransitions.Word(next);
        var held = Held(row, at);
        var change = new Change(new Act($"job.{word}", actor, row.Member, [new JobId(row.Id).ToString(), new PoolId(row.RunPool ?? row.Pool).ToString(), .. uses.Skip(1).Select(u => u.Asset.ToString())], Code(outcome), "{}")).Update(row);
        if (JobTransitions.Holds(row.State))
        {
            Free(change, row);
        }
        else
        {
            change.Add<PoolLoadRow>(row.Pool, nameof(PoolLoadRow.Queued), -1);
        }

        row.State = next;
        row.Outcome = Code(outcome);
        row.Statement = statement.Length > StatementMax ? statement[..StatementMax] : statement;
        row.EndedAt = held?.To ?? at;
        row.DeviceMs = (row.DeviceMs ?? 0) + (held?.DeviceMs ?? 0);
        row.Results = Json.Write(results);
        row.Losses += lost ? 1 : 0;
        Meter(change, row, uses, held, word, lost || (next == JobState.Failed && JobOutcomes.ProviderFailed(row.Outcome)));
        foreach (var use in uses)
        {
            await gate.Finish(change, use.Use, word, row.EndedAt.Value, stop);
        }

        await FinishRunUse(change, row, word, row.EndedAt.Value, stop);
        change.Tell(Ended(row, held));
        foreach (var output in outputs ?? [])
        {
            output.Hold(change, row.EndedAt.Value);
        }

        var done = await lane.Commit(change, stop);
        if (done.IsOk)
        {
            news.Ended(row, byItself: step is JobStep.Succeed or JobStep.Fail && held is not null, row.IdleAwayMs(at));
            meters.Ended(word, held?.DeviceMs ?? 0);
        }

        return done;
    }

    /// <summary>
    /// Gives the devices of an attempt back and puts the job into its queue again: metered up to now, its uses of data and of its own pool stay open.
    /// Answers <c>state.stale</c> when it was changed meanwhile, <c>compute.job.state</c> when it holds nothing.
    /// </summary>
    public Task<Result<Committed>> Evict(JobRow row, string reason, DateTimeOffset at, CancellationToken stop) => GiveBack(row, reason, at, lost: false, stop);

    /// <summary>
    /// The same for a run that was lost with its cluster's node, cluster or agent: the pool's side has failed, so the owner of the pool is not paid for it, and what that run still says is not heard.
    /// </summary>
    public Task<Result<Committed>> Lose(JobRow row, string reason, DateTimeOffset at, CancellationToken stop) => GiveBack(row, reason, at, lost: true, stop);

    private async Task<Result<Committed>> GiveBack(JobRow row, string reason, DateTimeOffset at, bool lost, CancellationToken stop)
    {
        if (JobTransitions.Next(row.State, JobStep.Evict) is not { } next)
        {
            return WrongState(row, JobStep.Evict);
        }

        var uses = Json.Read<JobUse[]>(row.Uses);
        // A run that was given back before it began has used nothing, and leaves no reading.
        var held = Held(row, at) is { DeviceMs: > 0 } used ? used : (DeviceTime?)null;
        var change = new Change(new Act(lost ? LostVerb : EvictedVerb, "node", row.Member, [new JobId(row.Id).ToString(), new PoolId(row.RunPool!.Value).ToString()], Code(reason), "{}")).Update(row)
            .Add<PoolLoadRow>(row.Pool, nameof(PoolLoadRow.Queued), 1);
        Free(change, row);
        row.DeviceMs = (row.DeviceMs ?? 0) + (held?.DeviceMs ?? 0);
        row.WorkMs += row.Saves && held is { } run ? row.WorkOf(run.To - run.From) : 0;
        Meter(change, row, uses, held, lost ? JobTransitions.Word(JobState.Failed) : EvictedWord, providerFailed: lost);
        await FinishRunUse(change, row, "cancelled", at, stop);
        // What a run waited at a cluster is no work. At its own it would have waited alone too, and alone too that would have taken its devices for work of its own.
        var lostMs = row.WorkKept ? row.IdleMs(at) : long.MaxValue;
        var aloneMs = row.RunPool != row.Pool ? 0 : reason == ClusterPreempted ? long.MaxValue : row.IdleMs(at);
        row.State = next;
        row.Evictions += lost ? 0 : 1;
        row.Losses += lost ? 1 : 0;
        row.RunPool = null;
        row.Device = null;
        row.RunDevices = null;
        row.RunProvider = null;
        row.RunUse = null;
        row.AdmittedAt = null;
        row.StartedAt = null;
        row.EvictAskedAt = null;
        row.EvictReason = null;
        var done = await lane.Commit(change, stop);
        if (done.IsOk)
        {
            news.Released(row, lostMs, aloneMs);
        }

        return done;
    }

    public static Refusal WrongState(JobRow row, JobStep step) => new(
        "compute.job.state",
        "This is not possible now.",
        $"The job is in the state {JobTransitions.Word(row.State)}; the step {step.ToString().ToLowerInvariant()} is not possible from there.",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = JobTransitions.Word(row.State), ["step"] = step.ToString().ToLowerInvariant() });

    /// <summary>Evidence holds codes only; what a runner says is made one.</summary>
    private static string Code(string outcome)
    {
        var code = new string([.. outcome.ToLowerInvariant().Take(CodeMax).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-')]);
        return code.Length == 0 ? "unknown" : code;
    }

    /// <summary>A shared device stays busy until its scheduler has heard that nothing is left on it.</summary>
    private static void Free(Change change, JobRow row) => _ = row.Device is { } device
        ? change.Add<SharedDeviceRow>(device, nameof(SharedDeviceRow.MilliBusy), -row.Milli)
        : change.Add<PoolLoadRow>(row.RunPool!.Value, nameof(PoolLoadRow.DevicesBusy), -row.DevicesHeld);

    /// <summary>What the attempt has held so far; null when it has not begun to compute.</summary>
    private static DeviceTime? Held(JobRow row, DateTimeOffset at) =>
        JobTransitions.Holds(row.State) && row.StartedAt is { } started ? DeviceTime.Of(row.DevicesHeld, started, at, row.Milli) : null;

    private void Meter(Change change, JobRow row, JobUse[] uses, DeviceTime? held, string word, bool providerFailed)
    {
        if (held is not { } time)
        {
            return;
        }

        var (measuredMs, busyMs) = loads.Within(new RunName(new JobId(row.Id), row.Attempt), time.DeviceMs);
        var pool = row.RunUse is { } elsewhere ? Json.Read<JobUse>(elsewhere) : uses[0];
        change.Meter(new MeterRow
        {
            Id = JobIds.Reading(new JobId(row.Id), row.Attempt).Value,
            Agreement = pool.Agreement?.Value,
            Use = pool.Use.Value,
            Asset = pool.Asset.Value,
            Provider = pool.Provider.Value,
            Consumer = row.Member,
            Kind = "device.ms",
            Quantity = time.DeviceMs,
            From = time.From,
            To = time.To,
            Outcome = word,
            ProviderFailed = providerFailed,
            Demonstration = row.Demonstration,
            Trial = row.Trial,
        }).Insert(new IntervalRow
        {
            Id = JobIds.Reading(new JobId(row.Id), row.Attempt).Value,
            Job = row.Id,
            Attempt = row.Attempt,
            Pool = row.RunPool!.Value,
            Home = row.Pool,
            Member = row.Member,
            Kind = row.Kind,
            Devices = row.DevicesHeld,
            Milli = row.Milli,
            QueuedAt = row.QueuedAt,
            From = time.From,
            To = time.To,
            DeviceMs = time.DeviceMs,
            MeasuredMs = measuredMs,
            BusyMs = busyMs,
            Outcome = word,
            Wasted = JobTransitions.Ended(row.State) ? row.State != JobState.Succeeded : !row.WorkKept,
        }).Tell(new Fact("compute.interval.v1", row.Id, Json.Write(new
        {
            job = new JobId(row.Id).ToString(),
            attempt = row.Attempt,
            pool = new PoolId(row.RunPool.Value).ToString(),
            home = new PoolId(row.Pool).ToString(),
            provider = pool.Provider.ToString(),
            member = new MemberId(row.Member).ToString(),
            kind = row.Kind,
            outcome = word,
            devices = row.DevicesHeld,
            milli = row.Milli,
            fromMs = time.From.ToUnixTimeMilliseconds(),
            toMs = time.To.ToUnixTimeMilliseconds(),
            deviceMs = time.DeviceMs,
            measuredMs,
            busyMs,
            demonstration = row.Demonstration,
            trial = row.Trial,
        })));
    }

    private async Task FinishRunUse(Change change, JobRow row, string word, DateTimeOffset at, CancellationToken stop)
    {
        if (row.RunUse is { } elsewhere)
        {
            await gate.Finish(change, Json.Read<JobUse>(elsewhere).Use, word, at, stop);
        }
    }

    private static Fact Ended(JobRow row, DeviceTime? held) => new("compute.job.ended.v1", row.Id, Json.Write(new
    {
        job = new JobId(row.Id).ToString(),
        pool = new PoolId(row.RunPool ?? row.Pool).ToString(),
        member = new MemberId(row.Member).ToString(),
        provider = new MemberId(row.RunProvider ?? row.Provider).ToString(),
        attempts = row.Attempt,
        evictions = row.Evictions,
        state = JobTransitions.Word(row.State),
        outcome = row.Outcome,
        devices = row.Devices,
        queuedMs = row.QueuedAt.ToUnixTimeMilliseconds(),
        fromMs = held?.From.ToUnixTimeMilliseconds(),
        toMs = held?.To.ToUnixTimeMilliseconds(),
        deviceMs = row.DeviceMs,
        demonstration = row.Demonstration,
        trial = row.Trial,
        at = row.EndedAt,
    }));
}
