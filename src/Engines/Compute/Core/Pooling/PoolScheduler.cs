using System.Diagnostics;
using System.Globalization;

namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>
/// Lends every idle device at once and gives it back at the moment its owner would have had it alone (ADR 0021). One scheduler for the live pool, for what-if and for replay:
/// it is told events and answers decisions; it reads no clock and no run time, which it learns when a workload ends.
/// </summary>
public sealed partial class PoolScheduler
{
    private readonly PoolPolicy policy;
    private readonly SortedDictionary<int, PoolOwner> owners = [];
    private readonly SortedDictionary<int, PoolClusterState> clusters = [];
    private readonly Dictionary<WorkloadId, PoolJob> jobs = [];
    private readonly WaitingJobs waiting;
    private readonly PriorityQueue<PoolJob, (long At, long Id)> timers = new();
    private readonly List<PoolDecision> decisions = [];
    private readonly List<PoolOwner> lenders = [];
    private readonly Dictionary<int, long> oldest = [];
    private readonly List<(PoolJob Job, long AtMs)> ended = [];
    private readonly List<PoolJob> changed = [];
    private readonly SortedSet<int> changedOwners = [];
    private long now = long.MinValue;
    private bool isShort;

    /// <summary>Makes an empty pool.</summary>
    /// <param name="policy">How it is run.</param>
    public PoolScheduler(PoolPolicy policy)
    {
        this.policy = policy;
        waiting = new WaitingJobs(policy.Order is LendingOrder.ShortestExpected);
    }

    /// <summary>Run times learned so far.</summary>
    public RunTimeEstimates Estimates { get; private init; } = new();

    /// <summary>Workloads that ended later than alone: none while evictions cost nothing and all devices that owners count on are there.</summary>
    public int Late { get; private set; }

    /// <summary>Workloads that wait.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Tells what has happened up to now and asks what to do.</summary>
    /// <param name="nowMs">Milliseconds of the pool's clock; never earlier than before.</param>
    /// <param name="events">What happened, in order.</param>
    public StepResult Step(long nowMs, IReadOnlyList<PoolEvent> events)
    {
        Debug.Assert(nowMs >= now, "Time does not go back.");
        now = nowMs;
        decisions.Clear();
        ended.Clear();
        AllTold();
        foreach (var happened in events)
        {
            Apply(happened);
        }

        Measure();
        if (policy.Entitlement)
        {
            RunShadows();
        }

        var compared = ended.ConvertAll(Compare);
        GiveBack();
        ServeClaims();
        if (policy.Entitlement)
        {
            ServeDue();
        }

        Lend();
        foreach (var happened in events)
        {
            if (happened is PoolEvent.Submitted { Workload.Id: var id } && jobs.TryGetValue(id, out var job) && job.State is PoolJobState.Held or PoolJobState.Waiting)
            {
                decisions.Add(Explain(id));
            }
        }

        CheckInvariants();
        changedOwners.UnionWith(changed.Select(j => j.Owner));
        return new StepResult([.. decisions], compared, [.. changed.Select(Row)], [.. changedOwners.Select(o => owners[o].Row(now))], NextWake());
    }

    /// <summary>
    /// What holds for the whole step: whether owners count on more devices than there are, and who keeps some back. One whose own cluster is away counts on devices that nobody
    /// can give it now: that is not for the others to make good.
    /// </summary>
    private void Measure()
    {
        isShort = owners.Values.Where(o => !IsAway(o)).Sum(o => o.Queue.NominalQuota) > clusters.Values.Where(c => !c.Away).Sum(c => c.Devices);
        lenders.Clear();
        lenders.AddRange(owners.Values.Where(o => o.Queue.LendingLimit is not null));
    }

    private bool IsAway(PoolOwner owner) => clusters.TryGetValue(owner.Queue.Home.Number, out var home) && home.Away;

    private void Apply(PoolEvent happened)
    {
        switch (happened)
        {
            case PoolEvent.ClusterChanged changed:
                var cluster = Cluster(changed.Cluster.Number);
                foreach (var home in owners.Values.Where(o => o.Queue.Home == changed.Cluster && cluster.Hours?.Known != changed.Hours?.Known))
                {
                    home.Shadow.HoursChanged(now, cluster.Hours?.Known, changed.Hours?.Known);
                }

                (cluster.Offered, cluster.Away, cluster.Each, cluster.Hours) = (changed.Devices, changed.Away, changed.Each, changed.Hours);
                break;
            case PoolEvent.QueueChanged changed:
                Change(changed.Queue);
                break;
            case PoolEvent.Submitted submitted:
                Submit(submitted.Workload);
                break;
            case PoolEvent.Resumed resumed:
                Resume(resumed);
                break;
            case PoolEvent.CheckAnswered answered:
                Answer(Job(answered.Workload), answered.State);
                break;
            case PoolEvent.Ended ended:
                End(Job(ended.Workload), cancelled: false, ended.AtMs ?? now, ended.IdleMs);
                break;
            case PoolEvent.Cancelled cancelled:
                End(Job(cancelled.Workload), cancelled: true, now);
                break;
            case PoolEvent.Released released:
                Release(Job(released.Workload), released.LostMs, released.AloneMs);
                break;
        }
    }

