namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>How often a target was reached.</summary>
/// <param name="Target">The target.</param>
/// <param name="Probability">Share of the runs in which it was.</param>
/// <param name="StandardError">Error of that share as if the runs were drawn at random; with Latin hypercubes it is smaller.</param>
public sealed record TargetChance(ModelTarget Target, double Probability, double StandardError);
