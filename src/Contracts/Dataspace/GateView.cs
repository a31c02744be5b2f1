using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What the Gate answers.</summary>
/// <param name="Permitted">Whether the use is permitted.</param>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Reasons">Why, or why not.</param>
public sealed record GateView(bool Permitted, AgreementId? Agreement, IReadOnlyList<GateReasonView> Reasons);
