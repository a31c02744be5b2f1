namespace KeyEcosystem.Platform.Store;

/// <summary>A change that fits the store; whether it fits the rows that are there is the store's to say.</summary>
/// <param name="At">When the lane took it.</param>
/// <param name="Rows">Its rows, in the order given.</param>
/// <param name="Records">Its records, the first being the main one.</param>
/// <param name="Facts">Its facts.</param>
internal sealed record PreparedChange(DateTimeOffset At, IReadOnlyList<PreparedRow> Rows, IReadOnlyList<PreparedRecord> Records, IReadOnlyList<Fact> Facts);
