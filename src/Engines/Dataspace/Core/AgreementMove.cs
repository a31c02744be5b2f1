using KeyEcosystem.Dataspace.Core.Protocol;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>What a step makes of an agreement.</summary>
/// <param name="To">Where it stands then.</param>
/// <param name="Messages">The protocol's messages that the step is, and those that follow by themselves; none where it is no message.</param>
public sealed record AgreementMove(AgreementStage To, IReadOnlyList<NegotiationMessage> Messages);
