namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A piece of text. A number of the figures carries its id and where its lineage is shown.</summary>
/// <param name="Text">The text.</param>
/// <param name="Number">Id of the number, e.g. <c>I21.value</c>; null for words.</param>
/// <param name="Link">Where it leads; null for nowhere.</param>
public readonly record struct ReportSpan(string Text, string? Number = null, string? Link = null);
