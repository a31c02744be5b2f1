using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>Shows cohorts: everybody sees the pools and how full they are; whose job it is only its member and the owners of its pools see.</summary>
internal sealed class CohortViews(ComputeReads reads, CohortRounds rounds, RunLoads loads, RunWaits clusterWaits, TimeProvider clock)
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
        var expected = rounds.Expected(name);
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
            [.. waiting.Select(j => View(j, reader, expected, shared))],
            [.. runs.Take(JobsMax).Select(j => View(j, reader, expected, shared))]);
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

    private CohortJobView View(JobRow job, MemberId reader, IReadOnlyDictionary<JobId, DateTimeOffset> expected, Dictionary<Guid, int> shared)
    {
        var id = new JobId(job.Id);
        var seen = job.Member == reader.Value || job.Provider == reader.Value || job.RunProvider == reader.Value;
        var waits = job.State == JobState.Queued;
        var atCluster = job.State == JobState.Admitted ? clusterWaits.Of(new RunName(id, job.Attempt)) : null;
        return new CohortJobView(
            seen ? id : null,
            job.Member == reader.Value ? job.Name : null,
            new PoolId(job.Pool),
            job.RunPool is { } at ? new PoolId(at) : null,
            job.DevicesHeld,
            waits ? rounds.WaitOf(id) : atCluster is null ? null : RunWaits.AtCluster,
            job.QueuedAt,
            waits ? null : job.StartedAt ?? job.AdmittedAt,
            waits && expected.TryGetValue(id, out var when) ? when : atCluster?.ExpectedAt,
            job.EvictAskedAt is null ? null : job.EvictReason)
        {
            ClusterWait = atCluster?.Word,
            Milli = job.Milli,
            Device = job.Device is { } device && !waits ? shared[device] : null,
            Load = waits ? null : loads.Of(new RunName(id, job.Attempt)),
        };
    }
}
