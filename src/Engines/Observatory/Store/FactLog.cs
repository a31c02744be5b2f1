using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Observatory.Store;

/// <summary>
/// The facts, read once each and kept in memory behind a cursor. Nothing is stored: a restart reads them again, so there is nothing to rebuild or to fall out of step.
/// </summary>
internal sealed class FactLog(IDbContextFactory<NodeContext> contexts) : IDisposable
{
    private static readonly string[] Wanted = [.. Topics.Subject.Keys];
    private readonly SemaphoreSlim turn = new(1, 1);
    private EcosystemFact[] facts = [];
    private long cursor = -1;
    private DateTimeOffset latest = DateTimeOffset.MinValue;
    private int unreadable;

    /// <summary>All facts up to now, in order, and how many could not be read.</summary>
    public async Task<(IReadOnlyList<EcosystemFact> Facts, int Unreadable)> Read(CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stop);
            var fresh = new List<EcosystemFact>();
            var at = cursor;
            var clock = latest;
            var broken = unreadable;
            await foreach (var row in db.Set<FactRow>().Where(f => f.Position > at && Wanted.Contains(f.Topic)).OrderBy(f => f.Position).AsAsyncEnumerable().WithCancellation(stop))
            {
                at = row.Position;
                // A clock that was set back must not reorder what was known when.
                clock = row.At > clock ? row.At : clock;
                if (EcosystemFact.Read(row.Position, row.Evidence, clock, row.Topic, row.Body) is { } fact)
                {
                    fresh.Add(fact);
                }
                else
                {
                    broken++;
                }
            }

            if (fresh.Count > 0)
            {
                facts = [.. facts, .. fresh];
            }

            (cursor, latest, unreadable) = (at, clock, broken);
            return (facts, broken);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
