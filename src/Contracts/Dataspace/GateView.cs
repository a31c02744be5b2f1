using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What the Gate answers.</summary>
/// <param name="Permitted">Whether the use is permitted.</param>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Reasons">Why, or why not.</param>
/// <param name="Offers">What an agreement under each open offer would permit; empty where none is needed.</param>
public sealed record GateView(bool Permitted, AgreementId? Agreement, IReadOnlyList<GateReasonView> Reasons, IReadOnlyList<OfferGateView> Offers)
{
    /// <summary>Whether of the table some columns or rows may be read only.</summary>
    public bool InPart { get; init; }

    /// <summary>Whether a job may compute on the data set now though it may not be read: its sender sees neither log nor results until the owner lets them out.</summary>
    public bool ComputesUnseen { get; init; }
}
