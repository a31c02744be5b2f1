namespace KeyEcosystem.Contracts.Observatory;

/// <summary>The model of the ecosystem: what can be moved, what is assumed, what comes of it.</summary>
/// <param name="Start">First time, a year; 2026 is the end of 2025.</param>
/// <param name="Stop">Last time.</param>
/// <param name="Levers">What somebody decides on.</param>
/// <param name="Parameters">What is known or assumed, with its range.</param>
/// <param name="Outputs">What stands for indicators.</param>
public sealed record ScenarioModelView(double Start, double Stop, IReadOnlyList<ScenarioQuantityView> Levers, IReadOnlyList<ScenarioQuantityView> Parameters, IReadOnlyList<ScenarioQuantityView> Outputs);
