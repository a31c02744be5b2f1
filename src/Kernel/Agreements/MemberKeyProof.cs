namespace KeyEcosystem.Kernel.Agreements;

/// <summary>What a member signs to show that a signing key is its own.</summary>
public static class MemberKeyProof
{
    /// <summary>The message, to be signed in UTF-8.</summary>
    /// <param name="member">Whose key.</param>
    /// <param name="publicKey">Ed25519 public key, 64 lower-case hexadecimal digits.</param>
    public static string Message(MemberId member, string publicKey) => $"keyeco-member-key|1|{member}|{publicKey}";
}