    private void AllTold()
    {
        changed.ForEach(j => j.Told());
        changed.Clear();
        changedOwners.Clear();
    }

    private PoolJob Job(WorkloadId id) => jobs.TryGetValue(id, out var job) ? job : throw new ArgumentException($"Workload {id.Number} is not known to the pool.", nameof(id));

    private PoolClusterState Cluster(int number)
    {
        if (!clusters.TryGetValue(number, out var cluster))
        {
            clusters.Add(number, cluster = new PoolClusterState(number));
        }

        return cluster;
    }

    private void Change(ClusterQueue queue)
    {
        if (!owners.TryGetValue(queue.Owner.Number, out var owner))
        {
            owners.Add(queue.Owner.Number, owner = new PoolOwner(queue.Owner.Number, queue, policy));
        }

        if (owner.Queue.Home != queue.Home)
        {
            owner.HeldAtHome = clusters.TryGetValue(queue.Home.Number, out var home) ? home.Running.Where(j => j.Owner == owner.Number).Sum(j => j.Count) : 0;
        }

        owner.Reckon(now);
        owner.Queue = queue;
        changedOwners.Add(owner.Number);
        owner.Shadow.SetQuota(queue, now, fellBack => owner.Due.Remove(fellBack));
        owner.ShadowDirty = true;
    }

    private void Submit(Workload workload)
    {
        if (!owners.ContainsKey(workload.Owner.Number))
        {
            throw new ArgumentException($"Owner {workload.Owner.Number} of workload {workload.Id.Number} has no queue.", nameof(workload));
        }

        var job = new PoolJob(workload, changed) { State = PoolJobState.Held };
        if (!jobs.TryAdd(workload.Id, job))
        {
            throw new ArgumentException($"Workload {workload.Id.Number} was submitted before.", nameof(workload));
        }

        if (!workload.ChecksPending)
        {
            Enter(job);
        }
    }

    /// <summary>The workload may run: it enters its owner's queue, and the owner's queue alone.</summary>
    private void Enter(PoolJob job)
    {
        var owner = owners[job.Owner];
        owner.Reckon(now);
        job.State = PoolJobState.Waiting;
        owner.Shadow.Submit(job);
        owner.ShadowDirty = true;
        waiting.Add(job);
        Count(job, 1);
    }

    private void Answer(PoolJob job, AdmissionCheckState state)
    {
        switch (state)
        {
            case AdmissionCheckState.Ready when job.State is PoolJobState.Held:
                Enter(job);
                break;
            case AdmissionCheckState.Rejected when job.State is PoolJobState.Held or PoolJobState.Waiting or PoolJobState.Claimed:
                End(job, cancelled: true, now);
                break;
            case AdmissionCheckState.Rejected or AdmissionCheckState.Retry when job.State is PoolJobState.Running:
                Evict(job, EvictionReason.CheckFailed, null);
                break;
        }
    }

    private void End(PoolJob job, bool cancelled, long at, long idleMs = 0)
    {
        var owner = owners[job.Owner];
        owner.Reckon(now);
        var progress = Math.Max(0, job.ProgressAt(Math.Max(job.Since, at)) - (job.IsPartial ? idleMs * job.Count / job.Full : idleMs));
        switch (job.State)
        {
            case PoolJobState.Held:
                job.Shadow = ShadowState.Done;
                break;
            case PoolJobState.Waiting:
                Unqueue(job);
                break;
            case PoolJobState.Claimed:
                Unclaim(job);
                Count(job, -1);
                break;
            default:
                Leave(job);
                break;
        }

        job.Progress = progress;
        job.Need = progress;
        job.State = PoolJobState.Ended;
        if (!cancelled && policy.Learns)
        {
            Estimates.Observe(job.Workload.Owner, job.Devices, progress);
        }

        if (!cancelled && job.Shadow is not ShadowState.Never && policy.Entitlement)
        {
            ended.Add((job, at));
        }

        if (cancelled || job.Shadow is ShadowState.Never || !policy.Entitlement)
        {
            owner.Shadow.Leave(job, now);
            owner.ShadowDirty = true;
        }
        else if (job.Shadow is ShadowState.Running)
        {
            EndShadow(job);
        }

        if (job.Shadow is ShadowState.Done)
        {
            jobs.Remove(job.Id);
        }
    }

