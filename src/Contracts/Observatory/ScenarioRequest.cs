namespace KeyEcosystem.Contracts.Observatory;

/// <summary>Levers as somebody would set them.</summary>
/// <param name="Levers">Values by name; those left out stay as they are.</param>
/// <param name="Runs">Futures that are drawn for bands and chances: 0 for none, or 100 to 10,000.</param>
/// <param name="Seed">The same seed gives the same bits.</param>
public sealed record ScenarioRequest(IReadOnlyDictionary<string, double> Levers, int Runs = 0, long Seed = 1);
