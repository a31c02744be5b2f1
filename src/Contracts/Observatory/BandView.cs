namespace KeyEcosystem.Contracts.Observatory;

/// <summary>An interval.</summary>
/// <param name="Level">Per cent of cases in which the value is to lie within.</param>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record BandView(double Level, double Low, double High);
