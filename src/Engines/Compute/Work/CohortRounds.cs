using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Compute.Work;

/// <summary>
/// Runs the schedulers of all cohorts: tells them what was committed, and carries out what they decide. What can't be carried out they are told like anything else.
/// One instance a node; called by one task at a time.
/// </summary>
internal sealed class CohortRounds(ComputeReads reads, ShadowReads shadows, Exchange exchange, RunWaits waits, JobRounds starts, JobGate gate, CohortNews news, RunningJobs running, AgentSessions sessions, JobLogs logs, ILane lane, TimeProvider clock, ILogger<CohortRounds> log)
{
    private const int Tries = 8;
    private const int StepsMax = 3;
    private const int AskMax = 50;
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(15);
    private const string Withdrawn = "withdrawn";
    private const string Defragmented = "defragmented";
    private const string Turn = "turn";
    private const string Home = "home";

    /// <summary>How long a run may wait at a cluster that is not its own before it is called home where it could begin at once: a cluster's scheduler needs some seconds in any case.</summary>
    private static readonly TimeSpan AwayMax = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, Cohort> cohorts = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<Cohort> seen = [];
    private readonly Dictionary<Cohort, List<PoolEvent>> later = [];
    private DateTimeOffset askedAt;

    /// <summary>Whether devices may be shared now: after a start, and once one was opened until there is none.</summary>
    private bool sharing = true;
    private bool loaded;

    /// <summary>When a scheduler wants to be asked even if nothing happens; null when none does.</summary>
    public DateTimeOffset? Wake { get; private set; }

    /// <summary>Why a job of a cohort waits; null when it does not.</summary>
    public string? WaitOf(JobId job) => seen.FirstOrDefault(c => c.Knows(job)) is { } cohort ? cohort.WaitOf(job) : PoolQueue.Taken;

    /// <summary>A plan that empties shared devices of a pool; null when it shares none.</summary>
    public (IReadOnlyList<ShareMove> Moves, int Shared, int Pinned)? Tidy(PoolId pool, int movesMax) => seen.FirstOrDefault(c => c.Has(pool))?.Tidy(pool, movesMax);

    /// <summary>Carries a plan out: who is to move gets notice.</summary>
    public async Task Move(PoolId pool, IReadOnlyList<ShareMove> moves, CancellationToken stop)
    {
        seen.First(c => c.Has(pool)).Move(moves);
        foreach (var move in moves)
        {
            await Evict(new JobId(move.Holder), Defragmented, stop);
        }
    }

    /// <summary>When waiting jobs of a pool's cohort are expected to get devices.</summary>
    public IReadOnlyDictionary<JobId, DateTimeOffset> Expected(PoolId pool) => seen.FirstOrDefault(c => c.Has(pool))?.Expected() ?? new Dictionary<JobId, DateTimeOffset>();

    /// <summary>One round of all cohorts.</summary>
    public async Task Round(CancellationToken stop)
    {
        var waiting = new Dictionary<Cohort, List<PoolEvent>>();
        if (!loaded)
        {
            await Load(waiting, stop);
        }

        foreach (var (cohort, events) in later)
        {
            Of(waiting, cohort).AddRange(events);
        }

        later.Clear();
        var rates = await exchange.Rates(stop);
        foreach (var cohort in cohorts.Values)
        {
            cohort.Rates = rates;
        }

        foreach (var item in news.Take())
        {
            await Hear(item, waiting, stop);
        }

        await CloseDevices(stop);
        await AskAgain(waiting, stop);

        Wake = null;
        foreach (var cohort in cohorts.Values)
        {
            var events = waiting.GetValueOrDefault(cohort) ?? [];
            for (var steps = 0; ; steps++)
            {
                events.AddRange(cohort.Repack());
                foreach (var (job, device, at) in cohort.TakeJoined())
                {
                    if (await Begin(cohort, job, device, at, null, stop) == StartOutcome.NotHere)
                    {
                        events.AddRange(cohort.NotAt(job, device, at));
                    }
                }

                var result = cohort.Step(clock.GetUtcNow().ToUnixTimeMilliseconds(), events);
                events = [];
                await Keep(cohort, stop);
                foreach (var decision in result.Decisions)
                {
                    events.AddRange(await Carry(cohort, decision, stop));
                }

                if (events.Count == 0 || steps == StepsMax)
                {
                    Note(result.NextWakeAtMs);
                    if (events.Count > 0)
                    {
                        // Told in the next round: what can't be carried out again and again must not hold up the others.
                        later[cohort] = events;
                    }

                    break;
                }
            }
        }

        await CallHome(stop);
    }

