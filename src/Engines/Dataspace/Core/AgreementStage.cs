using KeyEcosystem.Dataspace.Core.Protocol;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>Where an agreement stands: where its negotiation does, and what ended it.</summary>
/// <param name="State">Of the negotiation; what was finalized is in force until something ends it.</param>
/// <param name="Ended">refused, terminated, expired or replaced (by a new version that both have signed); null while nothing has ended it.</param>
/// <param name="Suspended">Whether its provider keeps back its use while a dispute is open.</param>
public readonly record struct AgreementStage(NegotiationState State, string? Ended, bool Suspended = false)
{
    /// <summary>The words there are, in the order of an agreement's life.</summary>
    public static IReadOnlyList<string> Words { get; } = ["requested", "offered", "agreed", "signed", "suspended", "refused", "terminated", "expired", "replaced"];

    /// <summary>Whether it was signed by both and nothing has ended it.</summary>
    public bool IsInForce => State is NegotiationState.Finalized && Ended is null;

    /// <summary>Whether it is negotiated or waits for signatures.</summary>
    public bool IsUnderWay => State is not (NegotiationState.Finalized or NegotiationState.Terminated) && Ended is null;

    /// <summary>The word that people and programs read.</summary>
    public string Word => Ended ?? State switch
    {
        NegotiationState.Requested => "requested",
        NegotiationState.Offered => "offered",
        NegotiationState.Finalized => Suspended ? "suspended" : "signed",
        NegotiationState.Terminated => "terminated",
        _ => "agreed",
    };
}
