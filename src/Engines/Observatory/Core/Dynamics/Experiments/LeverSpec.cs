namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>What a search for the cheapest mix of levers is asked.</summary>
/// <param name="Levers">What can be moved.</param>
/// <param name="Settings">Variables that are the same in all runs.</param>
/// <param name="Parameters">What is uncertain.</param>
/// <param name="Targets">What should be reached, all in one run.</param>
/// <param name="Probability">How likely that must be.</param>
/// <param name="Runs">Runs for each mix; all mixes meet the same futures.</param>
/// <param name="Seed">The same seed gives the same bits.</param>
/// <param name="MixesMax">How many mixes may be tried.</param>
public sealed record LeverSpec(IReadOnlyList<Lever> Levers, IReadOnlyDictionary<string, double> Settings, IReadOnlyList<UncertainParameter> Parameters, IReadOnlyList<ModelTarget> Targets, double Probability, int Runs, long Seed, int MixesMax = 4096);
