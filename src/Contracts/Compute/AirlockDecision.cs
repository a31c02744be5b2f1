namespace KeyEcosystem.Contracts.Compute;

/// <summary>An owner's decision on an output.</summary>
/// <param name="Reason">Why, for who sent the job; up to 500 characters, needed for a refusal.</param>
public sealed record AirlockDecision(string? Reason);
