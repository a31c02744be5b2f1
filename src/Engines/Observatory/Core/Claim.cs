namespace KeyEcosystem.Observatory.Core;

/// <summary>A figure that somebody states; never mixed with a measurement.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Comparison">How it is meant: over, under, about or equal.</param>
/// <param name="Year">Of which year; empty when not said.</param>
/// <param name="Source">Whom the seed names as its source; empty when nobody.</param>
public sealed record Claim(double Value, string Comparison, string Year, string Source);
