using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Reads peers, names, negotiations, transfer processes and messages.</summary>
internal sealed class ProtocolReads
{
    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly RowCache<string, IReadOnlyList<PeerRow>, PeerRow> peers;
    private readonly RowCache<(string Kind, string Text), Guid?, IdentifierRow> things;
    private readonly RowCache<(string Kind, Guid Id), string?, IdentifierRow> names;

    public ProtocolReads(IDbContextFactory<NodeContext> contexts, RowStamps stamps, ILane lane)
    {
        this.contexts = contexts;
        Negotiating = new(lane, (id, stop) => Read(db => db.Set<NegotiationRow>().FirstOrDefaultAsync(n => n.Id == id, stop), stop));
        Transferring = new(lane, (id, stop) => Read(db => db.Set<ProcessRow>().FirstOrDefaultAsync(p => p.Id == id, stop), stop));
        peers = new(stamps, async (_, stop) => await Read(db => db.Set<PeerRow>().OrderBy(p => p.Participant).ToListAsync(stop), stop));
        things = new(stamps, (key, stop) => Read(db => db.Set<IdentifierRow>().Where(i => i.Kind == key.Kind && i.Text == key.Text).Select(i => (Guid?)i.Of).FirstOrDefaultAsync(stop), stop));
        names = new(stamps, (key, stop) => Read(db => db.Set<IdentifierRow>().Where(i => i.Kind == key.Kind && i.Of == key.Id).Select(i => i.Text).FirstOrDefaultAsync(stop), stop));
    }

    /// <summary>Negotiations, to read and to change.</summary>
    public RowsAtHand<NegotiationRow> Negotiating { get; }

    /// <summary>Transfer processes, to read and to change.</summary>
    public RowsAtHand<ProcessRow> Transferring { get; }

    /// <summary>All peers.</summary>
    public ValueTask<IReadOnlyList<PeerRow>> Peers(CancellationToken stop) => peers.Get("", stop);

    public async ValueTask<PeerRow?> Peer(Guid id, CancellationToken stop) => (await Peers(stop)).FirstOrDefault(p => p.Id == id);

    /// <summary>The asset that a message names, by a name of others or by its id here; null for none.</summary>
    public async ValueTask<AssetId?> Asset(string text, CancellationToken stop) => await Named("asset", text, stop) is { } id ? new AssetId(id) : AssetId.TryParse(text, null, out var own) ? own : null;

    /// <summary>The offer that a message names; null for none.</summary>
    public async ValueTask<OfferId?> Offer(string text, CancellationToken stop) => await Named("offer", text, stop) is { } id ? new OfferId(id) : OfferId.TryParse(text, null, out var own) ? own : null;

    /// <summary>The agreement that a message names; null for none.</summary>
    public async ValueTask<AgreementId?> Agreement(string text, CancellationToken stop) => await Named("agreement", text, stop) is { } id ? new AgreementId(id) : AgreementId.TryParse(text, null, out var own) ? own : null;

    /// <summary>The name by which others know an asset, offer or agreement; null for none.</summary>
    public ValueTask<string?> NameOf(string kind, Guid id, CancellationToken stop) => names.Get((kind, id), stop);

    /// <summary>The names of some things of a kind, of those that have one.</summary>
    public Task<Dictionary<Guid, string>> NamesOf(string kind, IReadOnlyList<Guid> ids, CancellationToken stop) =>
        Read(db => db.Set<IdentifierRow>().Where(i => i.Kind == kind && ids.Contains(i.Of)).ToDictionaryAsync(i => i.Of, i => i.Text, stop), stop);

    public Task<IdentifierRow?> Identifier(string kind, Guid of, CancellationToken stop) => Read(db => db.Set<IdentifierRow>().FirstOrDefaultAsync(i => i.Kind == kind && i.Of == of, stop), stop);

    public ValueTask<NegotiationRow?> Negotiation(Guid id, CancellationToken stop) => Negotiating.Find(id, stop);

