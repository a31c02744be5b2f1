namespace KeyEcosystem.Contracts.Compute;

/// <summary>What a run wrote.</summary>
/// <param name="From">Lines of the run before these.</param>
/// <param name="Lines">The lines, at most 1,000.</param>
public sealed record RunLines(long From, IReadOnlyList<WrittenLine> Lines);
