using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Work;

/// <summary>Why jobs wait and when they are expected to start, whoever schedules their pool.</summary>
internal sealed class JobWaits(ComputeReads reads, JobRounds rounds, CohortRounds cohorts, RunWaits waits, AgentSessions sessions, IOptions<ComputeOptions> options)
{
    /// <summary>The same view with what <see cref="Of(IReadOnlyList{JobView}, CancellationToken)"/> says of it.</summary>
    public async Task<JobView> Of(JobView job, CancellationToken stop) => (await Of([job], stop))[0];

    /// <summary>The view of a job that was just taken, with why it waits. When it is expected to start is not asked: that is reckoned anew for every job that comes.</summary>
    public async Task<JobView> OfTaken(JobView job, CancellationToken stop) => job.State == "queued" ? await Waiting(job, stop) : job;

    /// <summary>The same views, those of waiting jobs with reason and expected start.</summary>
    public async Task<IReadOnlyList<JobView>> Of(IReadOnlyList<JobView> jobs, CancellationToken stop)
    {
        var starts = new Dictionary<PoolId, Func<JobId, DateTimeOffset?>>();
        var told = new List<JobView>(jobs.Count);
        foreach (var job in jobs)
        {
            if (job.State != "queued")
            {
                if (job.State is "admitted" or "running" && job.RunsOn is { } at && await reads.Known(at, stop) is { Attached: false })
                {
                    var last = sessions.LastCall(at);
                    told.Add(job with { Wait = RunWaits.AgentSilent, AwaySince = last, LostAt = last + TimeSpan.FromSeconds(options.Value.AgentLeaseSeconds) });
                    continue;
                }

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

            told.Add(await Waiting(job, stop) with { ExpectedAt = expected(job.Id) });
        }

        return told;
    }

    /// <summary>With why it waits, and where that is the agent of its own cluster, since when that is silent.</summary>
    private async Task<JobView> Waiting(JobView job, CancellationToken stop)
    {
        var wait = await WaitOf(job, stop);
        return job with { Wait = wait, AwaySince = wait == PoolQueue.ClusterAway && await reads.Known(job.Pool, stop) is { Attached: false } ? sessions.LastCall(job.Pool) : null };
    }

    private async Task<string?> WaitOf(JobView job, CancellationToken stop) => await rounds.WaitOf(job.Pool, job.Id, job.Devices, stop) ?? await InCohort(job, stop);

    /// <summary>What its cohort's scheduler says; before that has heard of it, what closes its own pool, if it may run there only.</summary>
    private async ValueTask<string?> InCohort(JobView job, CancellationToken stop) =>
        cohorts.WaitOf(job.Id) is var said && said == PoolQueue.Taken && !job.Elsewhere && await reads.Known(job.Pool, stop) is { } pool ? JobRounds.Closed(pool) ?? said : said;

    private Func<JobId, DateTimeOffset?> InCohort(PoolId pool)
    {
        var all = cohorts.Expected(pool);
        return job => all.TryGetValue(job, out var at) ? at : null;
    }
}
