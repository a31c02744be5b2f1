using static KeyEcosystem.Dataspace.Core.Protocol.NegotiationMessage;
using static KeyEcosystem.Dataspace.Core.Protocol.NegotiationState;
using static KeyEcosystem.Dataspace.Core.Protocol.ProtocolRole;

namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>A contract negotiation as one table of (from, message, sender, to); both sides hold the same state.</summary>
public static class NegotiationTransitions
{
    private static readonly (NegotiationState? From, NegotiationMessage Message, ProtocolRole Sender, NegotiationState To)[] Table =
    [
        (null, Request, Consumer, Requested),
        (null, Offer, Provider, Offered),
        (Requested, Offer, Provider, Offered),
        (Requested, Agreement, Provider, Agreed),
        (Offered, Request, Consumer, Requested),
        (Offered, Accept, Consumer, Accepted),
        (Accepted, Agreement, Provider, Agreed),
        (Agreed, Verification, Consumer, Verified),
        (Verified, Finalization, Provider, Finalized),
    ];

    /// <summary>Whether nothing follows.</summary>
    /// <param name="state">The state.</param>
    public static bool IsTerminal(NegotiationState state) => state is Finalized or Terminated;

    /// <summary>The state after a message; null when its sender may not send it now.</summary>
    /// <param name="from">The state now; null where the negotiation begins with the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sends it.</param>
    public static NegotiationState? Next(NegotiationState? from, NegotiationMessage message, ProtocolRole sender)
    {
        // The diagram lets one side terminate in some states; the text lets either at any time before the end.
        if (message is Termination)
        {
            return from is { } going && !IsTerminal(going) ? Terminated : null;
        }

        foreach (var t in Table)
        {
            if (t.From == from && t.Message == message && t.Sender == sender)
            {
                return t.To;
            }
        }

        return null;
    }

    /// <summary>What a side may send now.</summary>
    /// <param name="from">The state.</param>
    /// <param name="sender">The side.</param>
    public static IReadOnlyList<NegotiationMessage> Possible(NegotiationState from, ProtocolRole sender) => [.. Enum.GetValues<NegotiationMessage>().Where(m => Next(from, m, sender) is not null)];

    /// <summary>
    /// Whether a side that sent a message and did not hear how it was taken can tell from the other side's state that it was: that state, or one that comes after it.
    /// </summary>
    /// <param name="sent">The state that the message leads to.</param>
    /// <param name="theirs">The other side's state.</param>
    public static bool WasTaken(NegotiationState sent, NegotiationState theirs) =>
        theirs == sent || theirs is Terminated || (sent is not Terminated && Reachable(sent, theirs));

    private static bool Reachable(NegotiationState from, NegotiationState to)
    {
        // From an offer a counter-offer leads back: then the one that was asked for last is not told from an earlier one, and is sent again.
        return (from, to) switch
        {
            (Requested or Offered, Agreed or Verified or Finalized) => true,
            (Offered, Accepted) => true,
            (Accepted, Agreed or Verified or Finalized) => true,
            (Agreed, Verified or Finalized) => true,
            (Verified, Finalized) => true,
            _ => false,
        };
    }
}
