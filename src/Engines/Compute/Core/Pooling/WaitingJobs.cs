namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Waiting workloads in groups that are alike to the order of lending, so that a decision looks at one of each group and not at the queue.</summary>
/// <param name="byWorkLeft">Whether the order of lending looks at the work that is left: then those that ran before, or that say how long they run, are not alike.</param>
internal sealed class WaitingJobs(bool byWorkLeft)
{
    private readonly SortedDictionary<(int Devices, int Owner, string Clusters, int Cpus, long MemoryMib), Group> groups = [];

    public int Count { get; private set; }

    /// <summary>How many have another priority than the usual.</summary>
    public int Prioritised { get; private set; }

    public void Add(PoolJob job)
    {
        var key = Key(job);
        if (!groups.TryGetValue(key, out var group))
        {
            groups.Add(key, group = new Group());
        }

        (byWorkLeft && (job.Progress > 0 || job.Workload.EstimateMs is not null) ? group.Resumed : group.Fresh).Add(job);
        Count++;
        Prioritised += job.Workload.Priority == 0 ? 0 : 1;
    }

    public void Remove(PoolJob job)
    {
        var key = Key(job);
        var group = groups[key];
        if (!group.Fresh.Remove(job))
        {
            group.Resumed.Remove(job);
        }

        if (group.Fresh.Count + group.Resumed.Count == 0)
        {
            groups.Remove(key);
        }

        Count--;
        Prioritised -= job.Workload.Priority == 0 ? 0 : 1;
    }

    /// <summary>One of each group that asks for no more than this; where the order looks at the work that is left, also each that ran, because what is left of it is its own.</summary>
    /// <param name="devicesMax">Devices that are free.</param>
    public IEnumerable<PoolJob> Candidates(int devicesMax)
    {
        foreach (var (key, group) in groups)
        {
            if (key.Devices > devicesMax)
            {
                yield break;
            }

            if (group.Fresh.Min is { } first)
            {
                yield return first;
            }

            foreach (var job in group.Resumed)
            {
                yield return job;
            }
        }
    }

    private static (int Devices, int Owner, string Clusters, int Cpus, long MemoryMib) Key(PoolJob job) => (
        job.Workload.DevicesMin ?? Math.Min(job.Devices, job.Workload.Exchanged?.Values.DefaultIfEmpty(job.Devices).Min() ?? job.Devices),
        job.Owner,
        job.Workload.Clusters is null ? "" : string.Join(',', job.Workload.Exchanged is null ? job.Workload.Clusters.Select(c => $"{c.Number}") : job.Workload.Clusters.Select(c => $"{c.Number}x{job.Workload.DevicesAt(c)}")),
        job.Workload.Cpus,
        job.Workload.MemoryMib);

    private sealed class Group
    {
        public SortedSet<PoolJob> Fresh { get; } = new(OwnerShadow.QueueOrder);

        public SortedSet<PoolJob> Resumed { get; } = new(OwnerShadow.QueueOrder);
    }
}
