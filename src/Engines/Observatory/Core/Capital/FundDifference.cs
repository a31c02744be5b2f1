namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>A figure of a report that is not what its ledger says.</summary>
/// <param name="Fund">The fund; null for all together.</param>
/// <param name="Figure">Which figure.</param>
/// <param name="ReportedMinor">What the report says.</param>
/// <param name="LedgerMinor">What the ledger says.</param>
public sealed record FundDifference(string? Fund, string Figure, long ReportedMinor, long LedgerMinor);
