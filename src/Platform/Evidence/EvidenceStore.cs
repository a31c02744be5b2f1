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
/// <param name="options">Names the node.</param>
/// <param name="clock">The node's clock.</param>
public sealed class EvidenceStore(IDbContextFactory<NodeContext> contexts, IEvidenceTail lane, NodeSigner signer, StoreOptions options, TimeProvider clock)
{
    /// <summary>A signed head over everything committed so far.</summary>
    public TreeHead Head()
    {
        var (size, root) = lane.Tail();
        return Sign(size, Convert.ToHexStringLower(root));
    }

    /// <summary>Records of a subject, or all, oldest first.</summary>
    /// <param name="subject">Id in text form; null for all.</param>
    /// <param name="member">Only records on behalf of this member; null for all.</param>
    /// <param name="from">First sequence number.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<IReadOnlyList<EvidenceRow>> Records(string? subject, MemberId? member, long from, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<EvidenceRow>().Where(r => r.Sequence >= from);
        if (subject is not null)
        {
            rows = rows.Where(r => r.Subject == subject);
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
        await writer.WriteLineAsync(EvidenceVerifier.Header(options.NodeId));
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

        var hashes = await db.Set<EvidenceRow>().Where(r => r.Sequence < head.Size).OrderBy(r => r.Sequence).Select(r => r.LeafHash).ToArrayAsync(stop);
        var path = MerkleTree.InclusionProof(hashes, checked((int)row.Sequence));
        return new EvidenceProof(row.Sequence, Encoding.ASCII.GetString(row.Leaf), [.. path.Select(Convert.ToHexStringLower)], head.Line());
    }

    private TreeHead Sign(long size, string root)
    {
        var head = new TreeHead(options.NodeId, size, root, clock.GetUtcNow().UtcTicks, signer.PublicKey, "");
        return head with { Signature = Convert.ToHexStringLower(signer.Sign(head.Signed())) };
    }
}
