namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>A variable whose value is not known: of a stock its initial value, else what stands in the place of its equation.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Distribution">How its value is spread.</param>
public sealed record UncertainParameter(string Name, Distribution Distribution);
