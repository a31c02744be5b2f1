namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>A value of an indicator on a day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Value">The value.</param>
public readonly record struct CovenantReading(DateOnly Date, double Value);
