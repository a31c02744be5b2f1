using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>Who the node takes the caller for.</summary>
/// <param name="Subject">Person or key.</param>
/// <param name="Member">Tenant.</param>
/// <param name="Roles">Roles.</param>
public sealed record MeView(string Subject, MemberId Member, IReadOnlyList<string> Roles);
