using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Agreements;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Reads offers, agreements and keys; answers the Gate's question about agreements and what an agreement charges.</summary>
internal sealed class DataspaceReads : IAgreementAnswer, IAgreementPrices
{
    private const int AgreementsMax = 100;

    /// <summary>States of a negotiation that goes on.</summary>
    private static readonly NegotiationState[] Open = [NegotiationState.Requested, NegotiationState.Offered, NegotiationState.Accepted, NegotiationState.Agreed, NegotiationState.Verified];

    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly TimeProvider clock;
    private readonly RowCache<(MemberId Consumer, AssetId Asset), IReadOnlyList<AgreementStanding>, AgreementRow> standing;
    private readonly RowCache<OfferId, OfferRow?, OfferRow> offers;
    private readonly RowCache<MemberId, MemberKeyRow?, MemberKeyRow> ownKeys;

    public DataspaceReads(IDbContextFactory<NodeContext> contexts, RowStamps stamps, TimeProvider clock)
    {
        this.contexts = contexts;
        this.clock = clock;
        standing = new(stamps, StandingBetween);
        offers = new(stamps, Find);
        ownKeys = new(stamps, OwnKey);
    }

    public async Task<OfferRow?> Find(OfferId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<OfferRow>().FirstOrDefaultAsync(o => o.Id == id.Value, stop);
    }

    /// <summary>An offer to look at, not to change; null for none.</summary>
    public ValueTask<OfferRow?> Known(OfferId id, CancellationToken stop) => offers.Get(id, stop);

    /// <summary>A member's own key to look at, not to change; null for none.</summary>
    public ValueTask<MemberKeyRow?> KnownKey(MemberId member, CancellationToken stop) => ownKeys.Get(member, stop);

    public async Task<AgreementRow?> Find(AgreementId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AgreementRow>().FirstOrDefaultAsync(a => a.Id == id.Value, stop);
    }

    public async ValueTask<AgreementPrice?> PriceOf(AgreementId agreement, CancellationToken stop)
    {
        if (await Find(agreement, stop) is not { InForceSince: { } signed } a)
        {
            return null;
        }

        return new AgreementPrice(agreement, new AssetId(a.Asset), new MemberId(a.Provider), new MemberId(a.Consumer), new Money(a.PriceMinorPerHour, Currency.Cny), signed);
    }

    public async Task<MemberKeyRow?> OwnKey(MemberId member, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<MemberKeyRow>().FirstOrDefaultAsync(k => k.Id == member.Value, stop);
    }

    /// <summary>The offers of an asset: the one it was published with, then by their day; at most 1,000.</summary>
    public async Task<IReadOnlyList<OfferRow>> OffersOf(AssetId asset, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<OfferRow>().Where(o => o.Asset == asset.Value).OrderBy(o => o.Id == asset.Value ? 0 : 1).ThenBy(o => o.From).ThenBy(o => o.Id).Take(1000).ToListAsync(stop);
    }

    /// <summary>Offers of some assets that can be taken now.</summary>
    public async Task<IReadOnlyList<OfferRow>> OpenOffersOf(IReadOnlyList<AssetId> assets, DateTimeOffset at, CancellationToken stop)
    {
        Guid[] ids = [.. assets.Select(a => a.Value)];
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<OfferRow>().Where(o => ids.Contains(o.Asset) && o.WithdrawnAt == null && o.From <= at && (o.Until == null || o.Until > at)).OrderBy(o => o.Id).ToListAsync(stop);
    }

    /// <summary>The member's agreements, the newest first.</summary>
    public async Task<Page<AgreementView>> Agreements(MemberId member, AgreementFilter filter, Guid? before, int limit, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = filter.Role switch
        {
            "provider" => db.Set<AgreementRow>().Where(a => a.Provider == member.Value),
            "consumer" => db.Set<AgreementRow>().Where(a => a.Consumer == member.Value),
            _ => db.Set<AgreementRow>().Where(a => a.Consumer == member.Value || a.Provider == member.Value),
        };
        if (filter.Asset is { } asset)
        {
            rows = rows.Where(a => a.Asset == asset.Value);
        }

        // What time has ended is expired before the node has come to record it.
        rows = filter.State switch
        {
            null => rows,
            "expired" => rows.Where(a => a.Ended == "expired" || (a.Ended == null && ((Open.Contains(a.State) && a.Deadline <= at) || (a.Ends != null && a.Ends <= at)))),
            "refused" or "terminated" or "replaced" => rows.Where(a => a.Ended == filter.State),
            "signed" => rows.Where(a => a.Ended == null && a.State == NegotiationState.Finalized && a.SuspendedAt == null && (a.Ends == null || a.Ends > at)),
            "suspended" => rows.Where(a => a.Ended == null && a.State == NegotiationState.Finalized && a.SuspendedAt != null && (a.Ends == null || a.Ends > at)),
            _ => Under(rows, filter.State).Where(a => a.Ended == null && a.Deadline > at && (a.Ends == null || a.Ends > at)),
        };
        if (before is { } cursor)
        {
            rows = rows.Where(a => a.Id.CompareTo(cursor) < 0);
        }

        var page = await rows.OrderByDescending(a => a.Id).Take(limit + 1).ToListAsync(stop);
        return new Page<AgreementView>([.. page.Take(limit).Select(a => View(a, at))], page.Count > limit ? page[limit - 1].Id.ToString("n") : null);
    }

