namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A member's own signing key, of which the node holds the public half only.</summary>
/// <param name="PublicKey">Ed25519, 64 hexadecimal digits.</param>
/// <param name="Proof">Signature with this key over <c>keyeco-member-key|1|MEMBER|PUBLICKEY</c> in UTF-8 (member id, key in lower case), 128 hexadecimal digits.</param>
public sealed record MemberKeyRegistration(string PublicKey, string Proof);
