namespace KeyEcosystem.Dataspace.Core;

/// <summary>Where a duty stands; of one that nobody has said anything of there is none.</summary>
/// <param name="Clause">Its place in the terms.</param>
/// <param name="State">declared, contested, confirmed or waived.</param>
/// <param name="At">Since when.</param>
/// <param name="Note">What was said with it.</param>
public sealed record DutyRecord(string Clause, string State, DateTimeOffset At, string? Note);
