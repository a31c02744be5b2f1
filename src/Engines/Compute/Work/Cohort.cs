using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Work;

/// <summary>The pools of one cohort with their scheduler, and the names by which it knows pools and jobs.</summary>
internal sealed class Cohort
{
    /// <summary>More waiting jobs than this are not forecast one by one.</summary>
    private const int ForecastJobsMax = 2000;

    private static readonly PoolPolicy Policy = new();

    private readonly PoolScheduler scheduler;
    private readonly List<PoolRow> pools = [];
    private readonly Dictionary<JobId, WorkloadId> numbers = [];
    private readonly Dictionary<WorkloadId, (JobId Job, Workload Workload)> jobs = [];
    private readonly Dictionary<WorkloadId, (JobId Job, PoolId Home)> ended = [];
    private readonly CohortShadows shadows;
    private readonly List<(JobId Job, PoolId Home, AloneComparison Compared)> compared = [];
    private readonly Lock guard = new();
    private long next;

    /// <summary>Goes on where an earlier scheduler was.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="members">Its pools.</param>
    /// <param name="owners">What was kept of their owners alone; of those who are new nothing.</param>
    /// <param name="known">Jobs with what was kept of them, and those that have ended since.</param>
    /// <param name="open">Jobs that have not ended.</param>
    public Cohort(string name, IReadOnlyList<PoolRow> members, IReadOnlyList<OwnerShadowRow> owners, IReadOnlyList<KnownShadow> known, IReadOnlyList<OpenJob> open)
    {
        Name = name;
        pools.AddRange(members);
        shadows = new CohortShadows(owners, known);
        var of = owners.ToDictionary(o => o.Id);
        var knownOf = known.ToDictionary(k => k.Job.Id);
        var workloads = new List<WorkloadRow>();
        var begin = new List<PoolEvent>();
        begin.AddRange(pools.Select((_, i) => new PoolEvent.QueueChanged(Queue(i))));
        foreach (var job in open.Concat(known.Select(k => k.Job)).DistinctBy(j => j.Id).OrderBy(j => j.QueuedAt).ThenBy(j => j.Id))
        {
            TakeUp(job, of.GetValueOrDefault(job.Pool), knownOf.GetValueOrDefault(job.Id), workloads, begin);
        }

        TakenUp = begin;
        scheduler = PoolScheduler.Restore(Policy, new PoolRows(
            0,
            [.. pools.Select((p, i) => new ClusterRow(new ClusterId(i), p.DevicesOpen, []))],
            [.. pools.Select((p, i) => CohortShadows.Owner(of.GetValueOrDefault(p.Id), Queue(i)))],
            workloads));
    }

    public string Name { get; }

    public IReadOnlyList<PoolRow> Pools => pools;

    /// <summary>Jobs it knows.</summary>
    public int Count => numbers.Count;

    public bool Has(PoolId pool) => pools.Exists(p => p.Id == pool.Value);

    public MemberId OwnerOf(PoolId pool) => new(pools.Find(p => p.Id == pool.Value)!.Member);

    public PoolRow PoolOf(ClusterId cluster) => pools[cluster.Number];

    public JobId JobOf(WorkloadId workload) => jobs[workload].Job;

    /// <summary>What the scheduler is told first: jobs that go on, and what has ended since it last knew.</summary>
    public IReadOnlyList<PoolEvent> TakenUp { get; }

    /// <summary>
    /// What is to be put on record: how jobs that ended compare with their owners alone, so that who lends can prove, or disprove, that it was never worse off,
    /// and what is kept of owners alone. Null when there is nothing; what has not been <see cref="Kept"/> is said again.
    /// </summary>
    public Change? Keep()
    {
        Change? change = null;
        foreach (var (job, home, one) in compared)
        {
            var row = new ComparisonRow
            {
                Id = job.Value,
                Pool = home.Value,
                EndedAt = DateTimeOffset.FromUnixTimeMilliseconds(one.EndedAtMs),
                AloneEndAt = one.AloneEndAtMs is { } alone ? DateTimeOffset.FromUnixTimeMilliseconds(alone) : null,
                LateMs = one.LateMs,
            };
            var act = new Act("job.compared", "node", OwnerOf(home).Value, [job.ToString(), home.ToString()], one.LateMs > ComparisonRow.ResolutionMs ? "later" : "kept", Json.Write(new { endedMs = one.EndedAtMs, aloneEndMs = one.AloneEndAtMs, lateMs = one.LateMs }));
            change = (change is null ? new Change(act) : change.Also(act)).Insert(row);
        }

        return shadows.Keep(change, Name, pools);
    }

