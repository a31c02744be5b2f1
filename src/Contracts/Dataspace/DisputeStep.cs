namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What is said with a step in a dispute.</summary>
/// <param name="Note">1 to 1,000 characters; needed to accept, reject, settle, suspend, uphold and dismiss.</param>
public sealed record DisputeStep(string? Note = null);
