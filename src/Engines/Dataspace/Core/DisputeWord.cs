namespace KeyEcosystem.Dataspace.Core;

/// <summary>What was said in a dispute, with what was done.</summary>
/// <param name="By">provider, consumer or arbiter.</param>
/// <param name="Step">raise, or one of the steps.</param>
/// <param name="Note">In words.</param>
/// <param name="At">When.</param>
public sealed record DisputeWord(string By, string Step, string? Note, DateTimeOffset At);
