namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Two comparisons that no world satisfies together; one alone where its operand has no such value.</summary>
/// <param name="Code"><c>odrl.clash.values</c>, <c>odrl.clash.domain</c>, <c>odrl.clash.sequence</c>, <c>odrl.clash.metered</c>, <c>odrl.clash.schedule</c> or <c>odrl.clash.names</c>.</param>
/// <param name="First">The one.</param>
/// <param name="Second">The other; null where the first alone can't be.</param>
internal sealed record OdrlClash(string Code, OdrlLiteral First, OdrlLiteral? Second);
