using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A member asks for an agreement on offered terms.</summary>
/// <param name="Id">Chosen by the sender; null lets the node choose.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Offer">Which of its offers; null takes the earliest that is open.</param>
public sealed record AgreementRequest(AgreementId? Id, AssetId Asset, OfferId? Offer = null);
