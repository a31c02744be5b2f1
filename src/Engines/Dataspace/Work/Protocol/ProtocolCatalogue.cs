using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>The catalogue as other connectors read it: every asset that has an open offer.</summary>
internal sealed class ProtocolCatalogue(CatalogueSearch search, Catalogue catalogue, DataspaceReads reads, ProtocolReads protocol, IMemberAnswer members, ProtocolAddress own, TimeProvider clock)
{
    /// <summary>Data sets of a page where nobody asks for another number.</summary>
    public const int PageSize = 100;

    private const string ServiceName = "urn:keyeco:dsp";
    private static readonly string[] Filters = ["keyword", "kind", "sector", "place", "purpose"];

    /// <summary>A page, and the cursors of those beside it.</summary>
    public async Task<Result<(JsonObject Catalog, string? Next, string? Previous)>> Page(PeerRow peer, CatalogueQuery query, string? cursor, CancellationToken stop)
    {
        var back = cursor is ['b', ..];
        Guid? from = null;
        if (cursor is not null)
        {
            if (cursor.Length != 33 || cursor[0] is not ('a' or 'b') || !Guid.TryParseExact(cursor.AsSpan(1), "N", out var at))
            {
                return Refusal.Field("cursor", "one that a page of this catalogue named", cursor);
            }

            from = at;
        }

        var reader = new Caller("peer", new MemberId(peer.Member), []);
        var page = await search.List(query with { Sort = back ? "newest" : "oldest" }, reader, from, PageSize, stop);
        List<AssetView> assets = [.. back ? page.Items.Reverse() : page.Items];
        var offers = await reads.OpenOffersOf([.. assets.Select(a => a.Id)], clock.GetUtcNow(), stop);
        var names = await Names([.. assets.Select(a => a.Id.Value)], offers, stop);
        var sets = new JsonArray();
        foreach (var asset in assets)
        {
            if (Dataset(asset, offers.Where(o => o.Asset == asset.Id.Value), names) is { } set)
            {
                sets.Add((JsonNode)set);
            }
        }

        var catalog = new JsonObject
        {
            ["@context"] = new JsonArray(ProtocolWords.Context),
            ["@id"] = $"{ServiceName}:catalog",
            ["@type"] = "Catalog",
            ["participantId"] = own.Participant,
            ["service"] = new JsonArray(Service()),
        };
        if (sets.Count > 0)
        {
            catalog["dataset"] = sets;
        }

        var more = page.Next is not null;
        return (
            catalog,
            (back || more) && assets.Count > 0 ? $"a{assets[^1].Id.Value:n}" : more ? $"a{page.Next}" : null,
            (back ? more : cursor is not null) && assets.Count > 0 ? $"b{assets[0].Id.Value:n}" : null);
    }

    /// <summary>One data set; null where there is none that has an open offer and that the peer may be shown.</summary>
    public async Task<JsonObject?> One(PeerRow peer, string id, CancellationToken stop)
    {
        if (await protocol.Asset(id, stop) is not { } asset || await catalogue.Find(asset, stop) is not { } row
            || await members.Of(new MemberId(peer.Member), stop) is not { } reader || !Usability.MayHave(new AssetId(row.Id), row.Inherits, row.Policy, reader, clock.GetUtcNow()))
        {
            return null;
        }

        var offers = await reads.OpenOffersOf([asset], clock.GetUtcNow(), stop);
        var names = await Names([row.Id], offers, stop);
        var set = Dataset(Catalogue.View(row), offers, names);
        return set is null ? null : new JsonObject([new("@context", new JsonArray(ProtocolWords.Context)), .. set.ToList().Select(p => { set.Remove(p.Key); return p; })]);
    }

    /// <summary>What a filter asks for; each entry names one thing.</summary>
    public static Result<CatalogueQuery> Filter(JsonElement body)
    {
        var query = new CatalogueQuery();
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("filter", out var filter) || filter.ValueKind is JsonValueKind.Null)
        {
            return query;
        }

        if (filter.ValueKind != JsonValueKind.Array)
        {
            return Refusal.Field("filter", "an array", filter.ValueKind.ToString());
        }

        foreach (var entry in filter.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object)
            {
                return Refusal.Field("filter", "of objects with keyword, kind, sector, place or purpose", entry.ValueKind.ToString());
            }

            foreach (var asked in entry.EnumerateObject().Where(p => p.Name is not "@type"))
            {
                if (!Filters.Contains(asked.Name) || asked.Value.ValueKind != JsonValueKind.String)
                {
                    return Refusal.Field("filter", "of objects with keyword, kind, sector, place or purpose", asked.Name);
                }

                var value = asked.Value.GetString()!;
                query = asked.Name switch
                {
                    "keyword" => query with { Text = value },
                    "kind" => query with { Kind = value },
                    "sector" => query with { Sector = value },
                    "place" => query with { Place = value },
                    _ => query with { UsableFor = value },
                };
            }
        }

        return query;
    }

    private async Task<(IReadOnlyDictionary<Guid, string> Assets, IReadOnlyDictionary<Guid, string> Offers)> Names(IReadOnlyList<Guid> assets, IReadOnlyList<OfferRow> offers, CancellationToken stop) =>
        (await protocol.NamesOf("asset", assets, stop), await protocol.NamesOf("offer", [.. offers.Select(o => o.Id)], stop));

    private JsonObject Service() => new() { ["@id"] = ServiceName, ["@type"] = "DataService", ["endpointURL"] = own.Base };

    private static JsonObject? Dataset(AssetView asset, IEnumerable<OfferRow> offers, (IReadOnlyDictionary<Guid, string> Assets, IReadOnlyDictionary<Guid, string> Offers) names)
    {
        var (policies, standing) = (new JsonArray(), new JsonArray());
        foreach (var offer in offers)
        {
            var id = names.Offers.GetValueOrDefault(offer.Id) ?? new OfferId(offer.Id).ToString();
            var policy = MessageWrite.Policy("Offer", id, offer.Policy);
            if (policy.ContainsKey("permission") || policy.ContainsKey("prohibition"))
            {
                policies.Add((JsonNode)policy);
                if (offer.Standing)
                {
                    standing.Add((JsonNode)id);
                }
            }
        }

        if (policies.Count == 0)
        {
            return null;
        }

        var set = new JsonObject
        {
            ["@id"] = names.Assets.GetValueOrDefault(asset.Id.Value) ?? asset.Id.ToString(),
            ["@type"] = "Dataset",
            ["dct:title"] = asset.Title,
            ["dct:publisher"] = asset.Provider.ToString(),
            ["hasPolicy"] = policies,
            [ProtocolWords.Standing] = standing,
            ["distribution"] = asset.Kind == "dataset" ? new JsonArray(Distribution(ProtocolWords.Pull), Distribution(ProtocolWords.Push)) : new JsonArray(Distribution("KeyEcosystem-Jobs")),
        };
        if (asset.Description is { } words)
        {
            set["dct:description"] = words;
        }

        return set;
    }

    private static JsonObject Distribution(string format) => new JsonObject { ["@type"] = "Distribution", ["format"] = format, ["accessService"] = ServiceName };
}