    /// <summary>What was to be kept is kept.</summary>
    public void Kept()
    {
        compared.Clear();
        shadows.Kept();
    }

    /// <summary>What the scheduler is told of a piece of news; null when it knows already, or never knew.</summary>
    public PoolEvent? EventOf(CohortNews.Item item)
    {
        if (item.Kind == CohortNews.ItemKind.Queued)
        {
            return numbers.ContainsKey(item.Job) ? null : new PoolEvent.Submitted(Workload(OpenJob.Of(item.Row!)));
        }

        if (!numbers.TryGetValue(item.Job, out var number))
        {
            return null;
        }

        if (item.Kind is CohortNews.ItemKind.Ended)
        {
            ended[number] = (item.Job, item.Pool);
        }

        if (item.Kind is CohortNews.ItemKind.Ended or CohortNews.ItemKind.Withdrawn)
        {
            numbers.Remove(item.Job);
            jobs.Remove(number);
        }

        return item.Kind switch
        {
            CohortNews.ItemKind.Ended => new PoolEvent.Ended(number, item.AtMs),
            CohortNews.ItemKind.Withdrawn => new PoolEvent.Cancelled(number),
            _ => new PoolEvent.Released(number, item.LostMs),
        };
    }

    /// <summary>
    /// What the scheduler is told of a job that could not begin where it was to: at its own pool it waits on; elsewhere it is not tried again, since the Gate refuses it there.
    /// </summary>
    public IReadOnlyList<PoolEvent> NotAt(WorkloadId number, ClusterId cluster)
    {
        var (job, workload) = jobs[number];
        if (workload.Owner.Number == cluster.Number)
        {
            return [new PoolEvent.Released(number, 0)];
        }

        var left = workload with { Clusters = [.. workload.Clusters!.Where(c => c != cluster)] };
        jobs[number] = (job, left);
        return [new PoolEvent.Cancelled(number), new PoolEvent.Submitted(left)];
    }

    /// <summary>What holds of a pool now; null when it lends in another cohort, so that this one is to be made anew.</summary>
    public IReadOnlyList<PoolEvent>? Changed(PoolRow row)
    {
        var at = pools.FindIndex(p => p.Id == row.Id);
        if (at < 0 || row.Cohort != Name)
        {
            return null;
        }

        pools[at] = row;
        return [new PoolEvent.ClusterChanged(new ClusterId(at), row.DevicesOpen), new PoolEvent.QueueChanged(Queue(at))];
    }

    public StepResult Step(long nowMs, IReadOnlyList<PoolEvent> events)
    {
        lock (guard)
        {
            var result = scheduler.Step(nowMs, events);
            shadows.Take(result);
            foreach (var one in result.Ended)
            {
                if (ended.Remove(one.Workload, out var known))
                {
                    compared.Add((known.Job, known.Home, one));
                }
            }

            return result;
        }
    }

    /// <summary>Why a job waits; null when it does not wait here.</summary>
    public string? WaitOf(JobId job)
    {
        lock (guard)
        {
            return !numbers.TryGetValue(job, out var number) ? null
                : scheduler.Explain(number).Reason is var reason && reason == WaitReasons.NoCluster && jobs[number].Workload.Clusters!.Any(c => pools[c.Number].Quiet) ? PoolQueue.QuietHours
                : reason;
        }
    }

    /// <summary>When waiting jobs are expected to get devices, by the run times learned so far.</summary>
    public IReadOnlyDictionary<JobId, DateTimeOffset> Expected()
    {
        PoolRows rows;
        RunTimeEstimates estimates;
        lock (guard)
        {
            if (scheduler.Waiting is 0 or > ForecastJobsMax)
            {
                return new Dictionary<JobId, DateTimeOffset>();
            }

            rows = scheduler.Rows();
            estimates = scheduler.Estimates.Copy();
        }

        return Forecast.Expected(rows, Policy, estimates)
            .Where(s => jobs.ContainsKey(s.Key))
            .ToDictionary(s => jobs[s.Key].Job, s => DateTimeOffset.FromUnixTimeMilliseconds(s.Value));
    }

