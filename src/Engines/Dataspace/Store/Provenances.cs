using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>How assets came about, in W3C PROV: back over everything that they were made of.</summary>
internal sealed class Provenances(Catalogue catalogue, CatalogueSearch search, ProtocolReads protocol, IMemberAnswer members)
{
    /// <summary>Assets that one graph holds.</summary>
    public const int AssetsMax = 500;

    private const string Own = "urn:keyeco:";

    private static readonly Dictionary<string, string> Context = new(StringComparer.Ordinal)
    {
        ["prov"] = "http://www.w3.org/ns/prov#",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["keyeco"] = Own,
    };

    /// <summary>The provenance of an asset that the reader may see; null for none.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="reader">Who reads: of what its catalogue does not list it learns the id and whose it is, no more.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<ProvenanceView?> Of(AssetId asset, Caller reader, CancellationToken stop)
    {
        var open = new Queue<AssetId>([asset]);
        var known = new HashSet<AssetId> { asset };
        List<AssetRow> assets = [];
        while (assets.Count < AssetsMax && open.TryDequeue(out var next))
        {
            if (await catalogue.Row(next, stop) is { } row)
            {
                assets.Add(row);
                foreach (var source in row.SourceIds.Where(known.Add))
                {
                    open.Enqueue(source);
                }
            }
        }

        if (assets.Count == 0)
        {
            return null;
        }

        var names = await protocol.NamesOf("asset", [.. known.Select(a => a.Value)], stop);
        var listed = (await search.Listed(assets, reader, stop)).Select(a => a.Id).ToHashSet();
        var graph = assets.ConvertAll(a => Entity(a, listed.Contains(a.Id), names));
        graph.AddRange(assets.Where(a => a.Job is not null).GroupBy(a => a.Job!.Value).Select(g => new ProvenanceNodeView(Iri(new JobId(g.Key)), ["prov:Activity"])
        {
            Used = [.. g.SelectMany(a => a.SourceIds).Distinct().Select(s => Link(s, names))],
            AssociatedWith = new ProvenanceLinkView(Iri(new MemberId(g.First().Provider))),
        }));
        foreach (var member in assets.Select(a => new MemberId(a.Provider)).Distinct())
        {
            var facts = await members.Of(member, stop);
            graph.Add(new ProvenanceNodeView(Iri(member), ["prov:Agent", "prov:Organization"]) { Name = facts is null ? null : [new ProvenanceTextView("zh", facts.NameZh), new ProvenanceTextView("en", facts.NameEn)] });
        }

        return new ProvenanceView(Context, graph) { Cut = open.Count > 0 };
    }

    private static ProvenanceNodeView Entity(AssetRow row, bool listed, IReadOnlyDictionary<Guid, string> names) => new(Link(new AssetId(row.Id), names).Id, ["prov:Entity"])
    {
        Title = listed ? row.Title : null,
        Sha256 = listed ? row.Sha256 : null,
        GeneratedAt = row.At,
        DerivedFrom = row.Sources.Length > 0 ? [.. row.SourceIds.Select(s => Link(s, names))] : null,
        GeneratedBy = row.Job is { } job ? new ProvenanceLinkView(Iri(new JobId(job))) : null,
        AttributedTo = new ProvenanceLinkView(Iri(new MemberId(row.Provider))),
        Inherits = row.Sources.Length > 0 ? row.Inherits : null,
    };

    /// <summary>An asset goes by the name that other connectors know it by, where it has one.</summary>
    private static ProvenanceLinkView Link(AssetId asset, IReadOnlyDictionary<Guid, string> names) => new(names.GetValueOrDefault(asset.Value) ?? Iri(asset));

    private static string Iri<T>(T id)
        where T : struct, ITypedId<T> => Own + id;
}
