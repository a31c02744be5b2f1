namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>States of a contract negotiation (Dataspace Protocol 2025-1, Contract Negotiation Protocol).</summary>
public enum NegotiationState
{
    /// <summary>The consumer has asked, for the first time or with a counter-offer.</summary>
    Requested,

    /// <summary>The provider has made an offer.</summary>
    Offered,

    /// <summary>The consumer has accepted the provider's offer.</summary>
    Accepted,

    /// <summary>The provider has sent the agreement.</summary>
    Agreed,

    /// <summary>The consumer has verified the agreement.</summary>
    Verified,

    /// <summary>The agreement is in force.</summary>
    Finalized,

    /// <summary>Ended by one of the two without an agreement.</summary>
    Terminated,
}
