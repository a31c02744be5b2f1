namespace KeyEcosystem.Cli.Observatory;

/// <summary>A file of a report.</summary>
internal sealed record ReportFile(string File, string Format, string Lang, long Bytes, string Sha256);
