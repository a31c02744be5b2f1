using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Who calls, taken from the credential and from nothing else.</summary>
/// <param name="Subject">Text id of the person (<c>usr_...</c>), machine client or API key.</param>
/// <param name="Member">The tenant.</param>
/// <param name="Roles">What the caller may do.</param>
public sealed record Caller(string Subject, MemberId Member, IReadOnlyList<string> Roles)
{
    /// <summary>Whether the caller has a role.</summary>
    /// <param name="role">One of <see cref="NodeRoles"/>.</param>
    public bool Is(string role) => Roles.Contains(role);
}
