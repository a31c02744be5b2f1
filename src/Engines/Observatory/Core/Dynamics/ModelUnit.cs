namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>A unit that the model defines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Equation">What it is in other units; null for one of its own.</param>
/// <param name="Aliases">Other names.</param>
public sealed record ModelUnit(string Name, string? Equation, IReadOnlyList<string> Aliases);
