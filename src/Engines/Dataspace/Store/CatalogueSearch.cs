using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Search;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>
/// Pages of the catalogue. A page walks an index from behind the last asset of the page before, so that pages are stable while others publish.
/// A page whose filter lets little pass ends after <see cref="ScannedMax"/> candidates and says where to go on: it may be short, or empty, and have a next.
/// </summary>
internal sealed class CatalogueSearch(IDbContextFactory<NodeContext> contexts, IMemberAnswer members, TimeProvider clock)
{
    /// <summary>Candidates that one page looks at.</summary>
    public const int ScannedMax = 10_000;

    private const int Batch = 500;

    public static IReadOnlyList<string> Sorts { get; } = ["oldest", "newest", "title", "price"];

    public async Task<Page<AssetView>> List(CatalogueQuery query, Caller reader, Guid? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var text = SearchText.Normal(query.Text ?? "");
        var grams = text.Length > 0 && (query.Sort is "oldest" or "newest") ? await SearchIndex.Rarest(db, CatalogueQuery.Scope, text, stop) : null;
        var consumer = query.UsableFor is null ? null : await members.Of(reader.Member, stop);
        var found = new List<AssetRow>(limit + 1);
        var cursor = after;
        for (var scanned = 0; scanned < ScannedMax; scanned += Batch)
        {
            // Without a filter that is judged here the first batch is the page.
            var take = grams is null && query.UsableFor is null ? limit + 1 : Batch;
            var (rows, last, more) = grams is null
                ? await Walk(db, query, text, cursor, take, stop)
                : await WalkGrams(db, query, text, grams, cursor, take, stop);
            foreach (var row in query.UsableFor is null ? await Shown(db, rows, reader, stop) : await Usable(db, rows, query, consumer, stop))
            {
                found.Add(row);
                if (found.Count > limit)
                {
                    return Page(found, limit, found[limit - 1].Id);
                }
            }

            if (!more)
            {
                return Page(found, limit, null);
            }

            cursor = last;
        }

        return Page(found, limit, cursor);
    }

    private static Page<AssetView> Page(List<AssetRow> found, int limit, Guid? next) => new([.. found.Take(limit).Select(Catalogue.View)], next?.ToString("n"));

    private static IQueryable<AssetRow> Filter(IQueryable<AssetRow> rows, CatalogueQuery query, string text)
    {
        rows = query.Kind is { } kind ? rows.Where(a => a.Kind == kind) : rows;
        rows = query.Sector is { } sector ? rows.Where(a => a.Sector == sector) : rows;
        rows = query.Place is { } place ? rows.Where(a => a.Place == place) : rows;
        rows = query.Provider is { } provider ? rows.Where(a => a.Provider == provider.Value) : rows;
        return text.Length > 0 ? rows.Where(a => a.SearchText.Contains(text)) : rows;
    }

    private static async Task<(IReadOnlyList<AssetRow> Rows, Guid? Last, bool More)> Walk(NodeContext db, CatalogueQuery query, string text, Guid? after, int take, CancellationToken stop)
    {
        var rows = Filter(db.Set<AssetRow>(), query, text);
        var from = after is { } id && query.Sort is "title" or "price" ? await db.Set<AssetRow>().FirstOrDefaultAsync(a => a.Id == after, stop) : null;
        rows = (query.Sort, after, from) switch
        {
            ("newest", { } a, _) => rows.Where(r => r.Id.CompareTo(a) < 0),
            ("oldest", { } a, _) => rows.Where(r => r.Id.CompareTo(a) > 0),
            ("title", _, { } f) => rows.Where(r => string.Compare(r.SearchText, f.SearchText) > 0 || (r.SearchText == f.SearchText && r.Id.CompareTo(f.Id) > 0)),
            ("price", _, { } f) => rows.Where(r => r.PriceMinorPerHour > f.PriceMinorPerHour || (r.PriceMinorPerHour == f.PriceMinorPerHour && r.Id.CompareTo(f.Id) > 0)),
            _ => rows,
        };
        rows = query.Sort switch
        {
            "newest" => rows.OrderByDescending(r => r.Id),
            "title" => rows.OrderBy(r => r.SearchText).ThenBy(r => r.Id),
            "price" => rows.OrderBy(r => r.PriceMinorPerHour).ThenBy(r => r.Id),
            _ => rows.OrderBy(r => r.Id),
        };
        var page = await rows.Take(take).ToListAsync(stop);
        return (page, page.Count > 0 ? page[^1].Id : null, page.Count == take);
    }

