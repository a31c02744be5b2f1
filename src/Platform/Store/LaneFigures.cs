namespace KeyEcosystem.Platform.Store;

/// <summary>What the lane has done since the start.</summary>
/// <param name="Commits">Transactions, each one fsync of the log.</param>
/// <param name="Committed">Commands committed.</param>
/// <param name="Refused">Commands refused.</param>
public sealed record LaneFigures(long Commits, long Committed, long Refused);
