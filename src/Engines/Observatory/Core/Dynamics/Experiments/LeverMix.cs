namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>A mix of levers with what it costs and how likely the targets are with it.</summary>
/// <param name="Values">Value of each lever.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Probability">Share of the runs in which all targets were reached.</param>
public sealed record LeverMix(IReadOnlyList<double> Values, double Cost, double Probability);
