using KeyEcosystem.Kernel;

namespace KeyEcosystem.Access.Tests.Fuzz;

/// <summary>A connector that is admitted, and what it deals about.</summary>
/// <param name="Id">Which.</param>
/// <param name="Asset">A data set of the victim.</param>
/// <param name="Offer">An offer of it that stands for everybody.</param>
/// <param name="Agreement">An agreement in force about it.</param>
internal sealed record FuzzPeer(PeerId Id, AssetId Asset, OfferId Offer, AgreementId Agreement);
