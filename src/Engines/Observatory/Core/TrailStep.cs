namespace KeyEcosystem.Observatory.Core;

/// <summary>A fact behind a value.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Part">counted, numerator or denominator.</param>
public sealed record TrailStep(EcosystemFact Fact, string Part);