    /// <summary>A run that its cluster does not begin, though its scheduler counts on it, is better off at home as soon as there is room, or when its owner's turn has come there.</summary>
    private async Task CallHome(CancellationToken stop)
    {
        var room = new Dictionary<Guid, int>();
        foreach (var run in waits.Longer(AwayMax))
        {
            if (await reads.Find(run.Job, stop) is not { State: JobState.Admitted, Device: null } row || row.Attempt != run.Attempt || row.RunPool == row.Pool
                || cohorts.Values.FirstOrDefault(c => c.Has(new PoolId(row.Pool)))?.AtHome(run.Job) is not { } home)
            {
                continue;
            }

            var left = room.GetValueOrDefault(row.Pool, home.Free) - home.Needed;
            if (row.EvictAskedAt is null && (left >= 0 || home.Entitled))
            {
                await Evict(run.Job, Home, stop);
            }
            else if (row.EvictAskedAt is null)
            {
                continue;
            }

            room[row.Pool] = left;
        }
    }

    private void Note(long? atMs)
    {
        if (atMs is { } ms)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(ms);
            Wake = Wake is { } earlier && earlier < at ? earlier : at;
        }
    }

    private async Task Load(Dictionary<Cohort, List<PoolEvent>> waiting, CancellationToken stop)
    {
        // What was committed before this reading is in the rows; what comes after it is news.
        news.Take();
        foreach (var members in (await reads.Pools(stop)).Where(p => p.Schedule is not null).GroupBy(p => p.Schedule!, StringComparer.Ordinal))
        {
            await Make(members.Key, [.. members], waiting, stop);
        }

        loaded = true;
    }

    private async Task Make(string name, IReadOnlyList<PoolRow> members, Dictionary<Cohort, List<PoolEvent>> waiting, CancellationToken stop)
    {
        if (cohorts.Remove(name, out var old))
        {
            waiting.Remove(old);
            later.Remove(old);
            await Keep(old, stop);
        }

        if (members.Count > 0)
        {
            Guid[] ids = [.. members.Select(m => m.Id)];
            var owners = await shadows.Owners(ids, stop);
            var rows = await reads.OpenJobs(ids, stop);
            var cohort = new Cohort(name, members, owners, await shadows.Jobs(owners, stop), rows, await reads.SharedDevices(stop), await exchange.Rates(stop), clock.GetUtcNow());
            cohorts[name] = cohort;
            waiting[cohort] = [.. cohort.TakenUp];
            foreach (var row in rows.Where(r => r is { EvictAskedAt: not null, RunPool: not null }))
            {
                Ring(new JobId(row.Id), new PoolId(row.RunPool!.Value));
            }

            await PartWith([.. members.Select(m => m.Id)], rows, stop);
            foreach (var member in members)
            {
                await SendHome(member, stop);
            }

            Log.CohortMade(log, name, members.Count, rows.Count);
        }

        seen = [.. cohorts.Values];
    }

    /// <summary>
    /// A pool has left: its jobs give back what they hold of those that stay, and jobs of those that stay what they hold of it, with notice. An owner may leave at any time.
    /// </summary>
    private async Task PartWith(HashSet<Guid> members, IReadOnlyList<OpenJob> rows, CancellationToken stop)
    {
        var strangers = rows.Where(r => JobTransitions.Holds(r.State) && r.RunPool is { } at && !members.Contains(at)).Select(r => r.Id).ToList();
        foreach (var member in members)
        {
            strangers.AddRange((await reads.Held(new PoolId(member), stop)).Where(r => !members.Contains(r.Pool)).Select(r => r.Id));
        }

        foreach (var job in strangers)
        {
            await Evict(new JobId(job), Withdrawn, stop);
        }
    }

    /// <summary>Guests leave a pool that its owner offers no more; what its own queue holds there runs to its end.</summary>
    private async Task SendHome(PoolRow pool, CancellationToken stop)
    {
        foreach (var guest in pool.Closing ? await reads.Held(new PoolId(pool.Id), stop) : [])
        {
            if (guest.Pool != pool.Id && guest.EvictAskedAt is null)
            {
                await Evict(new JobId(guest.Id), Reason(EvictionReason.CapacityLost), stop);
            }
        }
    }

    private async Task Hear(CohortNews.Item item, Dictionary<Cohort, List<PoolEvent>> waiting, CancellationToken stop)
    {
        var cohort = cohorts.Values.FirstOrDefault(c => c.Has(item.Pool));
        if (item.Kind != CohortNews.ItemKind.Changed)
        {
            if (cohort?.EventOf(item) is { } happened)
            {
                Of(waiting, cohort).Add(happened);
            }

            return;
        }

        if (await reads.Find(item.Pool, stop) is not { } row)
        {
            return;
        }

        if (cohort is not null && cohort.Changed(row, clock.GetUtcNow()) is { } changed)
        {
            Of(waiting, cohort).AddRange(changed);
            await SendHome(row, stop);
            return;
        }

        var pools = await reads.Pools(stop);
        foreach (var name in new[] { cohort?.Name, row.Schedule }.Where(n => n is not null).Distinct(StringComparer.Ordinal))
        {
            await Make(name!, [.. pools.Where(p => p.Schedule == name)], waiting, stop);
        }

        if (row.Schedule is null)
        {
            await Forget(row, stop);
            foreach (var held in row.Quiet ? await reads.Held(item.Pool, stop) : [])
            {
                await Evict(new JobId(held.Id), Reason(EvictionReason.CapacityLost), stop);
            }
        }
    }

    /// <summary>An agreement may be signed while a job waits: the Gate is asked again for the oldest ones.</summary>
    private async Task AskAgain(Dictionary<Cohort, List<PoolEvent>> waiting, CancellationToken stop)
    {
        if (clock.GetUtcNow() - askedAt < AskEvery)
        {
            return;
        }

        askedAt = clock.GetUtcNow();
        foreach (var cohort in cohorts.Values)
        {
            foreach (var (job, pools) in cohort.ToAsk(AskMax))
            {
                if (await reads.Find(job, stop) is { State: JobState.Queued } row)
                {
                    var places = await gate.Places(job, row.Purpose, pools, [.. Json.Read<JobUse[]>(row.Uses).Skip(1).Select(u => u.Asset)], new Caller(row.Actor, new MemberId(row.Member), []), stop);
                    Of(waiting, cohort).AddRange(places.Count > 0 ? cohort.Widen(job, places) : []);
                }
            }
        }
    }

    /// <summary>Shared devices on which nothing is left are free; before the schedulers are asked, which think so already.</summary>
    private async Task CloseDevices(CancellationToken stop)
    {
        if (!sharing)
        {
            return;
        }

        var shared = await reads.SharedDevices(stop);
        sharing = shared.Count > 0;
        foreach (var device in shared.Where(d => d.MilliBusy == 0))
        {
            var act = new Act("device.closed", "node", null, [new PoolId(device.Pool).ToString()], "done", "{}");
            if (await lane.Commit(new Change(act).Delete(device).Add<PoolLoadRow>(device.Pool, nameof(PoolLoadRow.DevicesBusy), -1), stop) is { IsOk: false, Refusal: var refusal })
            {
                Log.DeviceNotClosed(log, new PoolId(device.Pool), refusal.Code);
            }
        }
    }

    private static List<PoolEvent> Of(Dictionary<Cohort, List<PoolEvent>> waiting, Cohort cohort)
    {
        if (!waiting.TryGetValue(cohort, out var events))
        {
            waiting[cohort] = events = [];
        }

        return events;
    }

    /// <summary>Carries a decision out; answers with what the scheduler must be told where that is not possible.</summary>
    private async Task<IReadOnlyList<PoolEvent>> Carry(Cohort cohort, PoolDecision decision, CancellationToken stop)
    {
        var events = new List<PoolEvent>();
        switch (decision)
        {
            case PoolDecision.Admit admit:
                cohort.Admitted(admit.Workload, admit.Cluster, clock.GetUtcNow().ToUnixTimeMilliseconds());
                foreach (var job in cohort.JobsOf(admit.Workload))
                {
                    // A job that is gone meanwhile is in the news.
                    if (await Begin(cohort, job, admit.Workload, admit.Cluster, cohort.DevicesOf(admit.Workload, admit.Cluster, admit.Devices), stop) == StartOutcome.NotHere)
                    {
                        events.AddRange(cohort.NotAt(job, admit.Workload, admit.Cluster));
                    }
                }

                return events;
            case PoolDecision.Evict evict:
                cohort.Evicting(evict.Workload);
                foreach (var job in cohort.JobsOf(evict.Workload))
                {
                    if (!await Evict(job, evict is { Reason: EvictionReason.Reclaimed, OnBehalfOf: { } turn } && cohort.SameQueue(turn, evict.Workload) ? Turn : Reason(evict.Reason), stop) && cohort.Released(job) is { } released)
                    {
                        events.Add(released);
                    }
                }

                return events;
            default:
                return [];
        }
    }

    /// <summary>What can't be put on record now is put there after the next step.</summary>
    private async Task Keep(Cohort cohort, CancellationToken stop)
    {
        if (cohort.Keep() is not { } all)
        {
            return;
        }

        if (await lane.Commit(all, stop) is { IsOk: false, Refusal: var refusal })
        {
            Log.NotCompared(log, cohort.Name, refusal.Code);
            return;
        }

        cohort.Kept();
    }

    /// <summary>A pool that lends to nobody is alone: what it would be alone is what it is.</summary>
    private async Task Forget(PoolRow pool, CancellationToken stop)
    {
        Change? change = null;
        foreach (var owner in await shadows.Owners([pool.Id], stop))
        {
            change = new Change(new Act("cohort.left", "node", pool.Member, [new PoolId(pool.Id).ToString()], "done", "{}")).Delete(owner);
        }

        foreach (var job in change is null ? [] : await shadows.Rows([pool.Id], stop))
        {
            change!.Delete(job);
        }

        if (change is not null && await lane.Commit(change, stop) is { IsOk: false, Refusal: var refusal })
        {
            Log.NotCompared(log, pool.Title, refusal.Code);
        }
    }

    private static string Reason(EvictionReason reason) => reason switch
    {
        EvictionReason.Reclaimed => "reclaimed",
        EvictionReason.Preempted => "preempted",
        EvictionReason.CapacityLost => "capacity",
        EvictionReason.Grown => "grown",
        _ => "check",
    };

    private Task<StartOutcome> Begin(Cohort cohort, JobId job, WorkloadId workload, ClusterId at, int? devices, CancellationToken stop)
    {
        var share = cohort.ShareOf(workload);
        sharing |= share is not null;
        return starts.Begin(job, cohort.PoolOf(at), devices, share, stop);
    }

    private static string Words(string reason, PoolRow? at) => reason switch
    {
        "reclaimed" => "须归还设备：其所有者应得。Devices go back: their owner is entitled to them.",
        Turn => "须归还设备：轮到同一队列中更早的作业。Devices go back: an earlier job of the same queue has its turn.",
        "preempted" => "须归还设备：让给等待更久的一方。Devices go back: another owner is further behind.",
        "capacity" => at switch
        {
            { Healthy: false } => "须归还设备：设备撤出：算力池故障。Devices go back: the devices leave the pool: its owner says that they do not work.",
            { Offered: false } => "须归还设备：设备撤出：算力池停止提供。Devices go back: the devices leave the pool: it is no longer offered.",
            { Quiet: true } => "须归还设备：设备撤出：所有者的自用时段将至。Devices go back: the devices leave the pool: its owner's quiet hours.",
            { Attached: false } => "须归还设备：设备撤出：集群代理失联。Devices go back: the devices leave the pool: its cluster's agent does not call.",
            _ when at is not null && at.DevicesUp < at.Devices => "须归还设备：设备撤出：集群有设备故障。Devices go back: the devices leave the pool: some of its cluster's do not work.",
            _ => "须归还设备：设备撤出（设备减少）。Devices go back: the devices leave the pool: it has fewer than before.",
        },
        "grown" => "须归还设备：将以全部设备从已保存处继续。Devices go back: it goes on with all the devices it asked for, from what it has saved.",
        "check" => "须归还设备：核准失效。Devices go back: a check no longer permits it.",
        Home => "须归还设备：所在集群迟迟未开始，作业自己的算力池已可开始。Devices go back: its cluster has not begun it, and its own pool can.",
        Withdrawn => "须归还设备：算力池退出共享组。Devices go back: a pool has left the cohort.",
        Defragmented => "须归还设备：整理碎片，将在同池另一设备上继续。Devices go back: it is moved to another device of the pool.",
        _ => $"须归还设备：{reason}。Devices go back: {reason}.",
    };

    /// <summary>Asks a job to give its devices back; false when it holds none.</summary>
    private async Task<bool> Evict(JobId job, string reason, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await reads.Find(job, stop) is not { } row || !JobTransitions.Holds(row.State))
            {
                // Its end is in the news.
                return true;
            }

            row.EvictAskedAt ??= clock.GetUtcNow();
            row.EvictReason = reason;
            var asked = await lane.Commit(new Change(new Act("job.evict-asked", "node", row.Member, [job.ToString(), new PoolId(row.RunPool!.Value).ToString()], reason, "{}")).Update(row), stop);
            if (asked.IsOk)
            {
                await logs.Append(job, "node", Words(reason, await reads.Find(new PoolId(row.RunPool!.Value), stop)));
                Ring(job, new PoolId(row.RunPool!.Value));
                return true;
            }
        }

        return false;
    }

    private void Ring(JobId job, PoolId at)
    {
        running.Cancel(job);
        sessions.Ring(at);
    }
}
