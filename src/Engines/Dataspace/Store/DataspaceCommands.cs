using System.Text;
using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Publishing, agreeing, keeping results: each with its record and its fact.</summary>
internal sealed class DataspaceCommands(ILane lane, Catalogue catalogue, BlobStore blobs, MemberKeys keys, IMemberAnswer members, IIds ids, TimeProvider clock) : IDerivedAssets
{
    /// <summary>Told once for each agreement, with the second signature.</summary>
    internal const string SignedTopic = "dataspace.agreement.signed.v1";

    public async Task<Result<AssetView>> Publish(AssetPublication publication, Caller caller, CancellationToken stop)
    {
        if (publication.Kind is not ("dataset" or "compute-pool"))
        {
            return Problems.Field("kind", "dataset or compute-pool", publication.Kind);
        }

        if (publication.Title is not { Length: > 0 and <= 200 } || publication.Title.Any(char.IsControl))
        {
            return Problems.Field("title", "1 to 200 characters without control characters", publication.Title);
        }

        if (publication.Place is not { Length: 2 } || !publication.Place.All(char.IsAsciiLetterUpper))
        {
            return Problems.Field("place", "two upper-case letters of ISO 3166", publication.Place);
        }

        if (publication.Sector is { } s && (s.Length != 1 || s[0] is < 'A' or > 'T'))
        {
            return Problems.Field("sector", "a GB/T 4754 section letter A to T", s);
        }

        if (publication.PriceMinorPerHour is < 0 or > 1_000_000_000)
        {
            return Problems.Field("priceMinorPerHour", "0 to 1,000,000,000 fen", publication.PriceMinorPerHour.ToString());
        }

        if (publication.Policy.ValueKind != JsonValueKind.Object)
        {
            return Problems.Field("policy", "an ODRL object", publication.Policy.ToString());
        }

        var policy = PolicyJson.Parse(publication.Policy.GetRawText());
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        if (await members.Of(caller.Member, stop) is not { State: "admitted" } member)
        {
            return new Refusal("access.member", "Your organisation may not publish.", "Only admitted members publish assets.");
        }

        var row = new AssetRow
        {
            Id = publication.Id?.Value ?? ids.Next(),
            Version = 1,
            Provider = caller.Member.Value,
            Kind = publication.Kind,
            Title = publication.Title,
            SearchText = publication.Title.ToLowerInvariant(),
            Sector = publication.Sector,
            Place = publication.Place,
            Policy = PolicyJson.Write(policy.Value),
            PriceMinorPerHour = publication.PriceMinorPerHour,
            Length = 0,
            Sources = "",
            Demonstration = member.Demonstration,
        };
        var done = await lane.Commit(Published(row, caller.Subject), stop);
        return done.IsOk ? Catalogue.View(row) : done.Refusal;
    }

    public async Task<Result<AssetView>> Fill(AssetId asset, Stream content, string? sha256, Caller caller, CancellationToken stop)
    {
        if (await catalogue.Find(asset, stop) is not { Kind: "dataset" } row || row.Provider != caller.Member.Value)
        {
            return new Refusal("dataspace.asset.unknown", "There is no such data set of yours.", $"Your organisation has no data set with the id \"{asset}\".");
        }

        if (await members.Of(caller.Member, stop) is not { State: "admitted" })
        {
            return new Refusal("access.member", "Your organisation may not publish.", "Only admitted members publish assets.");
        }

        if (row.Sha256 is not null)
        {
            return new Refusal("dataspace.content.exists", "The data set has its content.", "Content is immutable: publish a new data set for a new version.");
        }

        var kept = await blobs.Keep(content, sha256, stop);
        if (!kept.IsOk)
        {
            return kept.Refusal;
        }

        row.Sha256 = kept.Value.Hash;
        row.Length = kept.Value.Length;
        var done = await lane.Commit(new Change(Record("asset.filled", caller.Subject, caller.Member, asset.ToString())).Update(row), stop);
        return done.IsOk ? Catalogue.View(row) : done.Refusal;
    }

