namespace KeyEcosystem.Contracts.Members;

/// <summary>A kind of relation that there is.</summary>
/// <param name="Predicate">For example member_of.</param>
/// <param name="Count">How many relations are of this kind.</param>
public sealed record RelationKindView(string Predicate, int Count);
