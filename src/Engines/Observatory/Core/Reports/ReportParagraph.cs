namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A paragraph made from figures.</summary>
/// <param name="Text">Its text.</param>
public sealed record ReportParagraph(ReportText Text) : ReportBlock;
