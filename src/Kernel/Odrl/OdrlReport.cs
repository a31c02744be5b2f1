namespace KeyEcosystem.Kernel.Odrl;

/// <summary>The answer of a policy to a request, with everything that led to it.</summary>
/// <param name="Permitted">Whether it permits.</param>
/// <param name="Code"><c>odrl.permitted</c>, <c>odrl.prohibited</c>, <c>odrl.prohibition.unjudged</c>, <c>odrl.no-permission</c> or <c>odrl.void</c>.</param>
/// <param name="Rules">Each rule's report, in the order of the policy.</param>
public sealed record OdrlReport(bool Permitted, string Code, IReadOnlyList<OdrlRuleReport> Rules);
