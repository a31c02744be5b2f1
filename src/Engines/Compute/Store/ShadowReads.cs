using KeyEcosystem.Compute.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Compute.Store;

/// <summary>Reads what was kept of how owners would stand alone.</summary>
internal sealed class ShadowReads(IDbContextFactory<NodeContext> contexts)
{
    public async Task<IReadOnlyList<OwnerShadowRow>> Owners(IReadOnlyList<Guid> pools, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<OwnerShadowRow>().Where(s => pools.Contains(s.Id)).ToListAsync(stop);
    }

    public async Task<IReadOnlyList<JobShadowRow>> Rows(IReadOnlyList<Guid> pools, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<JobShadowRow>().Where(s => pools.Contains(s.Pool)).ToListAsync(stop);
    }

    /// <summary>Jobs that have a kept shadow, and those of the pools that have ended since theirs was kept: open ones without are read with all open jobs.</summary>
    public async Task<IReadOnlyList<KnownShadow>> Jobs(IReadOnlyList<OwnerShadowRow> owners, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var known = new Dictionary<Guid, KnownShadow>();
        foreach (var owner in owners)
        {
            var kept = await db.Set<JobShadowRow>().Where(s => s.Pool == owner.Id).Join(db.Set<JobRow>(), s => s.Id, j => j.Id, (s, j) => new { Shadow = s, Job = j }).ToListAsync(stop);
            foreach (var one in kept)
            {
                known[one.Job.Id] = Known(one.Job, one.Shadow);
            }

            // Runs end no later than their jobs.
            var at = DateTimeOffset.FromUnixTimeMilliseconds(owner.AtMs);
            var since = await db.Set<IntervalRow>().Where(i => i.Home == owner.Id && i.To > at).Select(i => i.Job).Distinct()
                .Join(db.Set<JobRow>().Where(j => j.EndedAt != null && j.EndedAt > at), i => i, j => j.Id, (_, j) => j).ToListAsync(stop);
            var compared = await db.Set<ComparisonRow>().Where(c => c.Pool == owner.Id && c.EndedAt > at).Select(c => c.Id).ToHashSetAsync(stop);
            foreach (var job in since.Where(j => !known.ContainsKey(j.Id) && !compared.Contains(j.Id)))
            {
                known[job.Id] = Known(job, null);
            }
        }

        return [.. known.Values];
    }

    /// <summary>What was lost does not count: of a job that saves nothing, only its last run is useful work. What that waited at its own cluster it would have waited alone too.</summary>
    private static KnownShadow Known(JobRow job, JobShadowRow? row) => new(
        OpenJob.Of(job),
        row,
        job.EndedAt,
        job.State is JobState.Succeeded or JobState.Failed && job.StartedAt is not null && !JobOutcomes.ProviderFailed(job.Outcome ?? ""),
        job.WorkMs + (job is { StartedAt: { } from, EndedAt: { } to } ? job.WorkOf(to - (job.RunPool == job.Pool ? job.AdmittedAt ?? from : from)) : 0));
}
