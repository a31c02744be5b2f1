namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Why two policies can't be kept together, or why that is not known.</summary>
/// <param name="Code">
/// <c>odrl.clash.values</c>, <c>odrl.clash.names</c>, <c>odrl.clash.own</c> (both of one policy), <c>odrl.clash.domain</c>, <c>odrl.clash.sequence</c>, <c>odrl.clash.metered</c>, <c>odrl.clash.schedule</c>,
/// <c>odrl.clash.prohibited</c>, <c>odrl.clash.wider</c>, <c>odrl.unknown.values</c> or <c>odrl.unknown.size</c>.
/// </param>
/// <param name="Operand">The left operand, or the action.</param>
/// <param name="First">What the one policy says, e.g. <c>lteq 600</c>.</param>
/// <param name="FirstId">The IRI or place of that.</param>
/// <param name="Second">What the other says; empty where one alone is enough.</param>
/// <param name="SecondId">The IRI or place of that.</param>
public sealed record OdrlFinding(string Code, string Operand, string First, string FirstId, string Second, string SecondId);
