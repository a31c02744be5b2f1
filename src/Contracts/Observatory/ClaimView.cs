namespace KeyEcosystem.Contracts.Observatory;

/// <summary>A figure that the seed states; never a measurement.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Comparison">&gt; over, &lt; under, = equal, ~ about.</param>
/// <param name="Year">Of which year; empty when not said.</param>
/// <param name="Source">Whom the seed names; empty when nobody.</param>
public sealed record ClaimView(double Value, string Comparison, string Year, string Source);