    private ClusterQueue Queue(int at)
    {
        var pool = pools[at];
        return new ClusterQueue(new OwnerId(at), new ClusterId(at), pool.DevicesOpen, pool.BorrowingLimit, pool.LendingLimit);
    }

    private Workload Workload(OpenJob row)
    {
        var number = new WorkloadId(next++);
        numbers[new JobId(row.Id)] = number;
        var home = pools.FindIndex(p => p.Id == row.Pool);
        var places = Places(row, home);
        var workload = new Workload(number, new OwnerId(home), row.Devices, row.QueuedAt.ToUnixTimeMilliseconds(), LostOnEvictionMs: row.Saves ? 0 : long.MaxValue, Clusters: places);
        jobs[number] = (new JobId(row.Id), workload);
        shadows.Name(number, new JobId(row.Id), new PoolId(row.Pool));
        return workload;
    }

    /// <summary>Where the Gate permitted it when it was taken; of pools that have joined since, the Gate says when the job is to begin there.</summary>
    private ClusterId[] Places(OpenJob row, int home)
    {
        if (!row.Elsewhere)
        {
            return [new ClusterId(home)];
        }

        var permitted = Json.Read<Guid[]>(row.Places);
        var models = row.Models is { } named ? Json.Read<string[]>(named) : null;
        return [.. pools.Index()
            .Where(p => p.Index == home || permitted.Contains(p.Item.Id) || (p.Item.CohortSince > row.QueuedAt && JobCommands.Alike(pools[home], p.Item, models, row.NeedsAgent)))
            .Select(p => new ClusterId(p.Index))];
    }

    /// <summary>A job as it stood when its owner's shadow was kept, and what has happened to it since.</summary>
    private void TakeUp(OpenJob row, OwnerShadowRow? owner, KnownShadow? known, List<WorkloadRow> workloads, List<PoolEvent> begin)
    {
        var workload = Workload(row);
        var workMs = known?.EndedAt is not null ? known.WorkMs : row.Saves && row.Devices > 0 ? (row.DeviceMs ?? 0) / row.Devices : 0;
        if (known?.Row is { } kept)
        {
            workloads.Add(new WorkloadRow(workload, kept.NeedMs is null ? PoolJobState.Waiting : PoolJobState.Ended, kept.StartMs is null ? ShadowState.Queued : ShadowState.Running, kept.StartMs ?? 0, kept.BaseMs, workMs, 0, kept.NeedMs ?? -1, null, 0));
        }
        else if (owner is not null && row.QueuedAt.ToUnixTimeMilliseconds() <= owner.AtMs)
        {
            workloads.Add(new WorkloadRow(workload, PoolJobState.Waiting, row.Devices > owner.Quota ? ShadowState.Never : ShadowState.Queued, 0, 0, workMs, 0, -1, null, 0));
        }

        if (known?.EndedAt is not { } endedAt)
        {
            var at = JobTransitions.Holds(row.State) ? pools.FindIndex(p => p.Id == row.RunPool) : -1;
            begin.Add(at >= 0
                ? new PoolEvent.Resumed(workload, workMs, new ClusterId(at), (row.StartedAt ?? row.AdmittedAt ?? row.QueuedAt).ToUnixTimeMilliseconds())
                : new PoolEvent.Resumed(workload, workMs, null, 0));
            return;
        }

        numbers.Remove(new JobId(row.Id));
        jobs.Remove(workload.Id);
        if (known.Row?.NeedMs is not null)
        {
            return;
        }

        begin.Add(new PoolEvent.Resumed(workload, workMs, null, 0));
        begin.Add(known.ByItself ? new PoolEvent.Ended(workload.Id, endedAt.ToUnixTimeMilliseconds()) : new PoolEvent.Cancelled(workload.Id));
        ended[workload.Id] = (new JobId(row.Id), new PoolId(row.Pool));
    }
}
