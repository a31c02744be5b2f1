namespace KeyEcosystem.Cli.Observatory;

/// <summary>What was written.</summary>
internal sealed record ReportSummary(string AsOf, string? Since, string Fingerprint, int Indicators, int Measured, int Facts, int Unreadable, IReadOnlyList<ReportFile> Files, double Seconds);
