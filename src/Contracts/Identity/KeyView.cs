using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>A new key. Its text can't be had again.</summary>
/// <param name="Id">Key id, 32 hexadecimal digits.</param>
/// <param name="Key">The key itself.</param>
/// <param name="Member">The member it acts for.</param>
/// <param name="Roles">Its roles.</param>
public sealed record KeyView(string Id, string Key, MemberId Member, IReadOnlyList<string> Roles);
