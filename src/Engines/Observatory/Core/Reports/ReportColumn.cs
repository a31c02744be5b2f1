namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A column of a table.</summary>
/// <param name="Head">Its head.</param>
/// <param name="IsNumber">Whether it is set to the right.</param>
/// <param name="Share">How wide it is, against the others.</param>
/// <param name="IsWhole">Whether its words stay on one line, as a date does.</param>
public sealed record ReportColumn(string Head, bool IsNumber = false, double Share = 1, bool IsWhole = false);
