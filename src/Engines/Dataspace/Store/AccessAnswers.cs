using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Why may a member, why may it not: what the Gate says now, what it would say under each open offer, and what would have to change.</summary>
internal sealed class AccessAnswers(IGate gate, DataspaceReads reads, Catalogue catalogue, CatalogueSearch search, IMemberAnswer members, TimeProvider clock)
{
    /// <summary>Offers that remedies are looked for under; each takes a search.</summary>
    private const int OffersMax = 20;

    private static readonly RemedyView Released = new([new("provider", "asset.release", [], "其来源的所有者须先放行（keyeco releases）：它由他人数据生成，来源条款不许向该机构转分享。", "The owners of its sources would have to release it first (keyeco releases): it was made of others' data, whose terms do not let it be shared onward to this organisation.")]);

    /// <summary>The answer for a member.</summary>
    /// <param name="asset">What.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="member">Whose use it would be: the caller's own organisation, or another, which those ask about who provide the asset or supervise.</param>
    /// <param name="action">ODRL action.</param>
    /// <param name="purpose">Declared purpose.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<GateView>> Why(AssetId asset, Caller caller, MemberId member, string action, string purpose, CancellationToken stop)
    {
        var row = await catalogue.Row(asset, stop);
        var own = member == caller.Member;
        if (!own && row?.Provider != caller.Member.Value && !caller.Is(NodeRoles.Operator) && !caller.Is(NodeRoles.Auditor) && !caller.Is(NodeRoles.Regulator))
        {
            return new Refusal("access.others", "You may not ask about another organisation here.", "仅资产的提供方与监督方（运营方、审计、监管）可代问其他机构；本方情况请省略 member。Only the asset's provider and those who supervise (operator, auditor, regulator) ask about another organisation's access; leave member out to ask about your own.");
        }

        var consumer = await members.Of(member, stop);
        if (!own && consumer is null)
        {
            return Refusal.Field("member", "an organisation of this node", member.ToString());
        }

        var answer = await gate.Explain(Use(member, caller, asset, action, purpose), stop);
        var at = clock.GetUtcNow();
        var open = answer.Permitted || consumer is null ? [] : (await reads.OffersOf(asset, stop)).Where(o => OfferState.At(o.From, o.Until, o.WithdrawnAt, at) == OfferState.Open).Select(o => (Row: o, Terms: PolicyJson.Stored(o.Policy))).ToList();
        var offers = consumer is { MayUse: true } ? open.Select(o => (Offer: new OfferId(o.Row.Id), Report: Usability.UnderOffer(consumer, asset, o.Terms, action, purpose, at))) : [];
        var unseen = !answer.Permitted && action == "read" && (await gate.Explain(Use(member, caller, asset, "compute", purpose) with { Parts = null }, stop)).Permitted;
        var listed = row is null || (await search.Listed([row], new Caller("", member, []), stop)).Count > 0;
        return new GateView(answer.Permitted, answer.Agreement, [.. answer.Reasons.Concat(await Deleted(answer, stop)).Select(r => new GateReasonView(r.Code, r.Clause, r.Zh, r.En))], [.. offers.Select(o => new OfferGateView(o.Offer, o.Report.Permitted, [.. o.Report.Reasons.Select(r => new GateReasonView(r.Code, r.Clause, PolicyWords.Say(r, chinese: true), PolicyWords.Say(r, chinese: false)))]))])
        {
            ComputesUnseen = unseen,
            InPart = answer.Parts is not null,
            Listed = listed,
            Remedies = answer.Permitted || row is null || consumer is null ? [] : !listed && row.Inherits ? [Released] : await Remedies(),
        };

        async Task<IReadOnlyList<RemedyView>> Remedies()
        {
            var remedies = new AccessRemedies(consumer, asset, action, purpose, at, row.Length, row.Rows);
            var spent = answer.Reasons.Any(r => r.Code is "policy.count.exceeded" or "policy.bytes.exceeded" or "policy.rows.exceeded");

            // Nobody is told to get rid of what it owes by agreeing anew (ADR 0032).
            var owes = answer.Reasons.Any(r => r.Code == "policy.duty.overdue" || (r.Code == "policy.duty.open" && !spent));
            foreach (var agreement in await reads.Between(member, asset, stop))
            {
                remedies.Under(agreement, PolicyJson.Stored(agreement.Policy), spent);
            }

            foreach (var (offer, terms) in open.Take(OffersMax))
            {
                // One that waits for signatures is a way of its own. Nor does anybody leave a dispute by agreeing anew.
                var standing = await reads.Standing(member, offer, at, stop);
                if (standing is null || (standing.Stage is { IsInForce: true, Suspended: false } && !owes))
                {
                    remedies.Under(new OfferId(offer.Id), offer.Title ?? row.Title, terms, standing is null ? null : new AgreementId(standing.Id));
                }
            }

            return remedies.Found;
        }
    }

    /// <summary>That its deletion was declared under the agreement by which it is read again.</summary>
    private async Task<IReadOnlyList<GateReason>> Deleted(GateAnswer answer, CancellationToken stop)
    {
        if (answer is not { Permitted: true, Agreement: { } agreement } || await reads.Find(agreement, stop) is not { Duties: not null } row || DataspaceReads.DutiesOf(row).Deleted is not { } deleted)
        {
            return [];
        }

        var clause = deleted.Duty.Rule.Id;
        return [new GateReason("policy.deletion.declared", clause, $"条款 {clause}：已于 {deleted.Said:u} 声明删除；再次取得的数据同样须删除，提供方可据此提出异议。", $"Clause {clause}: its deletion was declared at {deleted.Said:u}. What is read again has to be deleted again, and its provider may contest the declaration.")];
    }

    private static GateUse Use(MemberId member, Caller caller, AssetId asset, string action, string purpose) =>
        new(new UseId(Guid.Empty), member, caller.Subject, asset, action, purpose) { Parts = UseRequest.PartsOf(action) };
}
