namespace KeyEcosystem.Contracts.Observatory;

/// <summary>What is expected of one period.</summary>
/// <param name="Period">The period.</param>
/// <param name="Mean">The middle.</param>
/// <param name="Bands">Intervals, the narrowest first; empty where they can't be known.</param>
public sealed record ForecastStepView(string Period, double Mean, IReadOnlyList<BandView> Bands);
