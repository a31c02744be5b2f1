using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Identity;

/// <summary>An account to be made.</summary>
/// <param name="LoginName">E-mail address or user name; compared without regard to case.</param>
/// <param name="DisplayName">1 to 100 characters.</param>
/// <param name="Member">The tenant.</param>
/// <param name="Roles">At least one of <see cref="NodeRoles"/>.</param>
/// <param name="Password">12 to 200 characters; null when the person shall sign in by link.</param>
public sealed record NewUser(string LoginName, string DisplayName, MemberId Member, IReadOnlyList<string> Roles, string? Password);
