namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>Variables and modules: the root of a model, or what a module is made of.</summary>
/// <param name="Name">Its name; empty for the root.</param>
/// <param name="Variables">Its variables, in the order of the file.</param>
/// <param name="Modules">Parts that stand within it.</param>
/// <param name="NonNegativeStocks">Whether its stocks never fall below zero.</param>
/// <param name="NonNegativeFlows">Whether its flows never fall below zero.</param>
public sealed record ModelPart(string Name, IReadOnlyList<ModelVariable> Variables, IReadOnlyList<ModelModule> Modules, bool NonNegativeStocks, bool NonNegativeFlows);
