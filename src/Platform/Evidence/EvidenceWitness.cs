using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>Keeps heads of other nodes, each checked against the one before: a node that rewrites its log is found by any head kept here.</summary>
/// <param name="contexts">Reads.</param>
/// <param name="lane">The one write path.</param>
/// <param name="options">Names this node.</param>
/// <param name="ids">New ids.</param>
/// <param name="clock">The node's clock.</param>
public sealed class EvidenceWitness(IDbContextFactory<NodeContext> contexts, ILane lane, StoreOptions options, IIds ids, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Keeps a head. A refusal is put on record: an offered fork is worth knowing.</summary>
    /// <param name="line">The head in its one spelling.</param>
    /// <param name="path">Proof of consistency with the last head kept of that node.</param>
    /// <param name="by">Who brings it.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<WitnessedHeadRow>> Keep(string line, IReadOnlyList<string> path, string by, CancellationToken stop)
    {
        if (TreeHead.Parse(line) is not { } head)
        {
            return new Refusal("evidence.witness.malformed", "This is no head.", "A head is one line as \"keyeco evidence witness\" writes it: head|NODE|SIZE|ROOT|AT|KEY|SIGNATURE.", new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = "head" });
        }

        if (head.Node == options.NodeId)
        {
            return new Refusal("evidence.witness.own", "This node is no witness of itself.", $"The head is of a node \"{head.Node}\", and so is this one: give each node a --node-id of its own.");
        }

        // Each head is checked against the one before it: two at once would be checked against the same one, and could contradict each other.
        await turn.WaitAsync(stop);
        try
        {
            return await Keep(head, line, path, by, stop);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The heads kept of a node, the smallest first.</summary>
    /// <param name="node">Whose log.</param>
    /// <param name="from">From this size on.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<IReadOnlyList<WitnessedHeadRow>> List(string node, long from, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<WitnessedHeadRow>().Where(r => r.Node == node && r.Size >= from).OrderBy(r => r.Size).Take(limit).ToListAsync(stop);
    }

    /// <summary>The newest head kept of a node; null when there is none.</summary>
    /// <param name="node">Whose log.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<WitnessedHeadRow?> Last(string node, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<WitnessedHeadRow>().Where(r => r.Node == node).OrderByDescending(r => r.Size).FirstOrDefaultAsync(stop);
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();

    private async Task<Result<WitnessedHeadRow>> Keep(TreeHead head, string line, IReadOnlyList<string> path, string by, CancellationToken stop)
    {
        var last = await Last(head.Node, stop);
        var earlier = last is null ? null : TreeHead.Parse(last.Line);
        if (HeadSuccession.Fault(earlier, head, path, CryptoSuites.All) is { } fault)
        {
            await lane.Commit(new Change(new Act("evidence.head-refused", by, null, [$"node-{head.Node}"], fault.Code, $"{{\"head\":\"{line}\"}}")), stop);
            return fault;
        }

        if (last is not null && head.Size == last.Size)
        {
            return last;
        }

        var row = new WitnessedHeadRow { Id = ids.Next(), Node = head.Node, Size = head.Size, Line = line, At = clock.GetUtcNow() };
        var done = await lane.Commit(new Change(new Act("evidence.head-witnessed", by, null, [$"node-{head.Node}"], "done", $"{{\"head\":\"{line}\"}}")).Insert(row), stop);
        return done.IsOk ? row : done.Refusal;
    }
}