    /// <summary>The newest version of an agreement that is negotiated or has replaced it; null for none.</summary>
    public async Task<AgreementRow?> Amendment(AgreementId agreement, DateTimeOffset at, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AgreementRow>().Where(a => a.Replaces == agreement.Value && (a.State == NegotiationState.Finalized || (a.Ended == null && a.Deadline > at))).OrderByDescending(a => a.Id).FirstOrDefaultAsync(stop);
    }

    /// <summary>Other terms that were proposed for an agreement, the first one first.</summary>
    public async Task<IReadOnlyList<ProposalRow>> Proposals(AgreementId agreement, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<ProposalRow>().Where(p => p.Agreement == agreement.Value).OrderBy(p => p.Number).ToListAsync(stop);
    }

    /// <summary>The newest agreement of a consumer under an offer that is under way or in force; null for none.</summary>
    public async Task<AgreementRow?> Standing(MemberId consumer, OfferRow offer, DateTimeOffset at, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AgreementRow>()
            .Where(a => a.Consumer == consumer.Value && a.Asset == offer.Asset && a.Offer == offer.Id && a.Ended == null && (a.Ends == null || a.Ends > at) && (a.State == NegotiationState.Finalized || a.Deadline > at))
            .OrderByDescending(a => a.Id).FirstOrDefaultAsync(stop);
    }

    /// <summary>Agreements that time has ended and that still stand otherwise.</summary>
    public async Task<IReadOnlyList<AgreementRow>> Overdue(DateTimeOffset at, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AgreementRow>()
            .Where(a => (Open.Contains(a.State) && a.Deadline <= at) || (a.Ended == null && a.Ends != null && a.Ends <= at))
            .OrderBy(a => a.Id).Take(limit).ToListAsync(stop);
    }

    private static IQueryable<AgreementRow> Under(IQueryable<AgreementRow> rows, string word) => word switch
    {
        "requested" => rows.Where(a => a.State == NegotiationState.Requested),
        "offered" => rows.Where(a => a.State == NegotiationState.Offered),
        _ => rows.Where(a => a.State == NegotiationState.Accepted || a.State == NegotiationState.Agreed || a.State == NegotiationState.Verified),
    };

    public ValueTask<IReadOnlyList<AgreementStanding>> Between(MemberId consumer, AssetId asset, CancellationToken stop) => standing.Get((consumer, asset), stop);

    private async Task<IReadOnlyList<AgreementStanding>> StandingBetween((MemberId Consumer, AssetId Asset) parties, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<AgreementRow>().Where(a => a.Consumer == parties.Consumer.Value && a.Asset == parties.Asset.Value).OrderByDescending(a => a.Id).Take(AgreementsMax).ToListAsync(stop);
        return [.. rows.Select(Standing)];
    }

    public static AgreementStanding Standing(AgreementRow a) =>
        new(new AgreementId(a.Id), new AssetId(a.Asset), new MemberId(a.Provider), new MemberId(a.Consumer), a.Stage.Word, a.Policy, a.Stage.IsInForce ? a.InForceSince : null)
        {
            Version = a.Version,
            Ends = a.Ends,
            Done = a.Duties is null ? null : DutiesOf(a).Done,
        };

    public static AgreementDuties DutiesOf(AgreementRow a) => new(PolicyJson.Stored(a.Policy), AgreementDuties.Read(a.Duties), a.InForceSince);

    public static string StateAt(AgreementRow a, DateTimeOffset at) => StageAt(a, at).Word;

    public static AgreementStage StageAt(AgreementRow a, DateTimeOffset at) => AgreementTransitions.At(a.Stage, a.Deadline, a.Ends, at);

    public static AgreementView View(AgreementRow a, DateTimeOffset at) => new(
        new AgreementId(a.Id), new AssetId(a.Asset), new MemberId(a.Provider), new MemberId(a.Consumer), StateAt(a, at), a.Policy, a.PriceMinorPerHour,
        a.ProviderSignature is not null, a.ConsumerSignature is not null, a.Version, new OfferId(a.Offer), a.RequestedAt, a.Deadline, a.Ends, a.DocumentSha256)
    {
        Negotiation = ProtocolWords.Of(StageAt(a, at).State),
        SuspendedAt = a.SuspendedAt,
        Replaces = a.Replaces is { } replaced ? new AgreementId(replaced) : null,
        Connector = a.Connector is { } connector ? new PeerId(connector) : null,
    };

    public static OfferView View(OfferRow o, DateTimeOffset at)
    {
        var policy = PolicyJson.Stored(o.Policy);
        return new OfferView(
            new OfferId(o.Id), new AssetId(o.Asset), new MemberId(o.Provider), o.Title, OfferState.At(o.From, o.Until, o.WithdrawnAt, at), o.Policy,
            PolicyWords.Say(policy, chinese: true), PolicyWords.Say(policy, chinese: false), o.PriceMinorPerHour, o.From, o.Until, o.AgreementEnds, o.WithdrawnAt, o.Version, PolicyDates.EndOf(policy))
        { Standing = o.Standing };
    }

    public static AgreementDocumentView Document(AgreementRow a)
    {
        var signatures = new List<AgreementSignature>();
        Add("provider", a.Provider, a.ProviderSignature, a.ProviderSignedAt);
        Add("consumer", a.Consumer, a.ConsumerSignature, a.ConsumerSignedAt);
        return new AgreementDocumentView(new AgreementId(a.Id), a.Document, a.DocumentSha256, signatures);

        void Add(string party, Guid member, string? signature, DateTimeOffset? at)
        {
            if (signature?.Split(':') is [var custody, var key, var value])
            {
                signatures.Add(new AgreementSignature(party, new MemberId(member), custody, key, value, at ?? a.Since));
            }
        }
    }
}
