namespace KeyEcosystem.Compute.Core.Pooling;

/// <content>Storing and reading again.</content>
public sealed partial class PoolScheduler
{
    /// <summary>Everything it knows now.</summary>
    public PoolRows Rows() => new(
        now,
        [.. clusters.Values.Select(c => new ClusterRow(new ClusterId(c.Number), c.Offered, [.. c.Claims.Select(j => j.Id)]) { Away = c.Away, Each = c.Each, Hours = c.Hours })],
        [.. owners.Values.Select(o => o.Row(now))],
        [.. jobs.Values.OrderBy(j => j.Id).Select(Row)]);

    /// <summary>A scheduler that goes on where the rows were taken.</summary>
    /// <param name="policy">How the pool is run.</param>
    /// <param name="rows">What was known.</param>
    /// <param name="estimates">What was learned of run times; null: nothing.</param>
    public static PoolScheduler Restore(PoolPolicy policy, PoolRows rows, RunTimeEstimates? estimates = null)
    {
        var pool = new PoolScheduler(policy) { Estimates = estimates ?? new RunTimeEstimates(), now = rows.NowMs };
        foreach (var row in rows.Clusters)
        {
            var cluster = pool.Cluster(row.Cluster.Number);
            (cluster.Offered, cluster.Away, cluster.Each, cluster.Hours) = (row.Devices, row.Away, row.Each, row.Hours);
        }

        foreach (var row in rows.Owners)
        {
            pool.owners.Add(row.Queue.Owner.Number, PoolOwner.From(row, policy));
        }

        foreach (var row in rows.Workloads)
        {
            pool.Take(row);
        }

        foreach (var owner in pool.owners.Values)
        {
            owner.Shadow.Sort();
            owner.ShadowDirty = true;
        }

        foreach (var row in rows.Clusters)
        {
            pool.clusters[row.Cluster.Number].Claims.AddRange(row.Claims.Select(pool.Job));
        }

        pool.AllTold();
        return pool;
    }

    private static WorkloadRow Row(PoolJob j) =>
        new(j.Workload, j.State, j.Shadow, j.ShadowStart, j.ShadowBase, j.Progress, j.Since, j.Need, j.Cluster < 0 ? null : new ClusterId(j.Cluster), j.Count);

    private void Take(WorkloadRow row)
    {
        var job = new PoolJob(row.Workload, changed)
        {
            State = row.State,
            Shadow = row.Shadow,
            ShadowStart = row.ShadowStartMs,
            ShadowBase = row.ShadowBaseMs,
            Progress = row.ProgressMs,
            Since = row.SinceMs,
            Need = row.NeedMs,
            Cluster = row.Cluster?.Number ?? -1,
            Count = row.Devices,
        };
        jobs.Add(job.Id, job);
        var owner = owners[job.Owner];
        if (job.State is not PoolJobState.Held)
        {
            owner.Shadow.Take(job);
        }

        switch (job.State)
        {
            case PoolJobState.Waiting:
                waiting.Add(job);
                Count(job, 1);
                break;
            case PoolJobState.Claimed:
                Hold(job, clusters[job.Cluster], job.Count);
                clusters[job.Cluster].Claimed += job.Count;
                Count(job, 1);
                break;
            case PoolJobState.Running or PoolJobState.Evicting:
                var cluster = clusters[job.Cluster];
                Hold(job, cluster, job.Count);
                cluster.Used += job.Count;
                if (job.State is PoolJobState.Running)
                {
                    cluster.Running.Add(job);
                }
                else
                {
                    cluster.Evicting += job.Count;
                }

                break;
        }

        if (job.State is PoolJobState.Ended && job.Shadow is ShadowState.Running)
        {
            timers.Enqueue(job, (job.ShadowStart + job.Need - job.ShadowBase, job.Id.Number));
        }
        else
        {
            Arm(job);
        }
    }
}