    private static async Task<(IReadOnlyList<AssetRow> Rows, Guid? Last, bool More)> WalkGrams(NodeContext db, CatalogueQuery query, string text, IReadOnlyList<string> grams, Guid? after, int take, CancellationToken stop)
    {
        var descending = query.Sort == "newest";
        var (ids, last, more) = await SearchIndex.Find(db, CatalogueQuery.Scope, grams, after, descending, take, stop);
        var rows = await Filter(db.Set<AssetRow>().Where(a => ids.Contains(a.Id)), query, text).OrderBy(a => a.Id).ToListAsync(stop);
        if (descending)
        {
            rows.Reverse();
        }

        return (rows, last, more);
    }

    /// <summary>
    /// Without the results of others that their terms keep from this reader: those that inherit what forbids to share them onward, and those of no source that their owner has offered to nobody.
    /// Nobody may conclude anything about them, and their names are their owner's matter. Those who supervise see them.
    /// </summary>
    private async Task<IReadOnlyList<AssetRow>> Shown(NodeContext db, IReadOnlyList<AssetRow> rows, Caller reader, CancellationToken stop)
    {
        if (reader.Is(NodeRoles.Operator) || reader.Is(NodeRoles.Auditor) || reader.Is(NodeRoles.Regulator) || !rows.Any(r => Doubtful(r, reader)))
        {
            return rows;
        }

        var consumer = await members.Of(reader.Member, stop);
        var at = clock.GetUtcNow();
        var unoffered = rows.Where(r => Doubtful(r, reader) && !r.Inherits).Select(r => r.Id).ToList();
        var offered = unoffered.Count == 0 ? [] : await db.Set<OfferRow>().Where(o => unoffered.Contains(o.Asset) && o.Id != o.Asset).Select(o => o.Asset).ToListAsync(stop);
        return [.. rows.Where(r => !Doubtful(r, reader) || (r.Inherits ? consumer is not null && Usability.Under(consumer, new AssetId(r.Id), PolicyJson.Stored(r.Policy), "distribute", "", at).Permitted : offered.Contains(r.Id)))];
    }

    /// <summary>Those of some assets that the catalogue lists to a reader.</summary>
    public async Task<IReadOnlyList<AssetRow>> Listed(IReadOnlyList<AssetRow> rows, Caller reader, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await Shown(db, rows, reader, stop);
    }

    /// <summary>Whether somebody else's asset may be one that is not to be shown.</summary>
    private static bool Doubtful(AssetRow row, Caller reader) => row.Provider != reader.Member.Value && (row.Inherits || row.Place.Length == 0);

    private async Task<IReadOnlyList<AssetRow>> Usable(NodeContext db, IReadOnlyList<AssetRow> rows, CatalogueQuery query, MemberFacts? consumer, CancellationToken stop)
    {
        if (consumer is null || rows.Count == 0)
        {
            return [];
        }

        var at = clock.GetUtcNow();
        var ids = rows.Select(r => r.Id).ToList();
        var offers = (await db.Set<OfferRow>().Where(o => ids.Contains(o.Asset) && o.WithdrawnAt == null && o.From <= at && (o.Until == null || o.Until > at)).ToListAsync(stop)).ToLookup(o => o.Asset);
        var agreements = (await db.Set<AgreementRow>().Where(a => a.Consumer == consumer.Member.Value && ids.Contains(a.Asset) && a.State == NegotiationState.Finalized && a.Ended == null).OrderByDescending(a => a.Id).ToListAsync(stop)).ToLookup(a => a.Asset);
        var parsed = new Dictionary<string, OdrlPolicy>(StringComparer.Ordinal);
        return [.. rows.Where(r => Usability.May(
            consumer,
            Catalogue.Facts(r),
            [.. agreements[r.Id].Select(a => (DataspaceReads.Standing(a), Of(a.Policy)))],
            r.Inherits && !Onward(r) ? [] : [.. offers[r.Id].Select(o => Of(o.Policy))],
            query.Action ?? (r.Kind == "compute-pool" ? "compute" : "read"),
            query.UsableFor!,
            at))];

        bool Onward(AssetRow r) => Usability.Under(consumer, new AssetId(r.Id), Of(r.Policy), "distribute", "", at).Permitted;

        OdrlPolicy Of(string json) => parsed.TryGetValue(json, out var policy) ? policy : parsed[json] = PolicyJson.Stored(json);
    }
}
