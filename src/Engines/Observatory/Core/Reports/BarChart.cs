namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Bars with their counts.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Bars">Words and count of each.</param>
public sealed record BarChart(string Name, IReadOnlyList<(string Label, double Value)> Bars) : ReportChart;
