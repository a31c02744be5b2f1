namespace KeyEcosystem.Contracts.Observatory;

/// <summary>A lever, parameter or output of the model.</summary>
/// <param name="Name">How requests name it.</param>
/// <param name="NameZh">In Chinese.</param>
/// <param name="Units">Its unit as the model states it; null for none.</param>
/// <param name="Value">As it is; null for outputs.</param>
/// <param name="Least">Its lower bound.</param>
/// <param name="Most">Its upper bound.</param>
/// <param name="Source">decision, an indicator of the seed, or assumption.</param>
/// <param name="Indicator">The indicator that an output stands for.</param>
/// <param name="Cost">What it costs to move a lever all the way, in 100 million CNY.</param>
/// <param name="Doc">What it is.</param>
public sealed record ScenarioQuantityView(string Name, string NameZh, string? Units, double? Value, double? Least, double? Most, string? Source, string? Indicator, double? Cost, string? Doc);
