namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A row of a table.</summary>
/// <param name="Id">Its anchor; null for none.</param>
/// <param name="Cells">A text for each column.</param>
/// <param name="Tone">good, bad, open or empty: how the row stands, which words in it say too.</param>
public sealed record ReportRow(string? Id, IReadOnlyList<ReportText> Cells, string Tone = "");
