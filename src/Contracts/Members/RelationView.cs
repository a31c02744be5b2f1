using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Members;

/// <summary>One typed edge of the network.</summary>
/// <param name="Id">Relation id.</param>
/// <param name="Code">Registry code such as R01; null for relations that were added here.</param>
/// <param name="Subject">From.</param>
/// <param name="Predicate">For example member_of.</param>
/// <param name="Object">To.</param>
/// <param name="Words">The words of the source, or what the operator gave as evidence.</param>
/// <param name="Version">What a removal must expect.</param>
public sealed record RelationView(RelationId Id, string? Code, MemberId Subject, string Predicate, MemberId Object, string Words, long Version);
