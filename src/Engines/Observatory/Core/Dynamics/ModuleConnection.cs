namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>What an input of a module takes its value from.</summary>
/// <param name="To">The input.</param>
/// <param name="From">The variable outside.</param>
public sealed record ModuleConnection(string To, string From);
