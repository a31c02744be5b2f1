namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>An interval over time.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Low">Lower ends.</param>
/// <param name="High">Upper ends, at the same instants.</param>
public sealed record TimeBand(string Name, IReadOnlyList<PathPoint> Low, IReadOnlyList<PathPoint> High);
