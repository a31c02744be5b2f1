using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>Asks for an account.</summary>
/// <param name="Member">Its member; null for the caller's own. Only an operator names another.</param>
/// <param name="LoginName">E-mail address or user name, 2 to 200 characters.</param>
/// <param name="DisplayName">1 to 100 characters.</param>
/// <param name="Roles">member-admin, member-user; an operator may also give operator, auditor, regulator.</param>
/// <param name="Password">12 to 200 characters; null when the person shall sign in by link.</param>
public sealed record UserRequest(MemberId? Member, string LoginName, string DisplayName, IReadOnlyList<string> Roles, string? Password);
