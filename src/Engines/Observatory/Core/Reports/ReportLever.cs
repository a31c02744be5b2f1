namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What moves an indicator most.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
/// <param name="Effect">By how much, in the indicator's unit; null when not known.</param>
public sealed record ReportLever(string Zh, string En, double? Effect);
