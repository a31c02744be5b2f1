using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Placement;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Store;

/// <summary>Takes, withdraws and repeats jobs.</summary>
internal sealed class JobCommands(
    ComputeReads reads, JobGate gate, SealedJobs sealing, JobEnding ending, IAssetAnswer assets, IMemberAnswer members, IJobRunner runner, RunningJobs running, AgentSessions sessions, CohortNews news, JobLogs logs, Uploads uploads, Exchange exchange, SentOnce once, ILane lane, IIds ids, TimeProvider clock, IOptions<ComputeOptions> options)
{
    /// <summary>Shown on a job that runs without a sandbox.</summary>
    private const string SealedHere = "不可见作业仅在本池运行。A sealed job runs at this pool and nowhere else.";
    private const string NothingSealed = "所用数据均可读取，声明的输出形式不起作用。All its data may be read: the declared forms have no effect.";
    private const string NowhereElse = "该算力池不在共享组，作业仅在本池运行。The pool is in no cohort: the job runs there and nowhere else.";
    public const string RestrictedWarning = "此节点没有沙箱：该自带作业以受限模式运行。This node has no sandbox: this bundled job runs in restricted mode.";

    private const int Tries = 8;
    private const int KindsShown = 40;

    public Task<Result<JobView>> Submit(JobSubmission submission, JobId? retryOf, Caller caller, CancellationToken stop) => once.Make(
        submission.Id, caller.Member, submission,
        async job => await reads.Find(job, stop) is { } row ? ComputeReads.View(row, caller.Member, null) : Unknown(job),
        () => SubmitNew(submission, retryOf, caller, stop), stop);

    private async Task<Result<JobView>> SubmitNew(JobSubmission submission, JobId? retryOf, Caller caller, CancellationToken stop)
    {
        if (JobRules.Check(submission, options.Value) is { } field)
        {
            return Refusal.Field(field.Field, field.Must, field.Was);
        }

        var script = submission.Bundled is { } bundled ? Bundle.Script(bundled) : submission.Script;
        IReadOnlyList<string> command = submission.Command ?? Scripts.Command(script!);
        var pinned = BundledJobs.IsPinned(command, script);
        var job = submission.Id ?? new JobId(ids.Next());
        if (await reads.Known(submission.Pool, stop) is not { } pool)
        {
            return new Refusal("compute.pool.unknown", "There is no such pool.", $"No pool has the id \"{submission.Pool}\".");
        }

        if (CheckPool(submission, pool, pool.Away && await reads.AgentOf(submission.Pool, stop) is not null) is { } closed)
        {
            return closed;
        }

        // One that is repeated asks for what it asked for before, whatever the rates are now.
        if (retryOf is null && submission.Workload?.Trim() is { } workload && await Unmeasured(workload, stop) is { } unmeasured)
        {
            return unmeasured;
        }

        if (submission.Priority > 0 && pool.Member != caller.Member.Value)
        {
            return Refusal.Field("priority", "at most 0 on another organisation's pool", $"{submission.Priority}");
        }

        if (pool.Backend == PoolBackends.Node && !pinned && !runner.Standing.Available)
        {
            return NoSandbox(runner.Standing);
        }

        if (submission.Code is { } code && !uploads.Arrived(caller.Member, code).Whole)
        {
            return new Refusal("compute.code.missing", "The code has not arrived.", $"No upload of your organisation has the SHA-256 {code}: upload it first.");
        }

        if (pool.Backend == PoolBackends.Node && JobRules.CheckNode(submission, options.Value) is { } beyond)
        {
            return Refusal.Field(beyond.Field, beyond.Must, beyond.Was);
        }

        if ((submission.Code ?? submission.Image) is not null && pool.Backend == PoolBackends.Node)
        {
            return new Refusal("compute.pool.backend", "This pool takes scripts only.", "Folders of code and images run on attached clusters; this pool runs its jobs in the node's sandbox. 代码目录与镜像只能在接入的集群上运行；该算力池的作业在节点沙箱内运行，只接受脚本。");
        }

        var sets = submission.DataSets ?? [];
        if (await CheckInputs(sets, stop) is { } unfit)
        {
            return unfit;
        }

        if (sealing.CheckOutputs(submission) is { } odd)
        {
            return odd;
        }

        var asked = PartOf(submission, pool);
        if (!asked.IsOk)
        {
            return asked.Refusal;
        }

        var (milli, memoryMib, part) = asked.Value;
        var limits = JobRules.Complete(submission.Limits, options.Value, pool.Backend == PoolBackends.Agent);
        var deviceMs = submission.Devices * (limits.WallSeconds ?? 0) * (long)milli;
        var uses = await gate.Uses(job, submission.Purpose, pool, deviceMs, sets, submission.Sealed, caller, stop);
        var unseen = submission.Sealed || uses.Skip(1).Any(JobGate.Unseen);
        if (unseen && await sealing.Against(submission, pool, await sealing.Foreign(sets, caller.Member, stop), caller.Member, stop) is { } kept)
        {
            // What the terms refuse comes first: where and in which form is asked of who may at all.
            return await gate.RefuseNow(uses, caller, stop) ?? kept;
        }

        var places = submission.Elsewhere && !unseen && pool.Cohort is not null ? await Elsewhere(job, submission, pool, milli, memoryMib, sets, caller, stop) : [];
        var known = await reads.KnownPools(stop);
        if (submission is { Elsewhere: true, Models: { Count: > 0 } wanted } && pool.Cohort is { } cohort && !known.Values.Any(p => p.Cohort == cohort && wanted.Contains(p.Model, StringComparer.OrdinalIgnoreCase)))
        {
            return Refusal.Field("models", "the model of a pool of its cohort", string.Join(", ", wanted));
        }

        if (submission.Devices > pool.Devices)
        {
            // A pool may borrow for a job that it is too small for itself, where another one is large enough.
            var most = places.Select(p => known[p].Devices).Append(pool.Devices).Max();
            if (submission.Devices > most)
            {
                return TooMany(submission, most, cohort: true);
            }
        }

        if (Unfit(pool, submission.DevicesMin ?? submission.Devices, limits) is { } unheld && !places.Any(p => Lends(known[p], submission, limits)))
        {
            return Refusal.Field(unheld.Field, unheld.Must, unheld.Was);
        }

        var member = await members.Of(caller.Member, stop);
        for (var attempt = 1; ; attempt++)
        {
            var change = new Change(new Act("job.queued", caller.Subject, caller.Member.Value, [job.ToString(), submission.Pool.ToString(), .. sets.Select(s => s.ToString())], "done", "{}"));
            if (await gate.Permit(change, uses, stop) is not { } permitted)
            {
                // What was refused a moment ago and is permitted now is sent again.
                return await gate.Refuse(uses, caller, stop) ?? Changed();
            }

            var row = new JobRow
            {
                Id = job.Value,
                Version = 1,
                Pool = pool.Id,
                Provider = pool.Member,
                Member = caller.Member.Value,
                Actor = caller.Subject,
                Name = submission.Name.Trim(),
                State = JobState.Queued,
                Purpose = submission.Purpose,
                Devices = submission.Devices,
                ExpectedSeconds = submission.ExpectedSeconds,
                Priority = submission.Priority,
                DevicesMin = submission.DevicesMin < submission.Devices ? submission.DevicesMin : null,
                Workload = submission.Workload?.Trim(),
                Milli = milli,
                DeviceMemoryMib = memoryMib,
                Part = part,
                Models = submission.Models is { } models ? Json.Write(models) : null,
                QueuedAt = clock.GetUtcNow(),
                Command = Json.Write(command),
                Limits = Json.Write(limits),
                Uses = Json.Write(permitted),
                Warnings = Json.Write(Warnings(submission, pool, unseen)),
                Elsewhere = submission.Elsewhere && !unseen,
                Sealed = unseen,
                Outputs = Json.Write(unseen ? submission.Outputs ?? [] : []),
                Places = Json.Write(places),
                Saves = submission.Saves,
                Kind = submission.Kind ?? JobRules.KindDefault,
                Code = submission.Code,
                Image = submission.Image,
                NeedsAgent = JobRules.NeedsAgent(submission, options.Value),
                Bundled = pinned,
                RetryOf = retryOf?.Value,
                Trial = member is { Trial: true },
                Demonstration = pool.Demonstration || member is { Demonstration: true } || permitted.Any(u => u.Demonstration),
            };
            change.Insert(row).Add<PoolLoadRow>(pool.Id, nameof(PoolLoadRow.Queued), 1, nameof(PoolLoadRow.QueuedMax));
            if (script is not null)
            {
                change.Insert(new ScriptRow { Id = row.Id, Text = script });
            }

            var done = await lane.Commit(SentOnce.With(change, submission.Id, caller.Member, submission), stop);
            if (done.IsOk)
            {
                news.Queued(row);
                running.Ring();
                return ComputeReads.View(row, caller.Member, null);
            }

            switch (done.Refusal.Code)
            {
                case "state.stale" when attempt < Tries:
                    continue;
                case "reservation.exceeded":
                    return await Full(submission.Pool, stop) ?? await gate.Refuse(uses, caller, stop) ?? Changed();
                case "state.exists":
                    // The id is taken: by a job, or by one that was refused before it was any.
                    return await reads.Find(job, stop) is not null ? done.Refusal : await gate.Refuse(uses, caller, stop) ?? done.Refusal;
                default:
                    return done.Refusal;
            }
        }
    }

    public async Task<Result<JobView>> Cancel(JobId job, Caller caller, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await reads.Find(job, stop) is not { } row || row.Member != caller.Member.Value)
            {
                return Unknown(job);
            }

            if (JobTransitions.Next(row.State, JobStep.Cancel) is null)
            {
                return JobEnding.WrongState(row, JobStep.Cancel);
            }

            var queued = row.State == JobState.Queued;
            Result<Committed> done;
            if (queued)
            {
                done = await ending.Commit(row, JobStep.Cancel, "cancelled", "排队时被撤回。Withdrawn while it waited.", clock.GetUtcNow(), [], caller.Subject, stop);
            }
            else
            {
                // Asked once more it means what is known by now, such as that its results are being uploaded.
                row.CancelAskedAt = clock.GetUtcNow();
                done = await lane.Commit(new Change(new Act("job.cancel-asked", caller.Subject, row.Member, [job.ToString()], "done", "{}")).Update(row), stop);
            }

            if (done.IsOk)
            {
                if (queued)
                {
                    logs.Complete(job);
                    running.Ring();
                }
                else
                {
                    running.Cancel(job);
                    sessions.Ring(new PoolId(row.RunPool!.Value));
                }

                return await reads.Find(job, stop) is { } after ? ComputeReads.View(after, caller.Member, null) : Unknown(job);
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    public async Task<Result<JobView>> Retry(JobId job, Caller caller, CancellationToken stop)
    {
        if (await reads.Find(job, stop) is not { } row || row.Member != caller.Member.Value)
        {
            return Unknown(job);
        }

        if (!JobTransitions.MayRetry(row.State))
        {
            return new Refusal("compute.job.state", "This job is not repeated.", $"The job is {JobTransitions.Word(row.State)}; only failed and cancelled jobs are repeated.", new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = JobTransitions.Word(row.State), ["step"] = "retry" });
        }

        var again = new JobSubmission(
            null, new PoolId(row.Pool), row.Name, Json.Read<string[]>(row.Command), await reads.ScriptOf(job, stop), null,
            [.. Json.Read<JobUse[]>(row.Uses).Skip(1).Select(u => u.Asset)], row.Purpose, row.Devices, Json.Read<JobLimits>(row.Limits))
        {
            Elsewhere = row.Elsewhere,
            Saves = row.Saves,
            Models = row.Models is { } models ? Json.Read<string[]>(models) : null,
            ExpectedSeconds = row.ExpectedSeconds,
            Priority = row.Priority,
            DevicesMin = row.DevicesMin,
            Workload = row.Workload,
            ShareMilli = row.Milli < SharedDevices.Whole ? row.Milli : null,
            DeviceMemoryMib = row.DeviceMemoryMib > 0 ? row.DeviceMemoryMib : null,
            Kind = row.Kind,
            Sealed = row.Sealed,
            Outputs = row.Sealed ? Json.Read<OutputForm[]>(row.Outputs) : null,
            Code = row.Code,
            Image = row.Image,
        };
        return await Submit(again, job, caller, stop);
    }

    public static Refusal NoSandbox(SandboxStanding standing) => new(
        "compute.sandbox.unavailable",
        "This node can't run members' jobs.",
        $"没有可用的沙箱，只能运行节点自带的作业。There is no sandbox, so only the node's bundled jobs run here: {standing.Words}",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["words"] = standing.Words });

    public static Refusal Unknown(JobId job) => new("compute.job.unknown", "There is no such job of yours.", $"Your organisation has no job with the id \"{job}\".");

    private string[] Warnings(JobSubmission submission, PoolRow pool, bool unseen)
    {
        var warnings = new List<string>();
        if (unseen)
        {
            warnings.Add(SealedRuns.Warning);
            if (submission.Outputs is not { Count: > 0 })
            {
                warnings.Add(SealedRuns.NothingOut);
            }
        }
        else if (submission.Outputs is { Count: > 0 })
        {
            warnings.Add(NothingSealed);
        }

        if (pool.Backend != PoolBackends.Agent && !runner.Standing.Available)
        {
            warnings.Add(RestrictedWarning);
        }

        if (submission.Elsewhere && (unseen || pool.Cohort is null))
        {
            warnings.Add(unseen ? SealedHere : NowhereElse);
        }

        return [.. warnings];
    }

    private static Refusal Changed() => new("state.stale", "Something changed meanwhile.", "What stood in the way a moment ago does not any more: send the job again.");

    private static Refusal TooMany(JobSubmission submission, int devices, bool cohort) => new(
        "compute.devices.exceeded",
        "The pool has fewer devices.",
        cohort
            ? $"The job asks for {CountWords.Of(submission.Devices, "device")}; the largest pool where it may run has {devices}, and one run is not spread over several pools."
            : $"The job asks for {CountWords.Of(submission.Devices, "device")}; the pool has {devices}.",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["asked"] = submission.Devices.ToString(), ["devices"] = devices.ToString(), ["field"] = "devices" });

    /// <summary>A workload is a kind of job that the node's rates name: any other would be exchanged at none, in silence.</summary>
    private async Task<Refusal?> Unmeasured(string workload, CancellationToken stop)
    {
        var kinds = (await exchange.Rates(stop))?.Kinds.Select(k => k.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() ?? [];
        if (kinds.Contains(workload, StringComparer.Ordinal))
        {
            return null;
        }

        var known = string.Join(", ", kinds.Take(KindsShown).Select(k => $"\"{k}\"")) + (kinds.Count > KindsShown ? ", …" : "");
        return new Refusal(
            "compute.workload.unmeasured",
            "There are no rates for this workload.",
            kinds.Count == 0
                ? $"本节点尚未设置折算率，请勿给出作业种类“{workload}”。The node has no rates of exchange, so \"{workload}\" says nothing: leave the workload out, or ask an operator to set them."
                : $"折算率表中没有作业种类“{workload}”，现有：{known}。The node's rates of exchange have no workload \"{workload}\"; they have {known}. Name one of them, or none.",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = "workload", ["was"] = workload, ["known"] = known });
    }

    /// <summary>What a job holds of its device: thousandths, memory, and the name of the part where the model has fixed ones. A share that no part holds is a whole device.</summary>
    private static Result<(int Milli, long MemoryMib, string? Part)> PartOf(JobSubmission submission, PoolRow pool)
    {
        if (submission.ShareMilli is not { } milli)
        {
            return (SharedDevices.Whole, 0L, null);
        }

        if (!pool.SharesDevices)
        {
            return new Refusal("compute.pool.shares", "This pool gives whole devices only.", $"Pool \"{new PoolId(pool.Id)}\" does not share its devices; ask for --devices 1, or its owner for keyeco pools change --share-devices true. 算力池“{new PoolId(pool.Id)}”不分片设备：请改用 --devices 1，或请其所有者执行 keyeco pools change --share-devices true。");
        }

        var memoryMib = submission.DeviceMemoryMib ?? 0;
        if (pool.DeviceMemoryMib > 0 && memoryMib > pool.DeviceMemoryMib)
        {
            return Refusal.Field("deviceMemoryMib", $"at most {pool.DeviceMemoryMib}", $"{memoryMib}");
        }

        if (!VnpuTemplates.Has(pool.Model))
        {
            return (milli, memoryMib, null);
        }

        var billed = VnpuTemplates.Billed(new TaskSpec(0, 0, 1, milli, 0, (int)memoryMib), pool.Model);
        return billed.Shares ? (billed.MilliPerDevice, billed.DeviceMemoryMiB, VnpuTemplates.RoundUp(pool.Model, milli, (int)memoryMib)?.Name) : (SharedDevices.Whole, 0L, null);
    }

    /// <summary>Quiet hours and the silence of an agent end: a job waits for that. A cluster that was never attached may never be.</summary>
    private static Refusal? CheckPool(JobSubmission submission, PoolRow pool, bool attachedBefore)
    {
        if (pool is { DevicesOpen: 0, Quiet: false } && !(pool.Away && (attachedBefore || (pool.Cohort is not null && submission.Elsewhere))))
        {
            return new Refusal("compute.pool.closed", "The pool takes no jobs now.", !pool.Offered ? "其所有者未开放。Its owner does not offer it now." : !pool.Attached ? "其集群从未连接：所有者的代理（keyeco agent）尚未呼叫。Its cluster was never attached: its owner's agent (keyeco agent) has not called yet." : !pool.Healthy ? "其设备有故障，请稍后再试。Its devices are not healthy; try later." : "其集群报告没有可用设备，请稍后再试。Its cluster reports no device that works; try later.");
        }

        if (submission.DevicesMin is not null && pool.Schedule is null)
        {
            return Refusal.Field("devicesMin", "left out on a pool that is in no cohort", $"{submission.DevicesMin}");
        }

        if (submission.Saves && pool.Backend != PoolBackends.Agent)
        {
            return Refusal.Field("saves", "left out at a pool of the node itself, which keeps no /checkpoint", "true");
        }

        return submission.Devices > pool.Devices && !(submission.Elsewhere && pool.Cohort is not null) ? TooMany(submission, pool.Devices, cohort: false) : null;
    }

    /// <summary>Whether a job of a pool's queue can run on another one, whatever the Gate says: devices of the kind, of a model that will do, and a cluster where the job needs one.</summary>
    public static bool Alike(PoolRow home, PoolRow other, IReadOnlyList<string>? models, bool needsAgent, int milli, long memoryMib) =>
        (milli == SharedDevices.Whole || (other.SharesDevices && (other.DeviceMemoryMib == 0 || memoryMib <= other.DeviceMemoryMib) && (other.Model == home.Model || (!VnpuTemplates.Has(home.Model) && !VnpuTemplates.Has(other.Model)))))
        && other.Class == home.Class && (models is null || models.Contains(other.Model, StringComparer.OrdinalIgnoreCase)) && (!needsAgent || other.Backend == PoolBackends.Agent);

    /// <summary>What no machine of a pool's cluster can ever give to a run, with its field; null when one can.</summary>
    public static (string Field, string Must, string? Was)? Unfit(PoolRow pool, int devices, JobLimits limits) => MachineRules.Unfit(pool.Machine, devices, limits.Cpus ?? 0, limits.MemoryMb ?? 0);

    private async Task<Refusal?> Full(PoolId pool, CancellationToken stop) =>
        await reads.LoadOf(pool, stop) is { } load && load.Queued >= load.QueuedMax
            ? new Refusal("compute.queue.too-many", "The pool's queue is full.", $"{CountWords.Of(load.QueuedMax, "job")} may wait for this pool; send it again later.")
            : null;

    /// <summary>Whether a pool ever lends as much as a job asks for: a machine that holds it, and with each device no more than comes with it. How many devices are exchanged for unlike ones is not known here.</summary>
    private static bool Lends(PoolRow pool, JobSubmission submission, JobLimits limits) => submission.Workload is not null || (
        Unfit(pool, submission.DevicesMin ?? submission.Devices, limits) is null && pool.Each.Covers(submission.Devices, limits.Cpus ?? 0, limits.MemoryMb ?? 0));

    /// <summary>Other pools of the cohort that have such devices, and where the Gate permits the job.</summary>
    private async Task<Guid[]> Elsewhere(JobId job, JobSubmission submission, PoolRow home, int milli, long memoryMib, IReadOnlyList<AssetId> sets, Caller caller, CancellationToken stop)
    {
        var like = (await reads.KnownPools(stop)).Values.OrderBy(p => p.Id).Where(p => p.Id != home.Id && p.Cohort == home.Cohort && Alike(home, p, submission.Models, submission.Saves || JobRules.NeedsAgent(submission, options.Value), milli, memoryMib));
        return [.. (await gate.Places(job, submission.Purpose, like, sets, caller, stop)).Select(p => p.Id)];
    }

    private async Task<Refusal?> CheckInputs(IReadOnlyList<AssetId> sets, CancellationToken stop)
    {
        long bytes = 0;
        foreach (var set in sets)
        {
            // A data set that is not there is the Gate's to refuse, with its record.
            if (await assets.Of(set, stop) is not { } facts)
            {
                continue;
            }

            if (facts.Kind != "dataset")
            {
                return new Refusal("compute.asset.kind", "A job reads data sets.", $"Asset \"{set}\" is of kind {facts.Kind}.");
            }

            if (await assets.ContentOf(set, stop) is not { } path || !File.Exists(path))
            {
                return new Refusal("compute.dataset.empty", "A data set has no content here.", $"Data set \"{set}\" has no bytes on this node yet.");
            }

            bytes += new FileInfo(path).Length;
        }

        return bytes > options.Value.InputBytesMax
            ? new Refusal("compute.inputs.exceeded", "The inputs are too large.", $"The data sets have {bytes} bytes together; a job reads at most {options.Value.InputBytesMax}.")
            : null;
    }
}
