namespace KeyEcosystem.Kernel.Policies;

/// <summary>An ODRL policy as far as this node enforces it. What no permission allows is refused; a prohibition wins.</summary>
/// <param name="Permissions">What is allowed.</param>
/// <param name="Prohibitions">What is not.</param>
public sealed record Policy(IReadOnlyList<Rule> Permissions, IReadOnlyList<Rule> Prohibitions);
