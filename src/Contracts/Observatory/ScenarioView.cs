namespace KeyEcosystem.Contracts.Observatory;

/// <summary>What comes of levers as they were set, beside what comes as things are.</summary>
/// <param name="Levers">The levers as they were set.</param>
/// <param name="Cost">What moving them costs, in 100 million CNY.</param>
/// <param name="Times">Saved times, years.</param>
/// <param name="Outputs">Each output over time.</param>
/// <param name="Targets">Each target, reached or not, and how likely.</param>
/// <param name="Runs">Futures drawn; 0 for none.</param>
/// <param name="Seed">Their seed.</param>
public sealed record ScenarioView(IReadOnlyDictionary<string, double> Levers, double Cost, IReadOnlyList<double> Times, IReadOnlyList<ScenarioOutputView> Outputs, IReadOnlyList<ScenarioTargetView> Targets, int Runs, long Seed);
