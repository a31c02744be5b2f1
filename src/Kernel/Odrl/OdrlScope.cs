namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What a rule is about: an asset, a party, or a collection of them.</summary>
/// <param name="Id">Its IRI; empty where only a collection's source is given.</param>
/// <param name="Source">IRI of the collection that it narrows.</param>
/// <param name="IsCollection">Whether it is said to be a collection.</param>
/// <param name="Refinement">What narrows the collection.</param>
public sealed record OdrlScope(string Id, string? Source, bool IsCollection, IReadOnlyList<OdrlConstraint> Refinement);
