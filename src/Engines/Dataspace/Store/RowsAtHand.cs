using System.Collections.Concurrent;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>
/// Rows that are read and changed several times within moments, as this node last read or wrote them: it alone writes them. What is handed out is a copy. Should a row be another in the store after all,
/// the lane refuses the change as stale, and the next reading is from the store.
/// </summary>
/// <typeparam name="T">The mapped class.</typeparam>
/// <param name="lane">Where changes are committed.</param>
/// <param name="read">Reads a row from the store.</param>
internal sealed class RowsAtHand<T>(ILane lane, Func<Guid, CancellationToken, Task<T?>> read)
    where T : class, IRow, ICopied<T>
{
    private const int RowsMax = 10_000;
    private readonly ConcurrentDictionary<Guid, T> rows = new();

    /// <summary>A row; null for none.</summary>
    public async ValueTask<T?> Find(Guid id, CancellationToken stop)
    {
        if (!rows.TryGetValue(id, out var known))
        {
            if (await read(id, stop) is not { } found)
            {
                return null;
            }

            known = Keep(found);
        }

        return known.Copy(known.Version);
    }

    /// <summary>Commits a change that inserts a row.</summary>
    public Task<Result<Committed>> Insert(Change change, T row, CancellationToken stop) => Commit(change.Insert(row), row, 1, stop);

    /// <summary>Commits a change that gives a row new values.</summary>
    public Task<Result<Committed>> Update(Change change, T row, CancellationToken stop) => Commit(change.Update(row), row, row.Version + 1, stop);

    private async Task<Result<Committed>> Commit(Change change, T row, long version, CancellationToken stop)
    {
        var done = await lane.Commit(change, stop);
        if (done.IsOk)
        {
            Keep(row.Copy(version));
        }
        else
        {
            rows.TryRemove(row.Id, out _);
        }

        return done;
    }

    private T Keep(T row)
    {
        if (rows.Count >= RowsMax)
        {
            rows.Clear();
        }

        return rows.AddOrUpdate(row.Id, row, (_, known) => known.Version > row.Version ? known : row);
    }
}
