namespace KeyEcosystem.Kernel.Policies;

/// <summary>A permission or a prohibition.</summary>
/// <param name="Action">read, compute, use (includes both), transfer, distribute (onward sharing).</param>
/// <param name="Constraints">All must hold for the rule to apply.</param>
public sealed record Rule(string Action, IReadOnlyList<Constraint> Constraints);
