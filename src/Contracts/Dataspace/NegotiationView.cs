using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A contract negotiation with another connector.</summary>
/// <param name="Id">Its id here.</param>
/// <param name="Role">provider or consumer: this node's side.</param>
/// <param name="Peer">The other connector.</param>
/// <param name="Member">The member of this node that negotiates.</param>
/// <param name="Dataset">The data set as messages name it.</param>
/// <param name="State">REQUESTED, OFFERED, ACCEPTED, AGREED, VERIFIED, FINALIZED or TERMINATED.</param>
/// <param name="OfferId">The last offer or counter-offer as messages name it.</param>
/// <param name="Policy">Its rules, ODRL JSON.</param>
/// <param name="OfferedBy">provider or consumer: who made it.</param>
/// <param name="Agreement">The agreement as messages name it; null before there is one.</param>
/// <param name="Problem">Why it ended or does not go on, in words; null when all is well.</param>
/// <param name="Possible">Messages that this side may send now: request (a counter-offer), offer, accept, agreement, verification, finalization, termination.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="Since">Since when it has its state.</param>
public sealed record NegotiationView(NegotiationId Id, string Role, PeerId Peer, MemberId Member, string Dataset, string State, string OfferId, string Policy, string OfferedBy, string? Agreement, string? Problem, IReadOnlyList<string> Possible, DateTimeOffset CreatedAt, DateTimeOffset Since)
{
    /// <summary>The message by which it has its state, while the other side has not taken it; null when it has. Told of a single negotiation, not in lists.</summary>
    public UndeliveredView? Undelivered { get; init; }

    /// <summary>In what the rules differ from those that lay there before: those of the offer, or what the other side proposed. Empty when they are the same; null where there were none.</summary>
    public IReadOnlyList<TermsChangeView>? Changes { get; init; }
}
