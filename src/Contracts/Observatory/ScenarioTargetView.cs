namespace KeyEcosystem.Contracts.Observatory;

/// <summary>A target of an output.</summary>
/// <param name="Output">The output.</param>
/// <param name="AtLeast">Whether it is a lower bound; else an upper one.</param>
/// <param name="Value">The bound.</param>
/// <param name="Time">When it counts, a year.</param>
/// <param name="BaseReached">Whether it is reached as things are.</param>
/// <param name="Reached">Whether it is reached with the levers.</param>
/// <param name="BaseProbability">Share of futures that reach it as things are; null without futures.</param>
/// <param name="Probability">Share of futures that reach it with the levers; null without futures.</param>
/// <param name="StandardError">How far that may be off for being of so many futures only.</param>
public sealed record ScenarioTargetView(string Output, bool AtLeast, double Value, double Time, bool BaseReached, bool Reached, double? BaseProbability, double? Probability, double StandardError);
