using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Secrets;
using NSec.Cryptography;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>A key that the node signs with, kept sealed in one file: its own for heads and receipts, and those of members in its custody.</summary>
public abstract class NodeSigner : IDisposable
{
    private const int SeedSize = 32;

    private protected NodeSigner(string publicKey) => PublicKey = publicKey;

    /// <summary>The public key, hexadecimal.</summary>
    public string PublicKey { get; }

    /// <summary>Reads the key, or makes it. Of two processes that make it at once the first wins.</summary>
    /// <param name="chest">Keeps it.</param>
    /// <param name="name">Name of the key file.</param>
    /// <param name="suite">Name of the suite that it signs in.</param>
    /// <exception cref="InvalidOperationException">Others may read the file, it was changed, or its key is of another suite.</exception>
    public static NodeSigner LoadOrCreate(KeyChest chest, string name, string suite = CryptoSuite.DefaultName)
    {
        var other = suite == CryptoSuite.DefaultName ? "" : suite + "|";
        var text = Encoding.ASCII.GetString(chest.ReadOrMake(name, () => Encoding.ASCII.GetBytes(other + Convert.ToHexStringLower(other.Length == 0 ? RandomNumberGenerator.GetBytes(SeedSize) : Sm2Signer.MakeScalar())))).Trim();
        if (text.Length != other.Length + (2 * SeedSize) || !text.StartsWith(other, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{name} holds no key of the suite \"{suite}\", which the log is in: put back the file that belongs to it. 密钥与存证日志的密码套件不符，请恢复对应的密钥文件。");
        }

        var key = Convert.FromHexString(text[other.Length..]);
        return other.Length == 0 ? Ed25519Signer.Of(key) : new Sm2Signer(key);
    }

    /// <summary>Whether an Ed25519 signature is of this key and message.</summary>
    /// <param name="publicKey">Raw public key, 32 bytes.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">64 bytes.</param>
    public static bool Verify(byte[] publicKey, byte[] message, byte[] signature) =>
        publicKey.Length == 32 && signature.Length == 64
        && NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var imported)
        && SignatureAlgorithm.Ed25519.Verify(imported!, message, signature);

    /// <summary>Signs a message.</summary>
    /// <param name="message">What is signed.</param>
    public abstract byte[] Sign(ReadOnlySpan<byte> message);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the key.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
