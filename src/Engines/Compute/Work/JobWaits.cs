using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>Why jobs wait and when they are expected to start, whoever schedules their pool.</summary>
internal sealed class JobWaits(JobRounds rounds, CohortRounds cohorts, RunWaits waits)
{
    /// <summary>The same views, those of waiting jobs with reason and expected start.</summary>
    public async Task<IReadOnlyList<JobView>> Of(IReadOnlyList<JobView> jobs, CancellationToken stop)
    {
        var starts = new Dictionary<PoolId, Func<JobId, DateTimeOffset?>>();
        var told = new List<JobView>(jobs.Count);
        foreach (var job in jobs)
        {
            if (job.State != "queued")
            {
                told.Add((job.State, waits.Of(new RunName(job.Id, job.Attempt))) switch
                {
                    ("admitted", { } wait) => job with { Wait = RunWaits.AtCluster, ClusterWait = wait.Word, ExpectedAt = wait.ExpectedAt },
                    // That a sealed run is over is not told before its time.
                    ("running", { Word: RunReport.Uploading }) when !job.Sealed => job with { Wait = RunWaits.Uploading },
                    _ => job,
                });
                continue;
            }

            if (!starts.TryGetValue(job.Pool, out var expected))
            {
                starts[job.Pool] = expected = await rounds.Expected(job.Pool, stop) ?? InCohort(job.Pool);
            }

            told.Add(job with
            {
                Wait = await rounds.WaitOf(job.Pool, job.Id, job.Devices, stop) ?? cohorts.WaitOf(job.Id),
                ExpectedAt = expected(job.Id),
            });
        }

        return told;
    }

    private Func<JobId, DateTimeOffset?> InCohort(PoolId pool)
    {
        var all = cohorts.Expected(pool);
        return job => all.TryGetValue(job, out var at) ? at : null;
    }
}
