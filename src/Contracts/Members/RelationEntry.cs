using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Members;

/// <summary>An operator enters a relation.</summary>
/// <param name="Id">Chosen by the sender, so that sending twice is one relation; null lets the node choose.</param>
/// <param name="Subject">From.</param>
/// <param name="Predicate">Lower-case words joined by underscores, e.g. member_of, supplies.</param>
/// <param name="Object">To.</param>
/// <param name="Evidence">What shows it: a source in words, 1 to 500 characters.</param>
public sealed record RelationEntry(RelationId? Id, MemberId Subject, string Predicate, MemberId Object, string Evidence);