    /// <summary>The negotiation that a peer knows under a pid of its own.</summary>
    public Task<NegotiationRow?> Negotiation(PeerRow peer, ProtocolRole role, string peerPid, CancellationToken stop) =>
        Read(db => db.Set<NegotiationRow>().FirstOrDefaultAsync(n => n.Peer == peer.Id && n.Role == role && n.PeerPid == peerPid, stop), stop);

    /// <summary>The negotiation in which a peer concluded an agreement, by its name of it.</summary>
    public Task<NegotiationRow?> Concluded(Guid peer, string agreement, CancellationToken stop) =>
        Read(db => db.Set<NegotiationRow>().FirstOrDefaultAsync(n => n.AgreementId == agreement && n.Peer == peer && n.State == NegotiationState.Finalized, stop), stop);

    public ValueTask<ProcessRow?> Process(Guid id, CancellationToken stop) => Transferring.Find(id, stop);

    /// <summary>The transfer process that a peer knows under a pid of its own.</summary>
    public Task<ProcessRow?> Process(PeerRow peer, ProtocolRole role, string peerPid, CancellationToken stop) =>
        Read(db => db.Set<ProcessRow>().FirstOrDefaultAsync(p => p.Peer == peer.Id && p.Role == role && p.PeerPid == peerPid, stop), stop);

    /// <summary>Messages that are to be posted still, in the order of sending.</summary>
    public Task<List<MessageRow>> Unsent(CancellationToken stop) => Read(db => db.Set<MessageRow>().Where(m => m.Dead == null).OrderBy(m => m.Id).ToListAsync(stop), stop);

    /// <summary>Negotiations that have not ended.</summary>
    public Task<List<Guid>> OpenNegotiations(CancellationToken stop) =>
        Read(db => db.Set<NegotiationRow>().Where(n => n.State != NegotiationState.Finalized && n.State != NegotiationState.Terminated).OrderBy(n => n.Id).Select(n => n.Id).ToListAsync(stop), stop);

    /// <summary>Transfer processes in which this node is to go on by itself: those that have not begun, and those whose data it sends.</summary>
    public Task<List<Guid>> WaitingProcesses(CancellationToken stop) =>
        Read(db => db.Set<ProcessRow>().Where(p => p.Role == ProtocolRole.Provider && (p.State == TransferState.Requested || (p.State == TransferState.Started && p.Format == ProtocolWords.Push))).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(stop), stop);

    /// <summary>Transfers of this node's data under an agreement that have not ended; of every agreement that is not in force where none is given.</summary>
    public Task<List<Guid>> OpenProcesses(Guid? agreement, CancellationToken stop) => Read(
        db => db.Set<ProcessRow>()
            .Where(p => p.Role == ProtocolRole.Provider && p.Agreement != null && p.State != TransferState.Completed && p.State != TransferState.Terminated)
            .Where(p => agreement == null ? db.Set<AgreementRow>().Any(a => a.Id == p.Agreement && a.Ended != null) : p.Agreement == agreement)
            .OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(stop),
        stop);

    /// <summary>The member's negotiations, the newest first.</summary>
    public Task<List<NegotiationRow>> Negotiations(MemberId member, Guid? before, int limit, CancellationToken stop) =>
        Read(db => db.Set<NegotiationRow>().Where(n => n.Member == member.Value && (before == null || n.Id.CompareTo(before.Value) < 0)).OrderByDescending(n => n.Id).Take(limit).ToListAsync(stop), stop);

    /// <summary>The member's transfer processes, the newest first.</summary>
    public Task<List<ProcessRow>> Processes(MemberId member, Guid? before, int limit, CancellationToken stop) =>
        Read(db => db.Set<ProcessRow>().Where(p => p.Member == member.Value && (before == null || p.Id.CompareTo(before.Value) < 0)).OrderByDescending(p => p.Id).Take(limit).ToListAsync(stop), stop);

    private ValueTask<Guid?> Named(string kind, string text, CancellationToken stop) => things.Get((kind, text), stop);

    private async Task<T> Read<T>(Func<NodeContext, Task<T>> read, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await read(db);
    }
}
