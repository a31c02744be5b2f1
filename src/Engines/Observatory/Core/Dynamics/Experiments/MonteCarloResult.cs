namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>What many runs gave.</summary>
/// <param name="Times">Saved times.</param>
/// <param name="Outputs">How outputs are spread.</param>
/// <param name="Targets">How often targets were reached.</param>
/// <param name="All">How often all of them were reached in one run.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Seed">Their seed.</param>
/// <param name="Undefined">In how many runs a shown output was no number at some time.</param>
public sealed record MonteCarloResult(IReadOnlyList<double> Times, IReadOnlyList<OutputBand> Outputs, IReadOnlyList<TargetChance> Targets, double All, int Runs, long Seed, int Undefined);