    /// <summary>A shadow that a release heard in this very step lets begin has begun by now.</summary>
    private AloneComparison Compare((PoolJob Job, long AtMs) end)
    {
        var (job, at) = end;
        var compared = new AloneComparison(job.Id, at, job.Need, job.Shadow is ShadowState.Queued ? null : job.ShadowStart + job.Need - job.ShadowBase) { DoneAloneMs = job.Shadow is ShadowState.Queued ? job.ShadowBase : 0 };
        Late += compared.LateMs > 0 ? 1 : 0;
        return compared;
    }

    private void Release(PoolJob job, long lostMs, long aloneMs)
    {
        if (job.State is PoolJobState.Running)
        {
            // Its cluster took the devices by itself, or it could not begin there.
            job.Progress = job.ProgressAt(now);
        }
        else if (job.State is not PoolJobState.Evicting)
        {
            return;
        }

        var lost = Math.Min(lostMs, job.Progress);
        Leave(job);
        job.Progress -= lost;
        owners[job.Owner].Lost(lost - LoseAlone(job, Math.Min(lost, aloneMs)));
        job.State = PoolJobState.Waiting;
        waiting.Add(job);
        Count(job, 1);
        Arm(job);
    }

    /// <summary>A running or evicted workload leaves its devices.</summary>
    private void Leave(PoolJob job)
    {
        var cluster = clusters[job.Cluster];
        cluster.Used -= job.Count;
        if (job.State is PoolJobState.Evicting)
        {
            cluster.Evicting -= job.Count;
        }
        else
        {
            cluster.Running.Remove(job);
        }

        Hold(job, cluster, -job.Count);
        job.Cluster = -1;
        job.Count = 0;
        job.OnBehalfOf = null;
    }

    private void Hold(PoolJob job, PoolClusterState cluster, int change)
    {
        var owner = owners[job.Owner];
        var use = change < 0 ? job.Holding * -1 : ResourceUse.Of(job.Workload, change, At(job, cluster), cluster.Each);
        job.Holding = change < 0 ? default : job.Holding + use;
        owner.Hold(change, use, now);
        if (owner.Queue.Home.Number == cluster.Number)
        {
            owner.HeldAtHome += change;
        }
    }

    private void Unqueue(PoolJob job)
    {
        waiting.Remove(job);
        owners[job.Owner].Due.Remove(job);
        Count(job, -1);
    }

    /// <summary>Those that would never run alone are compared with nothing.</summary>
    private void Count(PoolJob job, int change)
    {
        if (change > 0 ? job.Shadow is not ShadowState.Never : job.IsCounted)
        {
            job.IsCounted = change > 0;
            owners[job.Owner].Wait(change, now);
        }
    }

    private void Admit(PoolJob job, PoolClusterState cluster, int devices)
    {
        if (job.State is PoolJobState.Waiting)
        {
            Unqueue(job);
            Hold(job, cluster, devices);
        }
        else
        {
            Count(job, -1);
        }

        job.State = PoolJobState.Running;
        job.Cluster = cluster.Number;
        job.Count = devices;
        job.Since = now;
        cluster.Used += devices;
        cluster.Running.Add(job);
        Arm(job);
        decisions.Add(new PoolDecision.Admit(job.Id, new ClusterId(cluster.Number), devices, job.IsEntitled));
    }

    private void Evict(PoolJob job, EvictionReason reason, PoolJob? onBehalfOf)
    {
        Debug.Assert(job.State is PoolJobState.Running, "Only what runs is evicted.");
        var cluster = clusters[job.Cluster];
        job.Progress = job.ProgressAt(now);
        job.State = PoolJobState.Evicting;
        job.OnBehalfOf = onBehalfOf;
        cluster.Running.Remove(job);
        cluster.Evicting += job.Count;
        decisions.Add(new PoolDecision.Evict(job.Id, new ClusterId(cluster.Number), reason, onBehalfOf?.Id));
    }

    private void Claim(PoolJob job, PoolClusterState cluster)
    {
        waiting.Remove(job);
        owners[job.Owner].Due.Remove(job);
        Hold(job, cluster, At(job, cluster));
        job.State = PoolJobState.Claimed;
        job.Cluster = cluster.Number;
        job.Count = job.Full;
        cluster.Claimed += job.Full;
        cluster.Claims.Add(job);
    }

    private void Unclaim(PoolJob job)
    {
        var cluster = clusters[job.Cluster];
        cluster.Claims.Remove(job);
        cluster.Claimed -= job.Count;
        Hold(job, cluster, -job.Count);
        job.Cluster = -1;
        job.Count = 0;
    }

    [Conditional("DEBUG")]
    private void CheckInvariants()
    {
        foreach (var cluster in clusters.Values)
        {
            Debug.Assert(cluster.Used >= 0 && cluster.Claimed >= 0 && cluster.Evicting >= 0, "Nothing is given back twice.");
            Debug.Assert(cluster.Used - cluster.Evicting <= cluster.Devices, string.Create(CultureInfo.InvariantCulture, $"Cluster {cluster.Number} holds no more than it has."));
        }
    }
}
