using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>Asks for an API key.</summary>
/// <param name="Member">The member it acts for; null for the caller's own. Only an operator names another.</param>
/// <param name="Roles">member-admin, member-user; an operator may also give auditor, regulator, operator.</param>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Days">Lifetime, 1 to 366 days.</param>
public sealed record KeyRequest(MemberId? Member, IReadOnlyList<string> Roles, string Name, int Days);
