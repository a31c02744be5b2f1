namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Words of the source, never mixed with what is measured.</summary>
/// <param name="Words">The words.</param>
/// <param name="From">Where they stand.</param>
public sealed record ReportQuote(string Words, string From) : ReportBlock;
