using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>Asks for a machine client, which gets access tokens by client credentials.</summary>
/// <param name="Member">The member it acts for; null for the caller's own. Only an operator names another.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Name">1 to 100 characters.</param>
public sealed record MachineRequest(MemberId? Member, IReadOnlyList<string> Roles, string Name);
