namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>Money that moves on a day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Amount">How much: paid in is below zero, received above.</param>
public readonly record struct CashFlow(DateOnly Date, double Amount);
