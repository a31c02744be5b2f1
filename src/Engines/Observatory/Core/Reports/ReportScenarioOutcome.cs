namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What a scenario leads to for one indicator.</summary>
/// <param name="Indicator">Its id.</param>
/// <param name="Low">Lower end of the band.</param>
/// <param name="Middle">The middle.</param>
/// <param name="High">Upper end of the band.</param>
/// <param name="Chance">How likely the target is reached, 0 to 1; null where not known.</param>
public sealed record ReportScenarioOutcome(string Indicator, double Low, double Middle, double High, double? Chance);
