using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>To whom and of what terms are offered, as far as the node knows.</summary>
/// <param name="Members">Admitted members but the one that offers.</param>
/// <param name="All">Whether these are all of them.</param>
/// <param name="Known">Members that the node knows: those, and of the others that the terms name.</param>
/// <param name="Columns">Columns of the table; null where it is none, or they are not known yet.</param>
public sealed record TermsAudience(IReadOnlyList<MemberFacts> Members, bool All, IReadOnlySet<MemberId> Known, IReadOnlyList<string>? Columns);
