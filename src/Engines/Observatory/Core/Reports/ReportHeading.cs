namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>The head of a part of a section.</summary>
/// <param name="Text">Its words.</param>
public sealed record ReportHeading(string Text) : ReportBlock;
