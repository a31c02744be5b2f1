using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Why may I, why may I not: what the Gate says now, and what it would say under each open offer.</summary>
internal sealed class AccessAnswers(IGate gate, DataspaceReads reads, IMemberAnswer members, TimeProvider clock)
{
    public async Task<GateView> Why(AssetId asset, Caller caller, string action, string purpose, CancellationToken stop)
    {
        var answer = await gate.Explain(new GateUse(new UseId(Guid.Empty), caller.Member, caller.Subject, asset, action, purpose) { Parts = UseRequest.PartsOf(action) }, stop);
        var offers = answer.Permitted || await members.Of(caller.Member, stop) is not { MayUse: true } consumer ? [] : await Offers(asset, consumer, action, purpose, stop);
        var unseen = !answer.Permitted && action == "read" && (await gate.Explain(new GateUse(new UseId(Guid.Empty), caller.Member, caller.Subject, asset, "compute", purpose), stop)).Permitted;
        return new GateView(answer.Permitted, answer.Agreement, [.. answer.Reasons.Select(r => new GateReasonView(r.Code, r.Clause, r.Zh, r.En))], offers) { ComputesUnseen = unseen, InPart = answer.Parts is not null };
    }

    private async Task<IReadOnlyList<OfferGateView>> Offers(AssetId asset, MemberFacts consumer, string action, string purpose, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        return
        [
            .. (await reads.OffersOf(asset, stop))
                .Where(o => OfferState.At(o.From, o.Until, o.WithdrawnAt, at) == OfferState.Open)
                .Select(o => (Offer: new OfferId(o.Id), Report: Usability.UnderOffer(consumer, asset, PolicyJson.Stored(o.Policy), action, purpose, at)))
                .Select(o => new OfferGateView(o.Offer, o.Report.Permitted, [.. o.Report.Reasons.Select(r => new GateReasonView(r.Code, r.Clause, PolicyWords.Say(r, chinese: true), PolicyWords.Say(r, chinese: false)))])),
        ];
    }
}
