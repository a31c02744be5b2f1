namespace KeyEcosystem.Compute.Core.Pooling;

/// <content>Taking up what went on before this scheduler was made.</content>
public sealed partial class PoolScheduler
{
    /// <summary>
    /// The workload enters its owner's queue with the work it has done. Owners' clocks begin anew, without the workloads that have ended: nobody is entitled later by that
    /// than without the restart.
    /// </summary>
    private void Resume(PoolEvent.Resumed resumed)
    {
        Submit(resumed.Workload with { ChecksPending = false });
        var job = Job(resumed.Workload.Id);
        waiting.Remove(job);
        job.Progress = resumed.ProgressMs;
        waiting.Add(job);
        if (resumed.Cluster is not { } at)
        {
            return;
        }

        var cluster = Cluster(at.Number);
        Unqueue(job);
        Hold(job, cluster, job.Devices);
        job.State = PoolJobState.Running;
        job.Cluster = cluster.Number;
        job.Count = job.Devices;
        job.Since = resumed.SinceMs;
        cluster.Used += job.Devices;
        cluster.Running.Add(job);
    }
}