    public async Task<Result<AgreementView>> Request(AgreementRequest request, Caller caller, CancellationToken stop)
    {
        if (await catalogue.Find(request.Asset, stop) is not { } asset)
        {
            return new Refusal("dataspace.asset.unknown", "There is no such asset.", $"No asset has the id \"{request.Asset}\".");
        }

        if (asset.Provider == caller.Member.Value)
        {
            return new Refusal("dataspace.agreement.own", "This is your own asset.", "An agreement is made with another member; your own asset needs none.");
        }

        if (await members.Of(caller.Member, stop) is not { MayUse: true } consumer)
        {
            return new Refusal("access.member", "Your organisation may not conclude agreements.", "Only admitted members conclude agreements, and members on trial on offers that are open to trials.");
        }

        if (consumer.Trial && !TrialTerms.OpenTo(PolicyJson.Parse(asset.Policy).Value))
        {
            return new Refusal("dataspace.offer.not-open", "This offer is not open to trials. 该要约未向试用开放。", "Its provider has not named the role \"trial\" in its terms: choose another offer, or apply for membership (keyeco members apply). 请选择其他要约，或申请入盟。");
        }

        // A result is shared onward only to whom every source lets it be distributed. No purpose is declared yet: a term that asks for one can't be judged.
        var onward = new UseRequest("distribute", "", caller.Member.ToString(), consumer.PolicyRole, consumer.Industry, consumer.Country, clock.GetUtcNow(), 0);
        if (asset.Sources.Length > 0 && !PolicyEvaluation.Evaluate(PolicyJson.Parse(asset.Policy).Value, onward).Permitted)
        {
            return new Refusal("dataspace.agreement.inherited", "This result may not be shared onward.", "It inherits the terms of its sources, and they do not permit to distribute it. Ask the owners of the sources.");
        }

        var row = new AgreementRow
        {
            Id = request.Id?.Value ?? ids.Next(),
            Version = 1,
            Asset = asset.Id,
            Provider = asset.Provider,
            Consumer = caller.Member.Value,
            State = "requested",
            Policy = asset.Policy,
            PriceMinorPerHour = asset.PriceMinorPerHour,
            Since = clock.GetUtcNow(),
        };
        var subjects = new[] { new AgreementId(row.Id).ToString(), request.Asset.ToString() };
        var change = new Change(Record("agreement.requested", caller.Subject, caller.Member, subjects));
        if (consumer.Trial)
        {
            if (await members.Of(new MemberId(asset.Provider), stop) is not { State: "admitted" })
            {
                return new Refusal("access.member", "The provider may not conclude agreements now.", "Its membership does not stand; choose another offer.");
            }

            // An offer that names the role trial is a standing one (ADR 0013): its provider has agreed and signs by publishing it.
            row.State = "agreed";
            row.ProviderSignature = keys.Sign(new MemberId(asset.Provider), Document(row));
            change.Also(Record("agreement.agreed-by-offer", "node", new MemberId(asset.Provider), subjects));
        }

        var done = await lane.Commit(change.Insert(row), stop);
        return done.IsOk ? Catalogue.View(row) : done.Refusal;
    }

    public async Task<Result<AgreementView>> Step(AgreementId agreement, string step, Caller caller, CancellationToken stop)
    {
        var row = await catalogue.Find(agreement, stop);
        var who = row is null ? null : row.Provider == caller.Member.Value ? "provider" : row.Consumer == caller.Member.Value ? "consumer" : null;
        if (row is null || who is null)
        {
            return new Refusal("dataspace.agreement.unknown", "There is no such agreement of yours.", $"Your organisation has no agreement with the id \"{agreement}\".");
        }

        var otherSigned = (who == "provider" ? row.ConsumerSignature : row.ProviderSignature) is not null;
        var ownSigned = (who == "provider" ? row.ProviderSignature : row.ConsumerSignature) is not null;
        if (AgreementTransitions.Next(row.State, step, who, otherSigned) is not { } next || (step == "sign" && ownSigned))
        {
            return new Refusal(
                "dataspace.agreement.state",
                "This step is not possible now.",
                $"The agreement is {row.State}{(ownSigned ? " and you have signed" : "")}; as {who} you can't {step} it now.",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = row.State, ["step"] = step, ["as"] = who });
        }

