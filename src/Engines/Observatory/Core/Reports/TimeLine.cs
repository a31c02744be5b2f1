namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A line over time.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Role">history, forecast or path.</param>
/// <param name="Points">Its points, in order.</param>
public sealed record TimeLine(string Name, string Role, IReadOnlyList<PathPoint> Points);
