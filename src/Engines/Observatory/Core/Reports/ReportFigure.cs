namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A picture of figures.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Alternative">The same in words, for who does not see it.</param>
/// <param name="Chart">What is drawn.</param>
public sealed record ReportFigure(string Id, string Caption, string Alternative, ReportChart Chart) : ReportBlock;