        if (step is "agree" or "sign" && await members.Of(caller.Member, stop) is not { MayUse: true })
        {
            return new Refusal("access.member", "Your organisation may not conclude agreements.", "Only admitted members agree and sign; an agreement can still be refused or terminated.");
        }

        if (step == "sign")
        {
            var signature = keys.Sign(caller.Member, Document(row));
            _ = who == "provider" ? row.ProviderSignature = signature : row.ConsumerSignature = signature;
        }

        row.State = next;
        row.Since = clock.GetUtcNow();
        var change = new Change(Record($"agreement.{step}", caller.Subject, caller.Member, agreement.ToString(), new AssetId(row.Asset).ToString())).Update(row);
        if (next == "signed")
        {
            change.Tell(new Fact(SignedTopic, row.Id, JsonSerializer.Serialize(new { agreement = agreement.ToString(), asset = new AssetId(row.Asset).ToString(), provider = new MemberId(row.Provider).ToString(), consumer = new MemberId(row.Consumer).ToString(), at = row.Since })));
        }

        var done = await lane.Commit(change, stop);
        return done.IsOk ? Catalogue.View(row) with { Version = row.Version + 1 } : done.Refusal;
    }

    public async ValueTask<Result<AssetId>> Keep(DerivedAsset derived, string actor, CancellationToken stop)
    {
        if (await catalogue.Find(derived.Asset, stop) is not null)
        {
            return derived.Asset;
        }

        var terms = new List<Policy>();
        var demonstration = false;
        string? sector = null;
        string? place = null;
        foreach (var source in derived.Sources)
        {
            if (await catalogue.Find(source, stop) is not { } row)
            {
                return new Refusal("dataspace.asset.unknown", "A source is not known.", $"No asset has the id \"{source}\".");
            }

            terms.Add(PolicyJson.Parse(row.Policy).Value);
            demonstration |= row.Demonstration;
            sector ??= row.Sector;
            place ??= row.Place;
        }

        await using var file = File.OpenRead(derived.File);
        var kept = await blobs.Keep(file, null, stop);
        if (!kept.IsOk)
        {
            return kept.Refusal;
        }

        var policy = terms.Count > 0 ? PolicyMeet.Strictest(terms) : new Policy([], []);
        var asset = new AssetRow
        {
            Id = derived.Asset.Value,
            Version = 1,
            Provider = derived.Owner.Value,
            Kind = "dataset",
            Title = derived.Title,
            SearchText = derived.Title.ToLowerInvariant(),
            Sector = sector,
            Place = place ?? "",
            Policy = PolicyJson.Write(policy),
            PriceMinorPerHour = 0,
            Sha256 = kept.Value.Hash,
            Length = kept.Value.Length,
            Sources = string.Join(',', derived.Sources),
            Demonstration = demonstration,
        };
        var done = await lane.Commit(Published(asset, actor), stop);
        return done.IsOk || done.Refusal.Code == "state.exists" ? derived.Asset : done.Refusal;
    }

    /// <summary>What both parties sign: the one spelling of the terms.</summary>
    internal static byte[] Document(AgreementRow row) => Encoding.UTF8.GetBytes(
        $"keyeco-agreement|1|{new AgreementId(row.Id)}|{new AssetId(row.Asset)}|{new MemberId(row.Provider)}|{new MemberId(row.Consumer)}|{row.PriceMinorPerHour}|{row.Policy}");

    private static Act Record(string verb, string actor, MemberId member, params string[] subjects) => new(verb, actor, member.Value, subjects, "done", "{}");

    private Change Published(AssetRow row, string actor) =>
        new Change(Record("asset.published", actor, new MemberId(row.Provider), [new AssetId(row.Id).ToString(), .. row.Sources.Split(',', StringSplitOptions.RemoveEmptyEntries)]))
            .Insert(row)
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
