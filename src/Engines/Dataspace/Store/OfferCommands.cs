using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Makes and withdraws offers of an asset.</summary>
internal sealed class OfferCommands(ILane lane, Catalogue catalogue, DataspaceReads reads, IMemberAnswer members, TermsWarnings warnings, SentOnce once, IIds ids, TimeProvider clock, IOptions<DataspaceOptions> options)
{
    public Task<Result<OfferView>> Make(AssetId asset, OfferPublication publication, Caller caller, CancellationToken stop) => once.Make(
        publication.Id, caller.Member, new { asset, publication },
        async offer => await reads.Find(offer, stop) is { } row && await catalogue.Find(asset, stop) is { } of ? await Shown(of, row, clock.GetUtcNow(), stop) : Unknown(offer),
        () => MakeNew(asset, publication, caller, stop), stop);

    private async Task<OfferView> Shown(AssetRow asset, OfferRow offer, DateTimeOffset at, CancellationToken stop) =>
        DataspaceReads.View(offer, at) with { Warnings = await warnings.Of(asset, PolicyJson.Stored(offer.Policy), offer.AgreementEnds, stop) };

    private static Refusal Unknown(OfferId offer) => new("dataspace.offer.unknown", "There is no such offer of yours.", $"Your organisation has no offer with the id \"{offer}\".");

    private async Task<Result<OfferView>> MakeNew(AssetId asset, OfferPublication publication, Caller caller, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        if (Check(publication, at) is { } wrong)
        {
            return wrong;
        }

        var policy = StoredTerms.Read(publication.Policy.GetRawText(), asset.ToString());
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        if (await catalogue.Find(asset, stop) is not { } row || row.Provider != caller.Member.Value)
        {
            return new Refusal("dataspace.asset.unknown", "There is no such asset of yours.", $"Your organisation has no asset with the id \"{asset}\".");
        }

        if (await members.Of(caller.Member, stop) is not { State: "admitted" })
        {
            return new Refusal("access.member", "Your organisation may not offer.", "Only admitted members make offers.");
        }

        var standing = (await reads.OffersOf(asset, stop)).Count(o => OfferState.At(o.From, o.Until, o.WithdrawnAt, at) is "open" or "planned");
        if (standing >= options.Value.OffersMax)
        {
            return new Refusal("dataspace.offers.exceeded", "The asset has enough offers.", $"An asset has at most {options.Value.OffersMax} offers that are open or planned: withdraw one first.");
        }

        // A result can't be offered on easier terms than it inherited.
        var terms = StoredTerms.Of(row.Inherits ? PolicyMeet.Strictest([PolicyJson.Stored(row.Policy), policy.Value]) : policy.Value);
        if (!terms.IsOk)
        {
            return terms.Refusal;
        }

        var offer = Of(row, publication.Id ?? new OfferId(ids.Next()), terms.Value, publication.PriceMinorPerHour, publication.From ?? at, publication);
        var change = new Change(Record("offer.made", caller, offer)).Insert(offer);
        var done = await lane.Commit(SentOnce.With(change, publication.Id, caller.Member, new { asset, publication }), stop);
        return done.IsOk ? await Shown(row, offer, at, stop) : done.Refusal;
    }

    public async Task<Result<OfferView>> Withdraw(OfferId offer, Caller caller, CancellationToken stop)
    {
        if (await reads.Find(offer, stop) is not { } row || row.Provider != caller.Member.Value)
        {
            return Unknown(offer);
        }

        if (row.WithdrawnAt is not null)
        {
            return new Refusal("dataspace.offer.state", "The offer is withdrawn already. 要约已撤回。", $"It was withdrawn at {row.WithdrawnAt:u}; agreements made under it go on. 撤回于 {row.WithdrawnAt:u}，已签协议不受影响。");
        }

        row.WithdrawnAt = clock.GetUtcNow();
        var done = await lane.Commit(new Change(Record("offer.withdrawn", caller, row)).Update(row), stop);
        return done.IsOk ? DataspaceReads.View(row, row.WithdrawnAt.Value) with { Version = row.Version + 1 } : done.Refusal;
    }

    /// <summary>The row of an offer.</summary>
    public static OfferRow Of(AssetRow asset, OfferId id, string policy, long price, DateTimeOffset from, OfferPublication? publication = null) => new()
    {
        Id = id.Value,
        Version = 1,
        Asset = asset.Id,
        Provider = asset.Provider,
        Title = publication?.Title,
        Policy = policy,
        PriceMinorPerHour = price,
        From = from,
        Until = publication?.Until,
        AgreementEnds = publication?.AgreementEnds,
        Standing = publication?.Standing ?? false,
    };

    private static Act Record(string verb, Caller caller, OfferRow offer) => new(verb, caller.Subject, caller.Member.Value, [new OfferId(offer.Id).ToString(), new AssetId(offer.Asset).ToString()], "done", "{}");

    private static Refusal? Check(OfferPublication publication, DateTimeOffset at)
    {
        if (publication.Title is { } title && !PlainText.IsTitle(title, 200))
        {
            return Refusal.Field("title", "1 to 200 visible characters without control characters", title);
        }

        if (publication.PriceMinorPerHour is < 0 or > DataspaceCommands.PriceMax)
        {
            return Refusal.Field("priceMinorPerHour", "0 to 1,000,000,000 fen", publication.PriceMinorPerHour.ToString());
        }

        if (publication.Until is { } until && until <= (publication.From is { } from && from > at ? from : at))
        {
            return Refusal.Field("until", "later than now and than from", until.ToString("u"));
        }

        if (publication.AgreementEnds is { } ends && ends <= at)
        {
            return Refusal.Field("agreementEnds", "later than now", ends.ToString("u"));
        }

        return publication.Policy.ValueKind == JsonValueKind.Object ? null : Refusal.Field("policy", "an ODRL object", publication.Policy.ValueKind.ToString());
    }
}
