namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>What is asked of a model: many runs, and perhaps which parameter matters and which mix of levers is enough.</summary>
/// <param name="MonteCarlo">The many runs.</param>
/// <param name="Stop">When the runs end, where that is not as in the model.</param>
/// <param name="TornadoOutput">The output of which is asked what moves it; null where that is not asked.</param>
/// <param name="TornadoTime">When; null for the end.</param>
/// <param name="Levers">Levers to search a mix of; empty where none is asked for.</param>
/// <param name="Probability">How likely all targets must be.</param>
/// <param name="MixRuns">Runs for each mix.</param>
/// <param name="MixesMax">How many mixes may be tried.</param>
public sealed record ExplorationSpec(MonteCarloSpec MonteCarlo, double? Stop, string? TornadoOutput, double? TornadoTime, IReadOnlyList<Lever> Levers, double Probability, int MixRuns, int MixesMax);
