using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>The key that a member's signatures are made with now.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Custody">Who holds it: node or own.</param>
/// <param name="PublicKey">Ed25519, 64 lower-case hexadecimal digits.</param>
/// <param name="Since">Since when; null for a key in the node's custody.</param>
public sealed record MemberKeyView(MemberId Member, string Custody, string PublicKey, DateTimeOffset? Since);
