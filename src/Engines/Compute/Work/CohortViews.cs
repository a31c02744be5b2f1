using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>Shows cohorts: everybody sees the pools and how full they are; whose job it is only its member and the owners of its pools see.</summary>
internal sealed class CohortViews(ComputeReads reads, JobWaits waits, RunLoads loads, TimeProvider clock)
{
    private const int JobsMax = 500;

    public async Task<IReadOnlyList<CohortView>> All(MemberId reader, CancellationToken stop)
    {
        var views = new List<CohortView>();
        foreach (var cohort in (await reads.Pools(stop)).Where(p => p.Cohort is not null).GroupBy(p => p.Cohort!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            views.Add(await View(cohort.Key, [.. cohort], reader, stop));
        }

        return views;
    }

    public async Task<CohortView?> One(string name, MemberId reader, CancellationToken stop) =>
        (await reads.Pools(stop)).Where(p => p.Cohort == name).ToList() is { Count: > 0 } pools ? await View(name, pools, reader, stop) : null;

    private async Task<CohortView> View(string name, IReadOnlyList<PoolRow> pools, MemberId reader, CancellationToken stop)
    {
        Guid[] ids = [.. pools.Select(p => p.Id)];
        var queued = await reads.Queued(ids, stop);
        var (runs, waiting) = await reads.Look(ids, JobsMax, stop);
        var shared = runs.Where(j => j.Device is not null).Select(j => j.Device!.Value).Distinct().Index().ToDictionary(d => d.Item, d => d.Index);
        return new CohortView(
            name,
            clock.GetUtcNow(),
            [.. pools.Select(p => new CohortPoolView(
                new PoolId(p.Id), new MemberId(p.Member), p.Title, p.Model, p.Class, p.Place, p.DevicesOpen,
                Devices(runs.Where(j => j.RunPool == p.Id && j.Pool == p.Id)),
                Devices(runs.Where(j => j.RunPool == p.Id && j.Pool != p.Id)),
                Devices(runs.Where(j => j.RunPool != p.Id && j.Pool == p.Id)),
                (int)queued.GetValueOrDefault(p.Id),
                p.Attached)
            {
                UtilisationPct = Mean(runs.Where(j => j.RunPool == p.Id)),
                Quiet = p.Quiet,
                Offered = p.Offered,
                Healthy = p.Healthy,
                Weight = p.Weight,
            })],
            await Views(waiting, reader, shared, stop),
            await Views([.. runs.Take(JobsMax)], reader, shared, stop));
    }

    /// <summary>A device that is shared counts once.</summary>
    private static int Devices(IEnumerable<JobRow> runs)
    {
        var held = runs.ToList();
        return held.Where(j => j.Device is null).Sum(j => j.DevicesHeld) + held.Where(j => j.Device is not null).Select(j => j.Device).Distinct().Count();
    }

    /// <summary>Weighted by devices.</summary>
    private int? Mean(IEnumerable<JobRow> runs)
    {
        var (devices, sum) = (0L, 0L);
        foreach (var run in runs)
        {
            if (loads.Of(new RunName(new JobId(run.Id), run.Attempt))?.UtilisationPct is { } percent)
            {
                devices += (long)run.DevicesHeld * run.Milli;
                sum += (long)run.DevicesHeld * run.Milli * percent;
            }
        }

        return devices > 0 ? (int)Math.Round((double)sum / devices) : null;
    }

    /// <summary>Why they wait and until when is what their senders are told of each.</summary>
    private async Task<IReadOnlyList<CohortJobView>> Views(IReadOnlyList<JobRow> jobs, MemberId reader, Dictionary<Guid, int> shared, CancellationToken stop)
    {
        var told = await waits.Of([.. jobs.Select(j => ComputeReads.View(j, reader, null))], stop);
        return [.. jobs.Zip(told, (row, job) => View(row, job, reader, shared))];
    }

    private CohortJobView View(JobRow job, JobView told, MemberId reader, Dictionary<Guid, int> shared)
    {
        var seen = job.Member == reader.Value || job.Provider == reader.Value || job.RunProvider == reader.Value;
        var queued = job.State == JobState.Queued;
        return new CohortJobView(
            seen ? told.Id : null,
            told.Name,
            told.Pool,
            told.RunsOn,
            job.DevicesHeld,
            told.Wait,
            job.QueuedAt,
            queued ? null : job.StartedAt ?? job.AdmittedAt,
            told.ExpectedAt,
            job.EvictAskedAt is null ? null : job.EvictReason)
        {
            Elsewhere = job.Elsewhere,
            ClusterWait = told.ClusterWait,
            AwaySince = told.AwaySince,
            LostAt = told.LostAt,
            Milli = job.Milli,
            Device = job.Device is { } device && !queued ? shared[device] : null,
            Load = queued ? null : loads.Of(new RunName(told.Id, job.Attempt)),
        };
    }
}
