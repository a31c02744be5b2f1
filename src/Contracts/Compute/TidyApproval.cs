namespace KeyEcosystem.Contracts.Compute;

/// <summary>Approves a plan.</summary>
/// <param name="Plan">The plan, as it was shown.</param>
/// <param name="Moves">Most jobs moved, as it was asked for; null for 4.</param>
public sealed record TidyApproval(string Plan, int? Moves);
