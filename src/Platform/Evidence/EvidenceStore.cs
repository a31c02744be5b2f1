using System.Text;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>Reads the log: heads, export, proofs.</summary>
/// <param name="contexts">Reads.</param>
/// <param name="lane">Knows the committed end of the log.</param>
/// <param name="signer">Signs heads.</param>
/// <param name="suite">The suite of the log.</param>
/// <param name="options">Names the node.</param>
/// <param name="clock">The node's clock.</param>
public sealed class EvidenceStore(IDbContextFactory<NodeContext> contexts, IEvidenceTail lane, NodeSigner signer, LogSuite suite, StoreOptions options, TimeProvider clock)
{
    /// <summary>A signed head over everything committed so far.</summary>
    public TreeHead Head()
    {
        var (size, root) = lane.Tail();
        return Sign(size, Convert.ToHexStringLower(root));
    }

    /// <summary>A signed head over an earlier state of the log, such as a snapshot of it.</summary>
    /// <param name="size">Records.</param>
    /// <param name="root">Root over them, hexadecimal.</param>
    internal TreeHead HeadOf(long size, string root) => Sign(size, root);

    /// <summary>Records that fit, oldest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="member">Only records on behalf of this member; null for all.</param>
    /// <param name="from">First sequence number.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<IReadOnlyList<EvidenceRow>> Records(EvidenceFilter filter, MemberId? member, long from, int limit, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<EvidenceRow>().Where(r => r.Sequence >= from);
        if (filter.Subject is { } subject)
        {
            rows = rows.Where(r => r.Subject == subject);
        }

        if (filter.Verb is { } verb)
        {
            rows = rows.Where(r => r.Verb == verb);
        }

        if (filter.Since is { } since)
        {
            rows = rows.Where(r => r.At >= since);
        }

        if (filter.Until is { } until)
        {
            rows = rows.Where(r => r.At < until);
        }

        if (member is { } m)
        {
            rows = rows.Where(r => r.Member == m.Value);
        }

        return await rows.OrderBy(r => r.Sequence).Take(limit).ToListAsync(stop);
    }

    /// <summary>Writes the log up to its end now in the form that <see cref="EvidenceVerifier"/> reads.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="stop">Ends the writing; the file then has no head and does not verify.</param>
    public async Task Export(Stream output, CancellationToken stop)
    {
        var head = Head();
        await using var writer = new StreamWriter(output, new ASCIIEncoding(), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(EvidenceVerifier.Header(options.NodeId, suite.Value.Name));
        await using var db = await contexts.CreateDbContextAsync(stop);
        var leaves = db.Set<EvidenceRow>().Where(r => r.Sequence < head.Size).OrderBy(r => r.Sequence).Select(r => r.Leaf).AsAsyncEnumerable();
        var sequence = 0L;
        await foreach (var leaf in leaves.WithCancellation(stop))
        {
            await writer.WriteLineAsync($"{sequence++}|{Encoding.ASCII.GetString(leaf)}");
        }

        await writer.WriteLineAsync(head.Line());
    }

    /// <summary>Whether a record is on behalf of a member.</summary>
    /// <param name="id">Record id.</param>
    /// <param name="member">The member; null for any.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<bool> Concerns(EvidenceId id, MemberId? member, CancellationToken stop)
    {
        var all = member is null;
        var wanted = member?.Value;
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<EvidenceRow>().AnyAsync(r => r.Id == id.Value && (all || r.Member == wanted), stop);
    }

    /// <summary>One record with the path to a signed head: verifies without the rest of the log.</summary>
    /// <param name="id">Record id.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<Result<EvidenceProof>> Proof(EvidenceId id, CancellationToken stop)
    {
        var head = Head();
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<EvidenceRow>().FirstOrDefaultAsync(r => r.Id == id.Value, stop) is not { } row || row.Sequence >= head.Size)
        {
            return new Refusal("evidence.record.unknown", "There is no such record.", $"No record has the id \"{id}\".");
        }

        var hashes = await LeafHashes(head.Size, stop);
        var path = MerkleTree.InclusionProof(hashes, checked((int)row.Sequence), suite.Value.Hash);
        return new EvidenceProof(row.Sequence, Encoding.ASCII.GetString(row.Leaf), [.. path.Select(Convert.ToHexStringLower)], head.Line());
    }

    /// <summary>The receipt of a record that was committed.</summary>
    /// <param name="committed">The lane's answer.</param>
    public EvidenceReceipt Receipt(Committed committed)
    {
        var receipt = new EvidenceReceipt(options.NodeId, new EvidenceId(committed.Evidence), Convert.ToHexStringLower(committed.LeafHash), clock.GetUtcNow().UtcTicks, signer.PublicKey, "") { Suite = suite.Value.Name };
        return receipt with { Signature = Convert.ToHexStringLower(signer.Sign(receipt.Signed())) };
    }

    /// <summary>Proof that the log of an earlier size is the beginning of the log now.</summary>
    /// <param name="first">Records of the earlier log.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>The proof with a signed head, or <c>input.field</c>.</returns>
    public async Task<Result<EvidenceConsistency>> Consistency(long first, CancellationToken stop)
    {
        var head = Head();
        if (first < 0 || first > head.Size)
        {
            return Refusal.Field("first", $"0 to {head.Size}, the size of the log", first.ToString());
        }

        if (first == 0 || first == head.Size)
        {
            return new EvidenceConsistency(first, [], head.Line());
        }

        var hashes = await LeafHashes(head.Size, stop);
        return new EvidenceConsistency(first, [.. MerkleTree.ConsistencyProof(hashes, checked((int)first), suite.Value.Hash).Select(Convert.ToHexStringLower)], head.Line());
    }

    /// <summary>The node's own heads that were kept, the smallest first.</summary>
    /// <param name="from">From this size on.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<IReadOnlyList<string>> KeptHeads(long from, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<HeadRow>().Where(h => h.Size >= from).OrderBy(h => h.Size).Take(limit).Select(h => h.Line).ToListAsync(stop);
    }

    private async Task<byte[][]> LeafHashes(long size, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<EvidenceRow>().Where(r => r.Sequence >= 0 && r.Sequence < size).OrderBy(r => r.Sequence).Select(r => r.LeafHash).ToArrayAsync(stop);
    }

    private TreeHead Sign(long size, string root)
    {
        var head = new TreeHead(options.NodeId, size, root, clock.GetUtcNow().UtcTicks, signer.PublicKey, "") { Suite = suite.Value.Name };
        return head with { Signature = Convert.ToHexStringLower(signer.Sign(head.Signed())) };
    }
}
