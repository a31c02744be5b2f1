namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>What a variable should reach.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="AtLeast">Whether it should be no less; else no more.</param>
/// <param name="Value">The bound.</param>
/// <param name="Time">When, in the model's time.</param>
/// <param name="Timing">Whether at that time, by it or from it on.</param>
public sealed record ModelTarget(string Variable, bool AtLeast, double Value, double Time, TargetTiming Timing = TargetTiming.At);
