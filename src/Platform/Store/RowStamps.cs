using System.Collections.Concurrent;

namespace KeyEcosystem.Platform.Store;

/// <summary>
/// Says whether rows of a class may have changed: a number for each mapped class that grows with every commit which touches such rows, before the commit is told to anybody.
/// Exact because all commits go through this process' lane.
/// </summary>
public sealed class RowStamps
{
    private readonly ConcurrentDictionary<Type, Count> counts = new();
    private long all;

    /// <summary>The number now; what was read after it was asked for is at least as new.</summary>
    /// <param name="row">The mapped class.</param>
    public long Of(Type row) => Interlocked.Read(ref all) + Interlocked.Read(ref counts.GetOrAdd(row, static _ => new Count()).Value);

    /// <summary>These changes are committed.</summary>
    internal void Touch(IReadOnlyList<LaneCommand> batch)
    {
        foreach (var command in batch)
        {
            if (!command.Outcome.IsOk)
            {
                continue;
            }

            foreach (var row in command.Change.Rows)
            {
                if (row.Kind != RowChangeKind.Require && counts.TryGetValue(row.Type, out var count))
                {
                    Interlocked.Increment(ref count.Value);
                }
            }
        }
    }

    /// <summary>Anything may have been committed.</summary>
    internal void TouchAll() => Interlocked.Increment(ref all);

    private sealed class Count
    {
        public long Value;
    }
}
