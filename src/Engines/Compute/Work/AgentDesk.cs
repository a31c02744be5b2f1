using System.Collections.Concurrent;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Work;

/// <summary>
/// Where agents of attached clusters call. An agent says what it holds and gets what it is to do; both are states and no messages, so that a lost answer,
/// a repeated call and a restart on either side change nothing. What a session with an older epoch says is refused.
/// </summary>
internal sealed class AgentDesk(
    ComputeReads reads, JobEnding ending, RunFiles files, ComputeFolders folders, AgentSessions sessions, RunLoads loads, RunWaits waits, PoolCommands pools, JobLogs logs, RunningJobs running, CohortNews news, IDerivedAssets derived, SealedRuns sealedRuns, Airlocks airlocks, ILane lane, TimeProvider clock,
    IOptions<ComputeOptions> options, ILogger<AgentDesk> log)
{
    private const int Tries = 8;

    /// <summary>Sealed runs that are over and wait for their coarse end; an agent says the end again until it is taken.</summary>
    private readonly ConcurrentDictionary<RunName, (RunReport Report, DateTimeOffset At, SealedEnd End)> resting = new();

    private const string AgentLost = "agent.lost";
    private const string Withdrawn = "运行时被撤回。Withdrawn while it ran.";
    private const string NodeFailed = "agent.node.failed";

    /// <summary>Somebody killed the run at its machine, or the machine was shut down.</summary>
    private const string Killed = "agent.run.killed";

    /// <summary>Its administrator, or a controller that had forgotten the run, ended it at the cluster; nobody here asked for that.</summary>
    private const string EndedThere = "agent.cancelled";


    /// <summary>A cluster's clock may be ahead by this much before its instants are cut to the node's.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(1);

    /// <summary>Begins a session: the epoch grows, and what an earlier session still says is refused.</summary>
    public async Task<Result<AgentWelcome>> Hello(PoolId id, AgentHello hello, Caller caller, CancellationToken stop)
    {
        if (AgentRules.Check(hello) is { } field)
        {
            return Refusal.Field(field.Field, field.Must, field.Was);
        }

        for (var attempt = 1; ; attempt++)
        {
            if (await reads.Find(id, stop) is not { } pool || pool.Member != caller.Member.Value)
            {
                return Unknown(id);
            }

            if (pool.Backend != PoolBackends.Agent)
            {
                return new Refusal("compute.pool.backend", "This pool has no agent.", $"Pool \"{id}\" runs its jobs on the node itself; register a pool with the backend agent. 算力池“{id}”的作业在节点自身运行，没有代理；请登记后端为 agent 的算力池。");
            }

            if (await Stranger(id, hello, stop) is { } stranger)
            {
                return stranger;
            }

            var agent = await reads.AgentOf(id, stop);
            var row = new AgentRow { Id = id.Value, Version = agent?.Version ?? 1, Epoch = (agent?.Epoch ?? 0) + 1, Backend = hello.Backend, SharesDevices = hello.SharesDevices, Seals = hello.Seals, Since = clock.GetUtcNow(), Devices = Json.Write(hello.Devices) };
            var change = new Change(new Act(PoolCommands.AttachedVerb, caller.Subject, pool.Member, [id.ToString(), new AssetId(pool.Asset).ToString()], "done", "{}"));
            _ = agent is null ? change.Insert(row) : change.Update(row);
            PoolCommands.Alter(change, pool, await reads.ToldOf(id, stop), row =>
            {
                PoolCommands.Attach(row);
                PoolCommands.SetDevices(row, hello.Devices);
            }, clock.GetUtcNow());
            // Before it is attached: who watches would take it for silent since the node's start.
            sessions.Called(id);
            sessions.IsFirst(id);
            var done = await lane.Commit(change, stop);
            if (done.IsOk)
            {
                sessions.Attached(id, hello.Memory);
                news.Changed(id);
                running.Ring();
                Log.AgentAttached(log, id, hello.Backend, row.Epoch);
                var held = await reads.Held(id, stop);
                return new AgentWelcome(id, pool.Title, row.Epoch, options.Value.AgentLeaseSeconds, [.. held.Select(Name)]);
            }

            if (attempt == Tries || done.Refusal.Code is not ("state.stale" or "state.exists"))
            {
                return done.Refusal;
            }
        }
    }

    /// <summary>Takes what the agent says and answers with orders; without any it waits for some.</summary>
    public async Task<Result<AgentOrders>> Orders(PoolId id, long epoch, AgentCall call, TimeSpan wait, Caller caller, CancellationToken stop)
    {
        if (AgentRules.Check(call) is { } field)
        {
            return Refusal.Field(field.Field, field.Must, field.Was);
        }

        var session = await Session(id, epoch, caller, stop);
        if (!session.IsOk)
        {
            return session.Refusal;
        }

        sessions.Called(id);
        if (sessions.IsFirst(id) && session.Value.Attached)
        {
            await pools.HearAgain(id, stop);
        }

        if (call.Memory is { } memory)
        {
            sessions.Attached(id, memory);
        }

        if (!session.Value.Attached)
        {
            await pools.Hear(id, stop);
        }

        if (call.Devices is { } devices)
        {
            await pools.SeeDevices(id, devices, stop);
        }

        await Take(id, call.Holds, stop);
        var said = call.Holds.ToDictionary(h => new RunName(h.Job, h.Attempt));
        var until = clock.GetUtcNow() + wait;
        while (true)
        {
            var heard = sessions.Rings(id);
            var orders = await Decide(session.Value, said, stop);
            var left = until - clock.GetUtcNow();
            if (orders.Begin.Count + orders.End.Count + orders.Forget.Count > 0 || left <= TimeSpan.Zero)
            {
                return orders;
            }

            await sessions.Wait(id, heard, left, stop);
            session = await Session(id, epoch, caller, stop);
            if (!session.IsOk)
            {
                return session.Refusal;
            }
        }
    }

    /// <summary>A run that the caller's agent holds now, or the refusal.</summary>
    public async Task<Result<JobRow>> Run(PoolId id, long epoch, RunName run, Caller caller, CancellationToken stop)
    {
        if (await Session(id, epoch, caller, stop) is { IsOk: false } refused)
        {
            return refused.Refusal;
        }

        sessions.Called(id);
        return await reads.Find(run.Job, stop) is { } row && Holds(row, id, run)
            ? row
            : new Refusal("compute.run.unknown", "This run is not yours.", $"Run \"{run.Key}\" holds no devices of this pool any more. 运行“{run.Key}”已不再占用该算力池的设备。");
    }

    /// <summary>Takes lines of a run; those that came before are left out.</summary>
    public async Task<Result<long>> Lines(PoolId id, long epoch, RunName run, RunLines lines, Caller caller, CancellationToken stop)
    {
        if (lines.Lines is null || lines.Lines.Count > AgentRules.LinesMax || lines.From < 0)
        {
            return Refusal.Field("lines", $"at most {AgentRules.LinesMax}", $"{lines.Lines?.Count} lines from {lines.From}");
        }

        var held = await Run(id, epoch, run, caller, stop);
        return held.IsOk ? await logs.AppendOnce(run.Job, run.Attempt, lines, stop) : held.Refusal;
    }

    /// <summary>Runs of agents that have not called for their whole lease are lost: metered up to the last call. Pools whose agents are silent take no more jobs.</summary>
    public async Task Watch(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var (run, (report, until, end)) in resting.Where(r => r.Value.At <= now))
        {
            if (await reads.Find(run.Job, stop) is not { } row || !JobTransitions.Holds(row.State) || row.Attempt != run.Attempt || await End(row, report, stop, (until, end)))
            {
                resting.TryRemove(run, out _);
            }
        }

        foreach (var pool in (await reads.Pools(stop)).Where(p => p.Backend == PoolBackends.Agent))
        {
            var id = new PoolId(pool.Id);
            var last = sessions.LastCall(id);
            if (pool.Attached && now - last > TimeSpan.FromSeconds(options.Value.AgentSilentSeconds))
            {
                await pools.Silence(id, stop);
                Log.AgentSilent(log, id, last);
            }

            if (now - last <= TimeSpan.FromSeconds(options.Value.AgentLeaseSeconds))
            {
                continue;
            }

            await pools.Discount(id, stop);
            foreach (var row in await reads.Held(id, stop))
            {
                await Lose(row, AgentLost, last, "集群代理失去联系。The cluster's agent has not called for its whole lease; the run is taken for lost and metered up to the last call.", stop);
            }
        }
    }

    private static RunName Name(JobRow row) => new(new JobId(row.Id), row.Attempt);

    private static bool Holds(JobRow row, PoolId pool, RunName run) => row.RunPool == pool.Value && row.Attempt == run.Attempt && JobTransitions.Holds(row.State);

    private static Refusal Unknown(PoolId id) => new("compute.pool.unknown", "There is no such pool of yours.", $"Your organisation has no pool with the id \"{id}\".");

    /// <summary>The pool of a session that has not been followed by another.</summary>
    private async Task<Result<PoolRow>> Session(PoolId id, long epoch, Caller caller, CancellationToken stop)
    {
        if (await reads.Find(id, stop) is not { } pool || pool.Member != caller.Member.Value || await reads.AgentOf(id, stop) is not { } agent)
        {
            return Unknown(id);
        }

        return agent.Epoch == epoch
            ? pool
            : new Refusal("compute.agent.state", "Another session has begun.", $"This session has the epoch {epoch}; the pool's agent has begun one with {agent.Epoch}. Two agents of one pool are not run at a time.");
    }

    /// <summary>An agent with another memory would lose the runs of the one before, whether that still calls or is about to be started again: until they are lost it must say that it means to.</summary>
    private async Task<Refusal?> Stranger(PoolId id, AgentHello hello, CancellationToken stop)
    {
        if (hello.TakesOver || sessions.MemoryOf(id) is not { } known || hello.Memory == known)
        {
            return null;
        }

        var (last, now, runs) = (sessions.LastCall(id), clock.GetUtcNow(), (await reads.Held(id, stop)).Count);
        var until = last + TimeSpan.FromSeconds(runs > 0 ? options.Value.AgentLeaseSeconds : options.Value.AgentSilentSeconds);
        if (now > until)
        {
            return null;
        }

        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["runs"] = $"{runs}", ["leaseUntil"] = $"{until:O}" };
        return runs > 0
            ? new Refusal(
                "compute.agent.state", "Another agent's runs would be lost.",
                $"该算力池 {runs} 个作业由另一 --state 目录的代理持有（最近一次呼叫 {last:u}）。请以原来的 --state 目录和选项启动代理，运行会接续。若该目录已不存在：以 --take-over 启动，这些作业视为丢失并重新排队，仍在集群上运行的部分无人结束，须自行终止；或等到 {until:u} 租期届满。" +
                $"Jobs of this pool that an agent with another --state folder holds: {runs}; it called last at {last:u}. Start the agent with that folder and the same options as before: the runs go on. Where that folder is gone: start it with --take-over, which loses these runs (the jobs wait again and start anew; what still runs at the cluster is ended by nobody, so end it there), or wait until {until:u}, when they are lost in any case.",
                facts)
            : new Refusal(
                "compute.agent.state", "Another agent serves this pool.",
                $"另一 --state 目录的代理正在服务该算力池（最近一次呼叫 {last:u}），未持有作业。若它应继续服务，则无需再启动；若已停止，请等到 {until:u} 再启动，或以 --take-over 立即接替。" +
                $"An agent with another --state folder serves this pool; it called last at {last:u} and holds no jobs. If it is to go on serving, nothing is to be started. If it has ended: start this one after {until:u}, or now with --take-over.",
                facts);
    }

    /// <summary>Brings the node's records to what the agent says.</summary>
    private async Task Take(PoolId id, IReadOnlyList<RunReport> reports, CancellationToken stop)
    {
        foreach (var report in reports)
        {
            var run = new RunName(report.Job, report.Attempt);
            waits.Said(run, report.Waits, report.ExpectedAt);
            for (var attempt = 1; attempt <= Tries && await reads.Find(report.Job, stop) is { } row && Holds(row, id, run); attempt++)
            {
                // How busy a sealed run keeps its devices says something of the data.
                if (report.Load is { } load && !row.Sealed)
                {
                    loads.Said(run, load);
                }

                if (report.State == AgentRules.Ended)
                {
                    if (await Rests(row, report, stop) || await End(row, report, stop))
                    {
                        break;
                    }
                }
                else if (report.State == AgentRules.Running && row.State == JobState.Admitted)
                {
                    row.State = JobState.Running;
                    row.StartedAt = Within(report.StartedAt, row.AdmittedAt!.Value, clock.GetUtcNow());
                    var change = new Change(new Act(JobEnding.StartedVerb, "agent", row.Member, [report.Job.ToString(), id.ToString()], "done", "{}")).Update(row);
                    if ((await lane.Commit(change, stop)).IsOk)
                    {
                        Log.Started(log, report.Job, row.DevicesHeld);
                        break;
                    }
                }
                else
                {
                    break;
                }
            }
        }

        // What an agent of ours does not hold it has never got, or has lost with its memory.
        var said = reports.Select(r => new RunName(r.Job, r.Attempt)).ToHashSet();
        foreach (var row in (await reads.Held(id, stop)).Where(r => r.State == JobState.Running && !said.Contains(Name(r))))
        {
            await Lose(row, AgentLost, clock.GetUtcNow(), "集群代理不再知道该作业。The cluster's agent does not know the run any more.", stop);
        }
    }

    /// <summary>
    /// Whether a sealed run that is over by itself, by its limits or by its sender's wish waits for its coarse end. That is taken when the node's heart beats, not when the agent calls: a call follows the end of a run.
    /// </summary>
    private async Task<bool> Rests(JobRow row, RunReport report, CancellationToken stop)
    {
        if (!row.Sealed || report.Ending == AgentRules.Preempted || (row.EvictAskedAt is not null && row.CancelAskedAt is null) || Lost(row, report) is not null)
        {
            return false;
        }

        if (!resting.ContainsKey(Name(row)))
        {
            // What it left is looked at before: the coarse end is committed at once when it comes, however long that took.
            var (step, outcome, statement) = EndOf(report);
            var end = await Seal(row, report.Results ?? [], step, outcome, statement, stop);
            Begun(row, report, clock.GetUtcNow());
            resting.TryAdd(Name(row), (report, sealedRuns.EndOf(row, clock.GetUtcNow()), end));
        }

        return true;
    }

    private static void Begun(JobRow row, RunReport report, DateTimeOffset at)
    {
        if (row.State == JobState.Admitted && report.StartedAt is { } started)
        {
            row.StartedAt = Within(started, row.AdmittedAt!.Value, at);
        }
    }

    private static (JobStep Step, string Outcome, string Statement) EndOf(RunReport report) => report switch
    {
        { Ending: null, ExitCode: 0 } => (JobStep.Succeed, "exit.0", report.Statement ?? ""),
        { Ending: null, ExitCode: { } code } => (JobStep.Fail, $"exit.{code}", report.Statement ?? ""),
        { Ending: JobRunEnd.Cancelled } => (JobStep.Cancel, JobRunEnd.Cancelled, report.ExitCode is null ? Withdrawn : "结果上传时被撤回：运行已结束，结果未保留，已用时间照常计费。Withdrawn while its results were uploaded: the run was over; its results are not kept, and its time is charged."),
        _ => (JobStep.Fail, report.Ending ?? "unknown", report.Statement ?? ""),
    };

    private static string? Lost(JobRow row, RunReport report) => report.Ending switch
    {
        AgentLost or NodeFailed or Killed => report.Ending,
        JobRunEnd.Cancelled when row.CancelAskedAt is null => EndedThere,
        _ => null,
    };

    /// <summary>Records the end of a run as the cluster says it; true when there is nothing more to do.</summary>
    private async Task<bool> End(JobRow row, RunReport report, CancellationToken stop, (DateTimeOffset At, SealedEnd End)? rested = null)
    {
        var job = report.Job;
        var now = clock.GetUtcNow();
        var at = rested?.At ?? Within(report.EndedAt, row.AdmittedAt!.Value, now);
        Begun(row, report, at);

        var results = report.Results ?? [];
        if (report.Ending == AgentRules.Preempted || (row.EvictAskedAt is not null && report.Ending == JobRunEnd.Cancelled))
        {
            await Save(row, report, stop);
            var (run, reason) = (row.Attempt, row.EvictReason ?? JobEnding.ClusterPreempted);
            var evicted = await ending.Evict(row, reason, at, stop);
            if (evicted.IsOk && reason == JobEnding.ClusterPreempted)
            {
                // Nobody here asked for it, so that nothing has told its sender yet.
                await logs.Append(job, "node", $"其集群将设备让给了集群自己的作业，第 {run} 次运行结束，作业重新排队。Its cluster gave the devices to work of its own: run {run} has ended, and the job waits for another.");
            }

            running.Ring();
            return Settled(evicted, job);
        }

        if (Lost(row, report) is { } lost)
        {
            await Save(row, report, stop);
            return await Lose(row, lost, at, report.Statement ?? "集群一侧终止了作业。It was ended at the cluster.", stop);
        }

        var kept = new List<JobResultView>();
        var (step, outcome, statement) = EndOf(report);
        IReadOnlyList<HeldOutput> held = [];
        if (row.Sealed)
        {
            (step, outcome, statement, held) = rested?.End ?? await Seal(row, results, step, outcome, statement, stop);
            if (row.CancelAskedAt is not null)
            {
                // Whether the run was over before it was withdrawn is not told.
                sealedRuns.Drop(held);
                (step, outcome, statement, held) = (JobStep.Cancel, JobRunEnd.Cancelled, Withdrawn, []);
            }
        }

        // Of a job whose results are not whole the others are kept all the same.
        var partly = outcome is JobOutcomes.DiskLimit or JobOutcomes.ResultsLost;
        if (!row.Sealed && (step == JobStep.Succeed || partly) && await Keep(row, results, kept, stop) is { } notKept)
        {
            (step, outcome, statement) = (JobStep.Fail, notKept.Code, notKept.Detail);
        }

        if (row is { Sealed: false, CancelAskedAt: not null } && report.Ending is null)
        {
            statement = TwoLanguages.Join($"撤回时其运行已自行结束，按实记录{(kept.Count > 0 ? "，结果保留" : "")}，时间照常计费。It had ended by itself before it could be told that it was withdrawn: it stands as it ended{(kept.Count > 0 ? ", with its results" : "")}, and its time is charged.", statement);
        }

        if (outcome == JobOutcomes.SetupFailed && !row.Sealed)
        {
            await logs.Append(job, "node", statement);
        }

        var done = await ending.Commit(row, step, outcome, statement, at, kept, "agent", stop, held);
        logs.Complete(job);
        running.Ring();
        if (done.IsOk)
        {
            Log.Ended(log, job, outcome);
            await airlocks.Deliver(held, stop);
        }

        return Settled(done, job);
    }

    /// <summary>What a run saved that did not finish is the next one's to go on from.</summary>
    private async Task Save(JobRow row, RunReport report, CancellationToken stop)
    {
        var saved = await files.Save(row, row.RunProvider!.Value, (report.Results ?? []).Where(r => r.Folder == RunFolders.Checkpoint), stop);
        row.Saved = saved.Count > 0 ? Json.Write(saved) : row.Saved;
        if (report.Left is { } left)
        {
            await logs.Append(new JobId(row.Id), "node", left);
        }
    }

    /// <summary>What a sealed run left goes into the airlock; its sender is told of its end what the run itself can't bring about.</summary>
    private async Task<SealedEnd> Seal(JobRow row, IReadOnlyList<RunFile> results, JobStep step, string outcome, string statement, CancellationToken stop)
    {
        if (row.CancelAskedAt is not null)
        {
            return new SealedEnd(JobStep.Cancel, JobRunEnd.Cancelled, Withdrawn, []);
        }

        var uploads = folders.UploadsOf(row.RunProvider!.Value);
        var left = results.Where(r => r.Folder == RunFolders.Out).Select(f => (f.Name, Path: uploads.PathOf(f.Sha256))).ToList();
        var held = await sealedRuns.Hold(row, outcome, statement, [.. left.Where(f => File.Exists(f.Path))], [.. left.Where(f => !File.Exists(f.Path)).Select(f => $"{f.Name}: 未送达。It has not arrived.")], stop);
        (step, outcome, statement) = SealedRuns.Told(step, outcome);
        return new SealedEnd(step, outcome, statement, held);
    }

    private bool Settled(Result<Committed> done, JobId job)
    {
        if (done.IsOk || done.Refusal.Code == "compute.job.state")
        {
            return true;
        }

        // A row that changed meanwhile is read again at once; the agent says the end again until it is taken.
        if (done.Refusal.Code != "state.stale")
        {
            Log.EndNotTaken(log, job, done.Refusal.Code);
        }

        return false;
    }

    private async Task<Refusal?> Keep(JobRow row, IReadOnlyList<RunFile> results, List<JobResultView> kept, CancellationToken stop)
    {
        var job = new JobId(row.Id);
        var uploads = folders.UploadsOf(row.RunProvider!.Value);
        var sources = Json.Read<JobUse[]>(row.Uses).Skip(1).Select(u => u.Asset).ToArray();
        foreach (var file in results.Where(r => r.Folder == RunFolders.Out).Take(options.Value.ResultsMax))
        {
            var path = uploads.PathOf(file.Sha256);
            if (!File.Exists(path))
            {
                return new Refusal("results.lost", "A result did not arrive.", $"结果 \"{file.Name}\" 未送达。Result \"{file.Name}\" was named but has not arrived.");
            }

            var asset = new DerivedAsset(JobIds.Result(job, file.Name), new MemberId(row.Member), $"{row.Name} · {file.Name}", path, MediaTypes.Of(file.Name), sources, job);
            var done = await derived.Keep(asset, row.Actor, stop);
            if (!done.IsOk)
            {
                return done.Refusal;
            }

            kept.Add(new JobResultView(done.Value, file.Name));
        }

        return null;
    }

    /// <summary>
    /// A run is lost with its cluster's node, cluster or agent: the job waits for another one, a few times. What the lost run still says is not heard, and where it runs on after all it is told to end.
    /// </summary>
    private async Task<bool> Lose(JobRow row, string outcome, DateTimeOffset at, string words, CancellationToken stop)
    {
        var job = new JobId(row.Id);
        var run = row.Attempt;
        var ended = row.StartedAt is { } from && at < from ? from : at;
        var (withdrawn, again) = (row.CancelAskedAt is not null, row.CancelAskedAt is null && row.Losses < options.Value.LossesMax);
        var done = again ? await ending.Lose(row, outcome, ended, stop)
            : withdrawn ? await ending.Withdraw(row, TwoLanguages.Join("撤回后其运行丢失，不计费。It was withdrawn, and its run was lost before its cluster could end it; it is not paid.", words), ended, stop)
            : await ending.Commit(row, JobStep.Lose, outcome, words, ended, [], "node", stop);
        if (!done.IsOk)
        {
            return Settled(done, job);
        }

        await logs.Append(job, "node", words);
        if (again)
        {
            await logs.Append(job, "node", $"第 {run} 次运行丢失，作业重新排队。Run {run} is lost; the job waits for another.");
        }
        else
        {
            logs.Complete(job);
        }

        running.Ring();
        return true;
    }

    /// <summary>What the agent is to do, from what the node wants and what the agent holds.</summary>
    private async Task<AgentOrders> Decide(PoolRow pool, Dictionary<RunName, RunReport> said, CancellationToken stop)
    {
        var begin = new List<RunOrder>();
        var end = new List<RunStop>();
        var wanted = new HashSet<RunName>();
        foreach (var row in await reads.Held(new PoolId(pool.Id), stop))
        {
            var run = Name(row);
            wanted.Add(run);
            if (!said.TryGetValue(run, out var report))
            {
                await Begin(row, begin, stop);
            }
            else if (report.State != AgentRules.Ended && (row.CancelAskedAt is not null || row.EvictAskedAt is not null) && !WasOver(row))
            {
                end.Add(new RunStop(run.Job, run.Attempt, row.CancelAskedAt is null ? pool.GraceSeconds : 0, row.CancelAskedAt is null ? row.EvictReason ?? "reclaimed" : JobRunEnd.Cancelled));
            }
        }

        var forget = new List<RunName>();
        foreach (var (run, report) in said.Where(s => !wanted.Contains(s.Key)))
        {
            loads.Forget(run);
            waits.Forget(run);
            if (report.State == AgentRules.Ended)
            {
                forget.Add(run);
            }
            else
            {
                end.Add(new RunStop(run.Job, run.Attempt, 0, "unknown"));
            }
        }

        return new AgentOrders(begin, end, forget);
    }

    /// <summary>
    /// Whether a run that is to end was over before anybody here knew: it was withdrawn while its agent was silent, say. It ends as it did, and its results are brought, unless it is withdrawn once more. Of a sealed run
    /// nothing of the kind is told.
    /// </summary>
    private bool WasOver(JobRow row) => row is { Sealed: false, CancelAskedAt: { } asked } && waits.Of(Name(row)) is { Word: RunReport.Uploading, Since: var since } && since > asked;

    /// <summary>An order to begin; what was withdrawn before the agent had it ends without having begun.</summary>
    private async Task Begin(JobRow row, List<RunOrder> begin, CancellationToken stop)
    {
        var run = Name(row);
        if (row.CancelAskedAt is not null)
        {
            await ending.Commit(row, JobStep.Cancel, JobRunEnd.Cancelled, "启动前被撤回。Withdrawn before it began.", clock.GetUtcNow(), [], "node", stop);
            logs.Complete(run.Job);
            running.Ring();
            return;
        }

        if (row.EvictAskedAt is not null)
        {
            await ending.Evict(row, row.EvictReason ?? "reclaimed", clock.GetUtcNow(), stop);
            running.Ring();
            return;
        }

        if (row.Sealed && await reads.AgentOf(new PoolId(row.RunPool!.Value), stop) is { Seals: false })
        {
            // Another agent has taken over since it was given its devices.
            await ending.Commit(row, JobStep.Fail, JobOutcomes.SetupFailed, "集群代理不能隔离不可见作业。The cluster's agent does not keep sealed jobs.", clock.GetUtcNow(), [], "node", stop);
            logs.Complete(run.Job);
            running.Ring();
            return;
        }

        var sent = await files.Of(row, stop);
        if (!sent.IsOk)
        {
            await ending.Commit(row, JobStep.Fail, sent.Refusal.Code, sent.Refusal.Detail, clock.GetUtcNow(), [], "node", stop);
            logs.Complete(run.Job);
            running.Ring();
            return;
        }

        begin.Add(new RunOrder(run.Job, run.Attempt, Json.Read<string[]>(row.Command), await reads.ScriptOf(run.Job, stop), row.DevicesHeld, Json.Read<JobLimits>(row.Limits), row.Image, sent.Value, options.Value.ResultsMax)
        {
            UploadBytesMax = options.Value.UploadBytesMax,
            Sealed = row.Sealed,
            Network = await reads.Known(new PoolId(row.RunPool!.Value), stop) is { NetworkGranted: true },
            Share = row.Device is { } device ? new RunShare($"{device:n}", row.Milli, row.DeviceMemoryMib, row.Part) : null,
        });
    }

    /// <summary>An instant of a cluster's clock, cut to what can be true.</summary>
    private static DateTimeOffset Within(DateTimeOffset? said, DateTimeOffset from, DateTimeOffset to) =>
        said is not { } at || at > to + ClockSkew ? to : at > to ? to : at < from ? from : at;
}
