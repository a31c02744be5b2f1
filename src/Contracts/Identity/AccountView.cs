using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>The caller's own account.</summary>
/// <param name="Id">User id.</param>
/// <param name="LoginName">What the person signs in with.</param>
/// <param name="DisplayName">How the person is called.</param>
/// <param name="Member">Tenant.</param>
/// <param name="Roles">Roles.</param>
/// <param name="HasPassword">Whether the person can sign in without a link.</param>
public sealed record AccountView(UserId Id, string LoginName, string DisplayName, MemberId Member, IReadOnlyList<string> Roles, bool HasPassword);
