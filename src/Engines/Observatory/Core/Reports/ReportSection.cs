namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A section.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its title.</param>
/// <param name="Blocks">What stands in it.</param>
/// <param name="IsWide">Whether its pages lie on their side.</param>
public sealed record ReportSection(string Id, string Title, IReadOnlyList<ReportBlock> Blocks, bool IsWide = false);
