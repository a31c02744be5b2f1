using KeyEcosystem.Kernel.Evidence;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>The suites that a node can keep its log in, and that everybody can verify.</summary>
public static class CryptoSuites
{
    /// <summary>Name of the suite of the Chinese standards: SM3 (GM/T 0004) and SM2 (GM/T 0003).</summary>
    public const string Sm3Sm2Name = "sm3-sm2";

    /// <summary>All, the default first.</summary>
    public static IReadOnlyList<CryptoSuite> All { get; } =
    [
        CryptoSuite.Default(NodeSigner.Verify),
        new CryptoSuite(Sm3Sm2Name, Sm3.Hash, Sm2Signer.Verify),
    ];

    /// <summary>The suite of a name; null for a name that is not known.</summary>
    /// <param name="name">As in records.</param>
    public static CryptoSuite? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>Checks a signature of any suite: the key's form says which.</summary>
    /// <param name="publicKey">Public key.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">The signature.</param>
    public static bool Verify(byte[] publicKey, byte[] message, byte[] signature) => All.Any(s => s.Verify(publicKey, message, signature));
}
