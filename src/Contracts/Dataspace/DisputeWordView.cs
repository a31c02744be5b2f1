namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What was said in a dispute, with what was done.</summary>
/// <param name="By">provider, consumer or arbiter.</param>
/// <param name="Step">raise, accept, reject, settle, withdraw, suspend, resume, uphold or dismiss.</param>
/// <param name="Note">In words.</param>
/// <param name="At">When.</param>
public sealed record DisputeWordView(string By, string Step, string? Note, DateTimeOffset At);
