namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What a figure draws.</summary>
public abstract record ReportChart;
