using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Reads assets; answers the questions about them.</summary>
internal sealed class Catalogue : IAssetAnswer
{
    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly RowCache<AssetId, (AssetFacts? Facts, string? Content), AssetRow> known;
    private readonly RowCache<AssetId, AssetRow?, AssetRow> rows;

    public Catalogue(IDbContextFactory<NodeContext> contexts, BlobStore blobs, RowStamps stamps)
    {
        this.contexts = contexts;
        rows = new(stamps, Find);
        known = new(stamps, async (id, stop) => await Find(id, stop) is { } row ? (Facts(row), row.Sha256 is { } hash ? blobs.PathOf(hash) : null) : (null, null));
    }

    public async Task<AssetRow?> Find(AssetId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AssetRow>().FirstOrDefaultAsync(a => a.Id == id.Value, stop);
    }

    /// <summary>An asset to look at, not to change; null for none.</summary>
    public ValueTask<AssetRow?> Row(AssetId id, CancellationToken stop) => rows.Get(id, stop);

    public async ValueTask<AssetFacts?> Of(AssetId asset, CancellationToken stop) => (await known.Get(asset, stop)).Facts;

    public static AssetFacts Facts(AssetRow a) => new(new AssetId(a.Id), new MemberId(a.Provider), a.Kind, a.Title, a.Sector, a.Place, a.Demonstration) { Jurisdictions = a.Jurisdictions?.Split(','), Airlock = a.AirlockRules, Length = a.Length, Rows = a.Rows };

    public async ValueTask<string?> ContentOf(AssetId asset, CancellationToken stop) => (await known.Get(asset, stop)).Content;

    private static AirlockRulesView RulesView(AirlockRules r) => new(r.BytesMax, r.RowsMax, r.CellCountMin, r.DigitsMax, r.BitsMax, r.Forms, r.Approval, r.Hosts);

    public static AssetView View(AssetRow a)
    {
        var policy = PolicyJson.Stored(a.Policy);
        return new AssetView(
            new AssetId(a.Id), new MemberId(a.Provider), a.Kind, a.Title, a.Sector, a.Place, a.Policy,
            PolicyWords.Say(policy, chinese: true), PolicyWords.Say(policy, chinese: false),
            a.PriceMinorPerHour, a.Sha256, a.Length,
            a.SourceIds,
            a.Demonstration, a.MediaType, a.ReleasedAt, a.Version, PolicyDates.EndOf(policy), a.Description)
        {
            At = a.At,
            HasContent = a.Sha256 is not null,
            Job = a.Job is { } job ? new JobId(job) : null,
            Rows = a.Rows,
            Jurisdictions = a.Jurisdictions?.Split(','),
            Airlock = a.Kind == "dataset" ? RulesView(a.AirlockRules) : null,
        };
    }
}
