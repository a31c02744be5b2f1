using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Compute.Store;

/// <summary>A run's record has the id of its reading.</summary>
internal sealed class ReadingJobs(IDbContextFactory<NodeContext> contexts) : IReadingJobs
{
    public async Task<IReadOnlyDictionary<ReadingId, JobId>> Of(IReadOnlyList<ReadingId> readings, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var ids = readings.Select(r => r.Value).ToArray();
        return await db.Set<IntervalRow>().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => new ReadingId(i.Id), i => new JobId(i.Job), stop);
    }
}
