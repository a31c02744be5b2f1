using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>Asks a person in.</summary>
/// <param name="Member">Whose person it will be; null for the caller's own. Only an operator names another.</param>
/// <param name="Email">Where the invitation goes; the login name of the account.</param>
/// <param name="Roles">Roles the account will have.</param>
public sealed record InvitationRequest(MemberId? Member, string Email, IReadOnlyList<string> Roles);
