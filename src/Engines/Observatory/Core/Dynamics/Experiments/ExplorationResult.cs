namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>What was found out about a model.</summary>
/// <param name="MonteCarlo">The many runs.</param>
/// <param name="Tornado">What moves an output; null where that was not asked.</param>
/// <param name="Levers">The mix of levers; null where none was asked for.</param>
public sealed record ExplorationResult(MonteCarloResult MonteCarlo, TornadoResult? Tornado, LeverResult? Levers);
