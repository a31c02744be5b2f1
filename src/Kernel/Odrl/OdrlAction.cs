namespace KeyEcosystem.Kernel.Odrl;

/// <summary>An action of a rule.</summary>
/// <param name="Name">A name of ODRL without prefix, or another IRI.</param>
/// <param name="Refinement">What narrows it.</param>
public sealed record OdrlAction(string Name, IReadOnlyList<OdrlConstraint> Refinement);
