using System.Text.Json;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// What needs no person: an offer that is a standing one is agreed on as it stands, what both have accepted is put into an agreement, one that says what was accepted is verified, and what is verified is
/// put in force. Everything else waits for somebody: <c>keyeco negotiations</c>.
/// </summary>
internal sealed class ProductBehaviour(DataspaceReads reads, IMemberAnswer members, ProtocolReads protocol, TimeProvider clock) : IBehaviour
{
    private static readonly IReadOnlyList<NextStep<NegotiationMessage>> Waits = [];

    public bool AnswersAnywhere => false;

    public bool SendsData => true;

    public bool StartsWithout(string agreement) => false;

    public async ValueTask<IReadOnlyList<NextStep<NegotiationMessage>>> After(NegotiationRow negotiation, CancellationToken stop) => (negotiation.Role, negotiation.State) switch
    {
        (ProtocolRole.Provider, NegotiationState.Requested) => await Answer(negotiation, stop),
        (ProtocolRole.Provider, NegotiationState.Accepted) => Now(NegotiationMessage.Agreement),
        (ProtocolRole.Provider, NegotiationState.Verified) => Now(NegotiationMessage.Finalization),
        (ProtocolRole.Consumer, NegotiationState.Agreed) => Differs(negotiation) is { } difference ? Now(NegotiationMessage.Termination, difference) : Now(NegotiationMessage.Verification),
        _ => Waits,
    };

    public ValueTask<IReadOnlyList<NextStep<TransferMessage>>> After(ProcessRow process, CancellationToken stop) => ValueTask.FromResult<IReadOnlyList<NextStep<TransferMessage>>>(
        process is { Role: ProtocolRole.Provider, State: TransferState.Requested } ? [new NextStep<TransferMessage>(TransferMessage.Start, TimeSpan.Zero)] : []);

    private static IReadOnlyList<NextStep<NegotiationMessage>> Now(NegotiationMessage message, string? reason = null) => [new NextStep<NegotiationMessage>(message, TimeSpan.Zero, reason)];

    private async Task<IReadOnlyList<NextStep<NegotiationMessage>>> Answer(NegotiationRow negotiation, CancellationToken stop) =>
        await Standing(negotiation, stop) is not var (offer, consumer) ? Waits
        : await WhyNot(offer, consumer, stop) is { } reason ? Now(NegotiationMessage.Termination, reason)
        : Now(NegotiationMessage.Agreement);

    /// <summary>Why an offer that stands is not agreed on with this member: it could not be used, or limits that were spent would begin anew.</summary>
    private async Task<string?> WhyNot(OfferRow offer, MemberFacts consumer, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        var terms = PolicyJson.Stored(offer.Policy);
        return AgreementOutlook.Warnings(consumer, new AssetId(offer.Asset), terms, offer.AgreementEnds, at) is [var warning, ..] ? warning
            : Negotiations.IsLimited(terms) && await reads.Standing(consumer.Member, offer, at, stop) is { } standing ? Negotiations.StandsAlready(standing.Id).Detail
            : null;
    }

    /// <summary>The offer, and who asks, where it stands for whoever meets it, is open and is asked for as it stands; null where a person is to decide.</summary>
    private async Task<(OfferRow Offer, MemberFacts Consumer)?> Standing(NegotiationRow negotiation, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        return negotiation.Offer is { } id
            && await reads.Known(new OfferId(id), stop) is { Standing: true } offer
            && OfferState.At(offer.From, offer.Until, offer.WithdrawnAt, at) == OfferState.Open
            && PolicyJson.Stored(offer.Policy) is var terms
            && PolicyJson.Write(terms) == negotiation.Policy
            && PolicyDates.EndOf(terms) is var ends && !(ends <= at)
            && await protocol.Peer(negotiation.Peer, stop) is { SuspendedAt: null } peer
            && await members.Of(new MemberId(peer.Member), stop) is { MayUse: true } consumer
            ? (offer, consumer)
            : null;
    }

    /// <summary>In what an agreement is another than was accepted; null when it is that.</summary>
    private static string? Differs(NegotiationRow negotiation)
    {
        using var parsed = JsonDocument.Parse(negotiation.AgreementText!);
        var terms = OfferedTerms.Of(parsed.RootElement, "agreement");
        return !terms.IsOk ? terms.Refusal.Detail
            : terms.Value.Target != negotiation.Dataset ? $"The agreement is about \"{terms.Value.Target}\", not about \"{negotiation.Dataset}\"."
            : terms.Value.Policy != negotiation.Policy ? "The agreement has other rules than were accepted."
            : null;
    }
}
