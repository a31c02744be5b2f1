using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>A key in a list, without its text.</summary>
/// <param name="Id">Key id, 32 hexadecimal digits.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Member">The member it acts for.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Expires">When it ends by itself.</param>
/// <param name="Revoked">Since when it is worth nothing; null while it is worth something.</param>
public sealed record KeyListing(string Id, string Name, MemberId Member, IReadOnlyList<string> Roles, DateTimeOffset Expires, DateTimeOffset? Revoked);
