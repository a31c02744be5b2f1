using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>A new machine client. Its secret can't be had again.</summary>
/// <param name="ClientId">For the token endpoint.</param>
/// <param name="Secret">For the token endpoint.</param>
/// <param name="Member">The member it acts for.</param>
/// <param name="Roles">Its roles.</param>
public sealed record MachineView(string ClientId, string Secret, MemberId Member, IReadOnlyList<string> Roles);
