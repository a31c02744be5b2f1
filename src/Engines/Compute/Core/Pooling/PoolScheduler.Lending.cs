using System.Globalization;

namespace KeyEcosystem.Compute.Core.Pooling;

/// <content>Lending, and saying why not.</content>
public sealed partial class PoolScheduler
{
    /// <summary>Names the binding limit of a workload that waits.</summary>
    /// <param name="id">Which.</param>
    public PoolDecision.Wait Explain(WorkloadId id)
    {
        var job = Job(id);
        var owner = owners[job.Owner];
        var free = Allowed(job).Select(c => c.Free).DefaultIfEmpty(0).Max();
        var idle = Allowed(job).Where(c => c.Free >= Least(job, c)).ToList();
        var fits = idle.Where(c => MayBegin(job, c)).ToList();
        var reason = job.State is PoolJobState.Held ? WaitReasons.CheckPending
            : job.State is PoolJobState.Claimed ? WaitReasons.Reclaiming
            : !Allowed(job).Any(c => c.Largest >= Least(job, c)) ? WaitReasons.NoCluster
            : fits.Count == 0 && idle.Count > 0 ? WaitReasons.BeforeQuietHours
            : owner.Due.Contains(job) ? WaitReasons.PoolShort
            : fits.Count > 0 && !fits.Exists(c => MayBorrow(owner, Least(job, c))) ? WaitReasons.BorrowingLimit
            : fits.Count > 0 ? WaitReasons.LendingLimit
            : Named(job).Any(c => c.Free >= Least(job, c) && !HasEnoughWithDevices(job, c)) ? WaitReasons.FewWithDevices
            : WaitReasons.DevicesBusy;
        return new PoolDecision.Wait(id, reason, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["devices"] = job.Devices.ToString(CultureInfo.InvariantCulture),
            ["free"] = free.ToString(CultureInfo.InvariantCulture),
            ["ownerHolds"] = owner.Held.ToString(CultureInfo.InvariantCulture),
            ["ownerQuota"] = owner.Queue.NominalQuota.ToString(CultureInfo.InvariantCulture),
        });
    }

    private static int Least(PoolJob job, PoolClusterState cluster) => job.Workload.DevicesMin ?? At(job, cluster);

    /// <summary>Whether a workload is known.</summary>
    /// <param name="id">Which.</param>
    public bool Knows(WorkloadId id) => jobs.ContainsKey(id);

    /// <summary>Whether a workload is known and waits for devices.</summary>
    /// <param name="id">Which.</param>
    public bool IsWaiting(WorkloadId id) => jobs.TryGetValue(id, out var job) && job.State is PoolJobState.Waiting;

    /// <summary>Whether a workload is known and holds devices that it has not been told to give back.</summary>
    /// <param name="id">Which.</param>
    public bool HasPlace(WorkloadId id) => jobs.TryGetValue(id, out var job) && job.State is PoolJobState.Running;

    /// <summary>Whether a workload is known and its owner alone would have begun it by now and not yet be done with it.</summary>
    /// <param name="id">Which.</param>
    public bool IsEntitled(WorkloadId id) => jobs.TryGetValue(id, out var job) && job.IsEntitled;

    /// <summary>Whether a workload holds devices of a cluster.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cluster">Where.</param>
    public bool RunsAt(WorkloadId id, ClusterId cluster) => jobs.TryGetValue(id, out var job) && job.State is PoolJobState.Running && job.Cluster == cluster.Number;

    /// <summary>Devices of a cluster that nobody holds or has reserved.</summary>
    /// <param name="cluster">Which.</param>
    public int Free(ClusterId cluster) => clusters.TryGetValue(cluster.Number, out var known) ? Math.Max(0, known.Free) : 0;

    /// <summary>Whether a workload may begin at a cluster before its next hours: what would be taken away again is not begun.</summary>
    private bool MayBegin(PoolJob job, PoolClusterState cluster) => cluster.Hours is not { } hours || now <= job.LastBegin(hours.Known, now, job.Progress);

    /// <summary>The same for one that alone would be running by now: at home it has begun in time, so where leaving costs it nothing it goes on there for as long as it can.</summary>
    private bool MayGoOn(PoolJob job, PoolClusterState cluster) => (job.Workload.LostOnEvictionMs == 0 && cluster.Number == owners[job.Owner].Queue.Home.Number) || MayBegin(job, cluster);

    private static bool MayBorrow(PoolOwner owner, int devices) => owner.Queue.BorrowingLimit is not { } limit || owner.Held + devices <= owner.Queue.NominalQuota + limit;

    private void Lend()
    {
        while (waiting.Count > 0)
        {
            var free = clusters.Values.Max(c => c.Free);
            if (free <= 0 || Next(free) is not { } next)
            {
                return;
            }

            Admit(next.Job, next.Cluster, Math.Min(At(next.Job, next.Cluster), FreeFor(next.Cluster, owners[next.Job.Owner])));
        }
    }

    private (PoolJob Job, PoolClusterState Cluster)? Next(int free)
    {
        (PoolJob Job, PoolClusterState Cluster)? best = null;
        (double, long, double, WorkloadId) first = default;
        if (policy.Order is LendingOrder.StrictArrival)
        {
            var head = waiting.Candidates(int.MaxValue).MinBy(j => (-j.Workload.Priority, j.Id));
            return head is not null && Place(head) is { } fits ? (head, fits) : null;
        }

        Oldest(free);
        foreach (var job in waiting.Candidates(free))
        {
            var rank = Rank(job);
            if ((best is null || rank.CompareTo(first) < 0) && Place(job) is { } cluster)
            {
                best = (job, cluster);
                first = rank;
            }
        }

        return best;
    }

    /// <summary>Of owners whose shares are equal the one goes first whose workload came first; only where there are priorities, since without any this is the order of arrival.</summary>
    private void Oldest(int free)
    {
        oldest.Clear();
        if (waiting.Prioritised > 0 && policy.Order is LendingOrder.FairShare)
        {
            foreach (var job in waiting.Candidates(free))
            {
                oldest[job.Owner] = Math.Min(oldest.GetValueOrDefault(job.Owner, long.MaxValue), job.Id.Number);
            }
        }
    }

    /// <summary>A fair share is between owners, and an owner's priorities order its own workloads: by claiming more nobody comes before another owner.</summary>
    private (double, long, double, WorkloadId) Rank(PoolJob job) => policy.Order is LendingOrder.FairShare
        ? (Score(job), oldest.GetValueOrDefault(job.Owner), -job.Workload.Priority, job.Id)
        : (-job.Workload.Priority, 0, Score(job), job.Id);

    private double Score(PoolJob job) => policy.Order switch
    {
        LendingOrder.FairShare => owners[job.Owner].ShareAt(now),
        LendingOrder.ShortestExpected => job.Devices * (job.Workload.EstimateMs is { } said
            ? Math.Max(1, said - job.Progress)
            : Estimates.CostOfCompletionMs(job.Workload.Owner, job.Devices, job.Progress)),
        _ => 0,
    };

    /// <summary>At home if it fits there, where it disturbs nobody later; else where it leaves the least over.</summary>
    private PoolClusterState? Place(PoolJob job)
    {
        var owner = owners[job.Owner];
        PoolClusterState? best = null;
        var left = int.MaxValue;
        foreach (var cluster in Allowed(job))
        {
            var over = FreeFor(cluster, owner) - Least(job, cluster);
            if (over < 0 || !MayBegin(job, cluster) || (!job.IsEntitled && !MayBorrow(owner, Least(job, cluster))))
            {
                continue;
            }

            if (cluster.Number == owner.Queue.Home.Number)
            {
                return cluster;
            }

            if (over < left)
            {
                (best, left) = (cluster, over);
            }
        }

        return best;
    }
}
