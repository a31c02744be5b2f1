using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Agreements as one of their parties reads them, or who rules on a dispute: what it may do now, what was proposed, what should be known of the terms before they are signed.</summary>
internal sealed class AgreementViews(DataspaceReads reads, Disputes disputes, IMemberAnswer members, TimeProvider clock)
{
    /// <summary>One agreement.</summary>
    /// <param name="row">The agreement.</param>
    /// <param name="reader">Somebody of one of its parties, or who rules.</param>
    /// <param name="version">Its version; after a change one more than the row carries.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<AgreementView> Of(AgreementRow row, Caller reader, long version, CancellationToken stop)
    {
        var (at, who) = (clock.GetUtcNow(), AgreementCommands.PartyOf(row, reader.Member));
        var stage = DataspaceReads.StageAt(row, at);
        var signed = (Provider: row.ProviderSignature is not null, Consumer: row.ConsumerSignature is not null);
        return DataspaceReads.View(row, at) with
        {
            Version = version,
            Steps = who is null ? [] : [.. (who == "provider" ? AgreementTransitions.Possible(stage, who, signed.Provider, signed.Consumer) : AgreementTransitions.Possible(stage, who, signed.Consumer, signed.Provider)).Where(s => s != "amend" || row.Connector is null)],
            Disputes = row.State is NegotiationState.Finalized ? await disputes.Of(row, reader, stop) : [],
            Amendment = row.State is NegotiationState.Finalized && await reads.Amendment(new AgreementId(row.Id), at, stop) is { } amendment ? new AgreementId(amendment.Id) : null,
            Proposals = await Proposals(row, stop),
            Duties = row.Duties is null ? [] : DataspaceReads.DutiesOf(row).View(who ?? "", at),
            Warnings = stage.IsUnderWay || stage.IsInForce ? AgreementOutlook.Warnings(await members.Of(new MemberId(row.Consumer), stop), new AssetId(row.Asset), PolicyJson.Stored(row.Policy), row.Ends, at) : [],
        };
    }

    private async Task<IReadOnlyList<ProposalView>> Proposals(AgreementRow row, CancellationToken stop)
    {
        var proposals = await reads.Proposals(new AgreementId(row.Id), stop);
        if (proposals.Count == 0)
        {
            return [];
        }

        var views = new List<ProposalView>(proposals.Count);
        var first = row.Replaces is { } replaced ? (await reads.Find(new AgreementId(replaced), stop))?.Policy : (await reads.Known(new OfferId(row.Offer), stop))?.Policy;
        var before = PolicyJson.Stored(first ?? "{}");
        foreach (var proposal in proposals)
        {
            var terms = PolicyJson.Stored(proposal.Policy);
            views.Add(new ProposalView(proposal.By.ToString().ToLowerInvariant(), proposal.At, proposal.Note, [.. PolicyDifference.Between(before, terms).Select(c => new TermsChangeView(c.Kind, c.Zh, c.En))]));
            before = terms;
        }

        return views;
    }
}
