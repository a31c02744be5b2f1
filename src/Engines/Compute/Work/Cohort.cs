using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>The pools of one cohort with their scheduler, and the names by which it knows pools and jobs.</summary>
internal sealed class Cohort
{
    /// <summary>More waiting jobs than this are not forecast one by one.</summary>
    private const int ForecastJobsMax = 2000;

    private static readonly PoolPolicy Policy = new();

    private readonly PoolScheduler scheduler = new(Policy);
    private readonly List<PoolRow> pools = [];
    private readonly Dictionary<JobId, WorkloadId> numbers = [];
    private readonly Dictionary<WorkloadId, (JobId Job, Workload Workload)> jobs = [];
    private readonly Dictionary<WorkloadId, (JobId Job, PoolId Home)> ended = [];
    private readonly Lock guard = new();
    private long next;

    public Cohort(string name, IReadOnlyList<PoolRow> members)
    {
        Name = name;
        pools.AddRange(members);
        var events = new List<PoolEvent>();
        for (var i = 0; i < pools.Count; i++)
        {
            events.Add(new PoolEvent.ClusterChanged(new ClusterId(i), pools[i].DevicesOpen));
            events.Add(new PoolEvent.QueueChanged(Queue(i)));
        }

        // Before all time, so that nobody's own devices are thought to have been busy until now.
        scheduler.Step(0, events);
    }

    public string Name { get; }

    public IReadOnlyList<PoolRow> Pools => pools;

    /// <summary>Jobs it knows.</summary>
    public int Count => numbers.Count;

    public bool Has(PoolId pool) => pools.Exists(p => p.Id == pool.Value);

    public MemberId OwnerOf(PoolId pool) => new(pools.Find(p => p.Id == pool.Value)!.Member);

    public PoolRow PoolOf(ClusterId cluster) => pools[cluster.Number];

    public JobId JobOf(WorkloadId workload) => jobs[workload].Job;

    /// <summary>A job that has ended, and its own pool; asked once, when the scheduler has heard of the end.</summary>
    public (JobId Job, PoolId Home) TakeEnded(WorkloadId workload) => ended.Remove(workload, out var known) ? known : default;

    /// <summary>Takes up jobs that were there before, in the order in which they were taken.</summary>
    public IEnumerable<PoolEvent> TakeUp(IEnumerable<OpenJob> rows)
    {
        foreach (var row in rows)
        {
            var workload = Workload(row);
            var holds = JobTransitions.Holds(row.State);
            var done = row.Saves && row.Devices > 0 ? (row.DeviceMs ?? 0) / row.Devices : 0;
            var at = holds ? pools.FindIndex(p => p.Id == row.RunPool) : -1;
            yield return at >= 0
                ? new PoolEvent.Resumed(workload, done, new ClusterId(at), (row.StartedAt ?? row.AdmittedAt ?? row.QueuedAt).ToUnixTimeMilliseconds())
                : new PoolEvent.Resumed(workload, done, null, 0);
        }
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
            CohortNews.ItemKind.Ended => new PoolEvent.Ended(number),
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
            return scheduler.Step(nowMs, events);
        }
    }

    /// <summary>Why a job waits; null when it does not wait here.</summary>
    public string? WaitOf(JobId job)
    {
        lock (guard)
        {
            return numbers.TryGetValue(job, out var number) ? scheduler.Explain(number).Reason : null;
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
        var places = row.Elsewhere ? Json.Read<Guid[]>(row.Places).Select(id => pools.FindIndex(p => p.Id == id)).Where(at => at >= 0).Append(home).Distinct().Order().Select(at => new ClusterId(at)).ToArray() : [new ClusterId(home)];
        var workload = new Workload(number, new OwnerId(home), row.Devices, row.QueuedAt.ToUnixTimeMilliseconds(), LostOnEvictionMs: row.Saves ? 0 : long.MaxValue, Clusters: places);
        jobs[number] = (new JobId(row.Id), workload);
        return workload;
    }
}
