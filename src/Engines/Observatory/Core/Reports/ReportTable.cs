namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A table.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="IsDense">Whether it is set small, to stand on one page.</param>
public sealed record ReportTable(string Id, string Caption, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows, bool IsDense = false) : ReportBlock;
