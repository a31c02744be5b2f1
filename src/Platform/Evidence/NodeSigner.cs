using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Platform.Secrets;
using NSec.Cryptography;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>The node's Ed25519 key for heads and receipts, kept sealed in one file.</summary>
public sealed class NodeSigner : IDisposable
{
    private readonly Key key;

    private NodeSigner(Key key)
    {
        this.key = key;
        PublicKey = Convert.ToHexStringLower(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public key, hexadecimal.</summary>
    public string PublicKey { get; }

    /// <summary>Reads the key, or makes it. Of two processes that make it at once the first wins.</summary>
    /// <param name="chest">Keeps it.</param>
    /// <param name="name">Name of the key file.</param>
    /// <exception cref="InvalidOperationException">Others may read the file, or it was changed.</exception>
    public static NodeSigner LoadOrCreate(KeyChest chest, string name)
    {
        var text = Encoding.ASCII.GetString(chest.ReadOrMake(name, () => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)))));
        return new NodeSigner(Key.Import(SignatureAlgorithm.Ed25519, Convert.FromHexString(text.Trim()), KeyBlobFormat.RawPrivateKey));
    }

    /// <summary>Whether a signature is of this key and message.</summary>
    /// <param name="publicKey">Raw public key, 32 bytes.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">64 bytes.</param>
    public static bool Verify(byte[] publicKey, byte[] message, byte[] signature) =>
        publicKey.Length == 32 && signature.Length == 64
        && NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var imported)
        && SignatureAlgorithm.Ed25519.Verify(imported!, message, signature);

    /// <summary>Signs a message.</summary>
    /// <param name="message">What is signed.</param>
    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(key, message);

    /// <inheritdoc />
    public void Dispose() => key.Dispose();
}
