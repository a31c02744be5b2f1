namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>Messages of a contract negotiation.</summary>
public enum NegotiationMessage
{
    /// <summary><c>ContractRequestMessage</c>: a request, or a counter-offer where a negotiation goes on.</summary>
    Request,

    /// <summary><c>ContractOfferMessage</c>.</summary>
    Offer,

    /// <summary><c>ContractNegotiationEventMessage</c> with the event <c>ACCEPTED</c>.</summary>
    Accept,

    /// <summary><c>ContractAgreementMessage</c>.</summary>
    Agreement,

    /// <summary><c>ContractAgreementVerificationMessage</c>.</summary>
    Verification,

    /// <summary><c>ContractNegotiationEventMessage</c> with the event <c>FINALIZED</c>.</summary>
    Finalization,

    /// <summary><c>ContractNegotiationTerminationMessage</c>.</summary>
    Termination,
}
