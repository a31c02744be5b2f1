namespace KeyEcosystem.Contracts.Observatory;

/// <summary>How likely a target is reached by its date.</summary>
/// <param name="Period">The period of the target's date.</param>
/// <param name="Probability">The share of sample paths that reach it; null where it is withheld.</param>
/// <param name="StandardError">How far it may be off for being of so many paths only.</param>
/// <param name="Paths">How many paths.</param>
/// <param name="WithheldZh">Why it is withheld, in Chinese.</param>
/// <param name="WithheldEn">Why it is withheld, in English.</param>
public sealed record ChanceView(string Period, double? Probability, double StandardError, int Paths, string? WithheldZh, string? WithheldEn);
