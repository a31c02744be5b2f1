using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Reads assets and agreements; answers the questions about them.</summary>
internal sealed class Catalogue(IDbContextFactory<NodeContext> contexts, BlobStore blobs) : IAssetAnswer, IAgreementAnswer, IAgreementPrices
{
    private const int AgreementsMax = 100;

    public async Task<AssetRow?> Find(AssetId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AssetRow>().FirstOrDefaultAsync(a => a.Id == id.Value, stop);
    }

    public async Task<AgreementRow?> Find(AgreementId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AgreementRow>().FirstOrDefaultAsync(a => a.Id == id.Value, stop);
    }

    public async Task<Page<AssetView>> List(string? query, string? kind, Guid? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<AssetRow>().AsQueryable();
        if (!string.IsNullOrWhiteSpace(kind))
        {
            rows = rows.Where(a => a.Kind == kind);
        }

        if (!string.IsNullOrWhiteSpace(query))
        {
            var wanted = query.Trim().ToLowerInvariant();
            rows = rows.Where(a => a.SearchText.Contains(wanted));
        }

        if (after is { } cursor)
        {
            rows = rows.Where(a => a.Id.CompareTo(cursor) > 0);
        }

        var page = await rows.OrderBy(a => a.Id).Take(limit + 1).ToListAsync(stop);
        return new Page<AssetView>([.. page.Take(limit).Select(View)], page.Count > limit ? page[limit - 1].Id.ToString("n") : null);
    }

    public async Task<IReadOnlyList<AgreementView>> AgreementsOf(MemberId member, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<AgreementRow>().Where(a => a.Consumer == member.Value || a.Provider == member.Value).OrderByDescending(a => a.Id).Take(500).ToListAsync(stop);
        return [.. rows.Select(View)];
    }

    public async ValueTask<AssetFacts?> Of(AssetId asset, CancellationToken stop) =>
        await Find(asset, stop) is { } a ? new AssetFacts(asset, new MemberId(a.Provider), a.Kind, a.Title, a.Sector, a.Place, a.Demonstration) : null;

    public async ValueTask<string?> ContentOf(AssetId asset, CancellationToken stop) =>
        await Find(asset, stop) is { Sha256: { } hash } ? blobs.PathOf(hash) : null;

    public async ValueTask<IReadOnlyList<AgreementStanding>> Between(MemberId consumer, AssetId asset, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<AgreementRow>().Where(a => a.Consumer == consumer.Value && a.Asset == asset.Value).OrderByDescending(a => a.Id).Take(AgreementsMax).ToListAsync(stop);
        return [.. rows.Select(a => new AgreementStanding(new AgreementId(a.Id), asset, new MemberId(a.Provider), consumer, a.State, a.Policy, a.State == "signed" ? a.Since : null) { Version = a.Version })];
    }

    public async ValueTask<AgreementPrice?> PriceOf(AgreementId agreement, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<AgreementRow>().FirstOrDefaultAsync(a => a.Id == agreement.Value, stop) is not { } a)
        {
            return null;
        }

        // The row's own instant is that of its last step; the fact keeps that of the second signature.
        var signed = await db.Set<FactRow>().Where(f => f.Aggregate == a.Id && f.Topic == DataspaceCommands.SignedTopic).OrderBy(f => f.Position).FirstOrDefaultAsync(stop);
        return signed is null ? null : new AgreementPrice(agreement, new AssetId(a.Asset), new MemberId(a.Provider), new MemberId(a.Consumer), new Money(a.PriceMinorPerHour, Currency.Cny), signed.At);
    }

    public static AssetView View(AssetRow a)
    {
        var policy = PolicyJson.Parse(a.Policy).Value;
        return new AssetView(
            new AssetId(a.Id), new MemberId(a.Provider), a.Kind, a.Title, a.Sector, a.Place, a.Policy,
            PolicyWords.Say(policy, chinese: true), PolicyWords.Say(policy, chinese: false),
            a.PriceMinorPerHour, a.Sha256, a.Length,
            [.. a.Sources.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => AssetId.TryParse(s, null, out var id) ? id : default)],
            a.Demonstration);
    }

    public static AgreementView View(AgreementRow a) => new(
        new AgreementId(a.Id), new AssetId(a.Asset), new MemberId(a.Provider), new MemberId(a.Consumer), a.State, a.Policy, a.PriceMinorPerHour,
        a.ProviderSignature is not null, a.ConsumerSignature is not null, a.Version);
}
