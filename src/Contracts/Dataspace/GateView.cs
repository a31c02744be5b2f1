using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What the Gate answers.</summary>
/// <param name="Permitted">Whether the use is permitted.</param>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Reasons">Why, or why not.</param>
/// <param name="Offers">What an agreement under each open offer would permit; empty where none is needed.</param>
public sealed record GateView(bool Permitted, AgreementId? Agreement, IReadOnlyList<GateReasonView> Reasons, IReadOnlyList<OfferGateView> Offers)
{
    /// <summary>Whether the catalogue lists the asset to the member: what was made of others' data and may not be shared onward to it, and what its owner has offered to nobody, it does not see.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>What would have to change for it to be permitted, the easiest first; empty where it is permitted.</summary>
    public IReadOnlyList<RemedyView> Remedies { get; init; } = [];

    /// <summary>Whether of the table some columns or rows may be read only.</summary>
    public bool InPart { get; init; }

    /// <summary>Whether a job may compute on the data set now though it may not be read: its sender sees neither log nor results until the owner lets them out.</summary>
    public bool ComputesUnseen { get; init; }
}
