namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>What many runs are asked.</summary>
/// <param name="Settings">Variables that are the same in all runs, with their values.</param>
/// <param name="Parameters">What is uncertain.</param>
/// <param name="Outputs">Which variables are shown.</param>
/// <param name="Targets">What should be reached.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Seed">The same seed gives the same bits.</param>
public sealed record MonteCarloSpec(IReadOnlyDictionary<string, double> Settings, IReadOnlyList<UncertainParameter> Parameters, IReadOnlyList<string> Outputs, IReadOnlyList<ModelTarget> Targets, int Runs, long Seed);
