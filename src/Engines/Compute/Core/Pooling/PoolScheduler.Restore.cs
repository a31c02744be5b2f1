namespace KeyEcosystem.Compute.Core.Pooling;

/// <content>Taking up what went on before this scheduler was made.</content>
public sealed partial class PoolScheduler
{
    /// <summary>
    /// The workload goes on where it is, with the work it has done. One that its owner's queue does not know enters it.
    /// </summary>
    private void Resume(PoolEvent.Resumed resumed)
    {
        if (!jobs.ContainsKey(resumed.Workload.Id))
        {
            Submit(resumed.Workload with { ChecksPending = false });
        }

        var job = Job(resumed.Workload.Id);
        waiting.Remove(job);
        job.Progress = resumed.ProgressMs;
        waiting.Add(job);
        owners[job.Owner].Due.Remove(job);
        Arm(job);
        if (resumed.Cluster is not { } at)
        {
            return;
        }

        var cluster = Cluster(at.Number);
        Unqueue(job);
        job.State = PoolJobState.Running;
        job.Cluster = cluster.Number;
        job.Count = resumed.Devices ?? job.Full;
        job.Since = resumed.SinceMs;
        Hold(job, cluster, job.Count);
        cluster.Used += job.Count;
        cluster.Running.Add(job);
        Arm(job);
    }
}
