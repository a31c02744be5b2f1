using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Search;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Publishing and keeping results: each with its record and its fact.</summary>
internal sealed class DataspaceCommands(ILane lane, Catalogue catalogue, BlobStore blobs, IMemberAnswer members, TermsWarnings warnings, SentOnce once, IIds ids, TimeProvider clock) : IDerivedAssets
{
    /// <summary>Most that a device-hour costs, in fen.</summary>
    public const long PriceMax = 1_000_000_000;

    private const int DescriptionMax = 2000;
    private const int JurisdictionsMax = 250;

    public Task<Result<AssetView>> Publish(AssetPublication publication, Caller caller, CancellationToken stop) => once.Make(
        publication.Id, caller.Member, publication,
        async asset => await catalogue.Find(asset, stop) is { } row ? await Shown(row, stop) : new Refusal("dataspace.asset.unknown", "There is no such asset of yours.", $"Your organisation has no asset with the id \"{asset}\"."),
        () => PublishNew(publication, caller, stop), stop);

    private async Task<AssetView> Shown(AssetRow row, CancellationToken stop) => Catalogue.View(row) with { Warnings = await warnings.Of(row, PolicyJson.Stored(row.Policy), null, stop) };

    private async Task<Result<AssetView>> PublishNew(AssetPublication publication, Caller caller, CancellationToken stop)
    {
        if (publication.Kind is not ("dataset" or "compute-pool"))
        {
            return Refusal.Field("kind", "dataset or compute-pool", publication.Kind);
        }

        if (!PlainText.IsTitle(publication.Title, 200))
        {
            return Refusal.Field("title", "1 to 200 visible characters without control characters", publication.Title);
        }

        if (publication.Description is { Length: 0 or > DescriptionMax } || publication.Description?.Any(c => char.IsControl(c) && c != '\n') == true || (publication.Description is { } description && PlainText.Turns(description)))
        {
            return Refusal.Field("description", "1 to 2000 characters without control characters", publication.Description);
        }

        if (publication.Place is not { Length: 2 } || !publication.Place.All(char.IsAsciiLetterUpper))
        {
            return Refusal.Field("place", "two upper-case letters of ISO 3166", publication.Place);
        }

        if (publication.Jurisdictions is { } lands && (lands.Count is 0 or > JurisdictionsMax || lands.Any(l => l is not { Length: 2 } || !l.All(char.IsAsciiLetterUpper))))
        {
            return Refusal.Field("jurisdictions", "two upper-case letters of ISO 3166", string.Join(',', lands));
        }

        if (publication.Sector is { } s && (s.Length != 1 || s[0] is < 'A' or > 'T'))
        {
            return Refusal.Field("sector", "a GB/T 4754 section letter A to T", s);
        }

        if (publication.PriceMinorPerHour is < 0 or > PriceMax)
        {
            return Refusal.Field("priceMinorPerHour", "0 to 1,000,000,000 fen", publication.PriceMinorPerHour.ToString());
        }

        if (publication.Policy.ValueKind != JsonValueKind.Object)
        {
            return Refusal.Field("policy", "an ODRL object", publication.Policy.ValueKind.ToString());
        }

        var asset = publication.Id ?? new AssetId(ids.Next());
        var policy = StoredTerms.Read(publication.Policy.GetRawText(), asset.ToString());
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        var terms = StoredTerms.Of(policy.Value);
        if (!terms.IsOk)
        {
            return terms.Refusal;
        }

        if (await members.Of(caller.Member, stop) is not { State: "admitted" } member)
        {
            return new Refusal("access.member", "Your organisation may not publish.", "Only admitted members publish assets.");
        }

        var row = new AssetRow
        {
            Id = asset.Value,
            Version = 1,
            Provider = caller.Member.Value,
            Kind = publication.Kind,
            At = clock.GetUtcNow(),
            Title = publication.Title,
            Description = publication.Description,
            SearchText = SearchText.Normal(publication.Title),
            Sector = publication.Sector,
            Place = publication.Place,
            Jurisdictions = publication.Jurisdictions is { } declared ? string.Join(',', declared.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) : null,
            Policy = terms.Value,
            PriceMinorPerHour = publication.PriceMinorPerHour,
            Length = 0,
            Sources = "",
            Demonstration = member.Demonstration,
        };
        var done = await lane.Commit(SentOnce.With(Published(row, caller.Subject), publication.Id, caller.Member, publication), stop);
        return done.IsOk ? await Shown(row, stop) : done.Refusal;
    }

