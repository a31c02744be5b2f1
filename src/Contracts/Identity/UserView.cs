using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>A person's account.</summary>
/// <param name="Id">User id.</param>
/// <param name="LoginName">E-mail address or user name; empty once erased.</param>
/// <param name="DisplayName">How the person is called; empty once erased.</param>
/// <param name="Member">Tenant.</param>
/// <param name="Roles">Roles.</param>
/// <param name="State">active, suspended or erased.</param>
public sealed record UserView(UserId Id, string LoginName, string DisplayName, MemberId Member, IReadOnlyList<string> Roles, string State);
