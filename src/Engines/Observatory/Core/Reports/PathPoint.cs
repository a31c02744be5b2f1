namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A value at an instant.</summary>
/// <param name="At">When.</param>
/// <param name="Value">The value.</param>
public readonly record struct PathPoint(DateTimeOffset At, double Value);
