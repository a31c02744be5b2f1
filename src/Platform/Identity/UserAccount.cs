using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Identity;

/// <summary>An account as others may see it.</summary>
/// <param name="Id">User id.</param>
/// <param name="LoginName">E-mail address or user name; empty once erased.</param>
/// <param name="DisplayName">How the person is called; empty once erased.</param>
/// <param name="Member">The tenant.</param>
/// <param name="Roles">What the person may do.</param>
/// <param name="State">One of <see cref="UserState"/>.</param>
/// <param name="HasPassword">Whether the person can sign in without a link.</param>
public sealed record UserAccount(UserId Id, string LoginName, string DisplayName, MemberId Member, IReadOnlyList<string> Roles, string State, bool HasPassword)
{
    internal static UserAccount Of(UserRow row) => new(new UserId(row.Id), row.LoginName ?? "", row.DisplayName, new MemberId(row.Member), row.Roles.Split(','), row.State, row.PasswordHash is not null);
}
