namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Values over time.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Bands">Intervals, the widest first.</param>
/// <param name="Target">The target; null for none.</param>
/// <param name="TargetName">What the target is called.</param>
/// <param name="IsTargetOpen">Whether the target is to be passed, not reached: it is drawn open.</param>
public sealed record TimeChart(string Unit, IReadOnlyList<TimeLine> Lines, IReadOnlyList<TimeBand> Bands, PathPoint? Target, string TargetName, bool IsTargetOpen) : ReportChart;