    public async ValueTask<Result<AssetId>> Keep(DerivedAsset derived, string actor, CancellationToken stop)
    {
        if (await catalogue.Find(derived.Asset, stop) is not null)
        {
            return derived.Asset;
        }

        var terms = new List<OdrlPolicy>();
        var demonstration = false;
        string? sector = null;
        string? place = null;
        HashSet<string>? jurisdictions = null;
        foreach (var source in derived.Sources)
        {
            if (await catalogue.Find(source, stop) is not { } row)
            {
                return new Refusal("dataspace.asset.unknown", "A source is not known.", $"No asset has the id \"{source}\".");
            }

            terms.Add(PolicyJson.Stored(row.Policy));
            demonstration |= row.Demonstration;
            sector ??= row.Sector;
            place ??= row.Place;
            if (row.Jurisdictions?.Split(',') is { } declared)
            {
                // Where all sources may be used, the result may; where there is no such place, only on paper: nowhere.
                (jurisdictions ??= [.. declared]).IntersectWith(declared);
            }
        }

        await using var file = File.OpenRead(derived.File);
        var kept = await blobs.Keep(file, null, stop);
        if (!kept.IsOk)
        {
            return kept.Refusal;
        }

        var policy = StoredTerms.Of(terms.Count > 0 ? PolicyMeet.Strictest(terms) : OdrlPolicy.Nothing);
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        var asset = new AssetRow
        {
            Id = derived.Asset.Value,
            Version = 1,
            Provider = derived.Owner.Value,
            Kind = "dataset",
            At = clock.GetUtcNow(),
            Job = derived.Job.Value,
            Title = derived.Title,
            SearchText = SearchText.Normal(derived.Title),
            Sector = sector,
            Place = place ?? "",
            Jurisdictions = jurisdictions is null ? null : string.Join(',', jurisdictions.Order(StringComparer.Ordinal)),
            Policy = policy.Value,
            PriceMinorPerHour = 0,
            Sha256 = kept.Value.Hash,
            MediaType = derived.MediaType,
            Length = kept.Value.Length,
            Rows = await ContentCommands.Rows(derived.MediaType, blobs.PathOf(kept.Value.Hash), stop),
            Sources = string.Join(',', derived.Sources),
            Demonstration = demonstration,
        };
        var done = await lane.Commit(Published(asset, actor), stop);
        return done.IsOk || done.Refusal.Code == "state.exists" ? derived.Asset : done.Refusal;
    }

    private static Act Record(string verb, string actor, MemberId member, params string[] subjects) => new(verb, actor, member.Value, subjects, "done", "{}");

    private Change Published(AssetRow row, string actor) =>
        SearchGramRow.Insert(new Change(Record("asset.published", actor, new MemberId(row.Provider), [new AssetId(row.Id).ToString(), .. row.Sources.Split(',', StringSplitOptions.RemoveEmptyEntries)])), CatalogueQuery.Scope, row.Id, row.SearchText)
            .Insert(row)
            .Insert(OfferCommands.Of(row, new OfferId(row.Id), row.Policy, row.PriceMinorPerHour, clock.GetUtcNow()))
            .Tell(new Fact("dataspace.asset.published.v1", row.Id, JsonSerializer.Serialize(new
            {
                asset = new AssetId(row.Id).ToString(),
                member = new MemberId(row.Provider).ToString(),
                kind = row.Kind,
                sector = row.Sector,
                derived = row.Sources.Length > 0,
                demonstration = row.Demonstration,
                at = clock.GetUtcNow(),
            })));
}
