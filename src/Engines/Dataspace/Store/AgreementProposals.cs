using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Options;
using static KeyEcosystem.Dataspace.Store.AgreementDrafts;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Other terms than those that lie there: counter-offers while an agreement is negotiated, and new versions of one in force.</summary>
internal sealed class AgreementProposals(ILane lane, Catalogue catalogue, DataspaceReads reads, AgreementViews views, IMemberAnswer members, IIds ids, TimeProvider clock, IOptions<DataspaceOptions> options)
{
    /// <summary>A counter-offer: the consumer asks anew, or the provider offers, other terms than the other one proposed last. The document is of these from then on.</summary>
    public async Task<Result<AgreementView>> Propose(AgreementId agreement, AgreementProposal proposal, Caller caller, CancellationToken stop)
    {
        var row = await reads.Find(agreement, stop);
        if (row is null || AgreementCommands.PartyOf(row, caller.Member) is not { } who || await catalogue.Find(new AssetId(row.Asset), stop) is not { } asset)
        {
            return AgreementCommands.Unknown(agreement);
        }

        var at = clock.GetUtcNow();
        var stage = DataspaceReads.StageAt(row, at);
        if (AgreementTransitions.Next(stage, "propose", who, ownSigned: false, otherSigned: false) is not { } move)
        {
            return Illegal(stage, "propose", who, ownSigned: false);
        }

        if (await members.Of(caller.Member, stop) is not { MayUse: true } member)
        {
            return NotConcluding;
        }

        if (member.Trial)
        {
            return AsOffered;
        }

        var policy = Terms(asset, proposal.Policy, proposal.Note, at);
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        if (policy.Value == PolicyJson.Write(PolicyJson.Stored(row.Policy)))
        {
            return Refusal.Field("policy", "other terms than those that were proposed last", null);
        }

        var number = (await reads.Proposals(agreement, stop)).Count + 1;
        if (number > options.Value.ProposalsMax)
        {
            return new Refusal("dataspace.proposals.exceeded", "There were enough counter-offers.", $"For one agreement at most {options.Value.ProposalsMax} are made: take the terms as they are, or end it and ask anew.");
        }

        row.Policy = policy.Value;
        row.Document = AgreementTerms.WithPolicy(row.Document, policy.Value);
        row.DocumentSha256 = AgreementTerms.Hash(row.Document);
        row.Duties = DutiesIn(policy.Value);
        row.Stage = move.To;
        row.Since = at;
        row.Deadline = at.AddDays(options.Value.SigningDays);
        var made = Proposal(ids.Next(), row, number, who == "provider" ? ProtocolRole.Provider : ProtocolRole.Consumer, proposal.Note, at);
        var done = await lane.Commit(new Change(Record("agreement.propose", caller.Subject, caller.Member.Value, row, [.. move.Messages])).Update(row).Insert(made), stop);
        return done.IsOk ? await views.Of(row, caller, row.Version + 1, stop) : done.Refusal;
    }

    /// <summary>Other terms for what is in force: a new version is negotiated like any agreement, at the same price and until the same end, and takes the place of the old one in the moment in which both have signed it.</summary>
    public async Task<Result<AgreementView>> Amend(AgreementId agreement, AgreementProposal proposal, Caller caller, CancellationToken stop)
    {
        var old = await reads.Find(agreement, stop);
        if (old is null || AgreementCommands.PartyOf(old, caller.Member) is not { } who || await catalogue.Find(new AssetId(old.Asset), stop) is not { } asset)
        {
            return AgreementCommands.Unknown(agreement);
        }

        var at = clock.GetUtcNow();
        var stage = DataspaceReads.StageAt(old, at);
        if (AgreementTransitions.Next(stage, "amend", who, ownSigned: true, otherSigned: true) is null)
        {
            return Illegal(stage, "amend", who, ownSigned: false);
        }

        if (old.Connector is not null)
        {
            return new Refusal("dataspace.agreement.connector", "Its consumer is at another node.", $"Agreement \"{agreement}\" was concluded through a connector, and the protocol has no message for new terms of one in force: end it, and the consumer asks anew.");
        }

        if (await members.Of(caller.Member, stop) is not { MayUse: true } || await members.Of(new MemberId(old.Consumer), stop) is not { } consumer)
        {
            return NotConcluding;
        }

        if (consumer.Trial)
        {
            return AsOffered;
        }

        var policy = Terms(asset, proposal.Policy, proposal.Note, at);
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        if (policy.Value == PolicyJson.Write(PolicyJson.Stored(old.Policy)))
        {
            return Refusal.Field("policy", "other terms than those that were proposed last", null);
        }

        if (await reads.Amendment(agreement, at, stop) is { } going)
        {
            var (other, state) = (new AgreementId(going.Id).ToString(), DataspaceReads.StateAt(going, at));
            return new Refusal(
                "dataspace.agreement.exists",
                "A new version of this agreement is negotiated already.",
                $"Agreement \"{other}\" is {state}: go on with it, or end it first.",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["agreement"] = other, ["state"] = state });
        }

        var begun = AgreementTransitions.Begun(who);
        var row = Row(asset, new OfferId(old.Offer), old.PriceMinorPerHour, old.Ends, policy.Value, new AgreementId(ids.Next()), new MemberId(old.Consumer), at, at.AddDays(options.Value.SigningDays), agreement);
        row.Stage = begun.To;
        var change = new Change(Record("agreement.amend", caller.Subject, caller.Member.Value, row, [.. begun.Messages]))
            .Insert(row).Insert(Proposal(ids.Next(), row, 1, who == "provider" ? ProtocolRole.Provider : ProtocolRole.Consumer, proposal.Note, at));
        var done = await lane.Commit(change, stop);
        return done.IsOk ? await views.Of(row, caller, row.Version, stop) : done.Refusal;
    }
}
