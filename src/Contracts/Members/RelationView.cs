using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Members;

/// <summary>One typed edge of the network.</summary>
/// <param name="Code">Registry code such as R01.</param>
/// <param name="Subject">From.</param>
/// <param name="Predicate">For example member_of.</param>
/// <param name="Object">To.</param>
/// <param name="Words">The words of the source.</param>
public sealed record RelationView(string Code, MemberId Subject, string Predicate, MemberId Object, string Words);
