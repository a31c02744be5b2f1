using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>Reads meter readings for whoever settles them.</summary>
/// <param name="contexts">Reads.</param>
public sealed class MeterReads(IDbContextFactory<NodeContext> contexts)
{
    /// <summary>Readings that are not settled yet, by id.</summary>
    /// <param name="after">Only ids after this one; null for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<IReadOnlyList<MeterRow>> Due(Guid? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var marks = db.Set<MeterDueRow>().AsQueryable();
        if (after is { } last)
        {
            marks = marks.Where(d => d.Id.CompareTo(last) > 0);
        }

        return await marks.OrderBy(d => d.Id).Take(limit).Join(db.Set<MeterRow>(), d => d.Id, m => m.Id, (_, m) => m).OrderBy(m => m.Id).ToListAsync(stop);
    }

    /// <summary>Those of some readings that are not settled yet, by id.</summary>
    /// <param name="readings">Their ids.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<IReadOnlyList<MeterRow>> StillDue(IReadOnlyCollection<Guid> readings, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<MeterDueRow>().Where(d => readings.Contains(d.Id)).Join(db.Set<MeterRow>(), d => d.Id, m => m.Id, (_, m) => m).OrderBy(m => m.Id).ToListAsync(stop);
    }
}
