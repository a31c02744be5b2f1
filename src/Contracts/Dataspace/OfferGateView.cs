using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What an agreement under an offer would permit.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Permitted">Whether it would permit this use.</param>
/// <param name="Reasons">Why, or why not.</param>
public sealed record OfferGateView(OfferId Offer, bool Permitted, IReadOnlyList<GateReasonView> Reasons);
