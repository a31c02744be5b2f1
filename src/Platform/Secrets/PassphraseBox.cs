using System.Security.Cryptography;
using NSec.Cryptography;

namespace KeyEcosystem.Platform.Secrets;

/// <summary>Bytes under a passphrase: Argon2id (64 MiB, three passes) makes the key, XChaCha20-Poly1305 encrypts.</summary>
public static class PassphraseBox
{
    /// <summary>Fewest characters of a passphrase.</summary>
    public const int PassphraseMin = 12;

    private const int SaltSize = 16;
    private static readonly byte[] Magic = "keyeco-box-1\n"u8.ToArray();
    private static readonly Argon2Parameters Cost = new() { DegreeOfParallelism = 1, MemorySize = 65_536, NumberOfPasses = 3 };

    /// <summary>Encrypts.</summary>
    /// <param name="plain">What is kept secret.</param>
    /// <param name="passphrase">At least <see cref="PassphraseMin"/> characters.</param>
    public static byte[] Seal(ReadOnlySpan<byte> plain, string passphrase)
    {
        if (passphrase.Length < PassphraseMin)
        {
            throw new InvalidOperationException($"A passphrase has at least {PassphraseMin} characters. 口令至少 {PassphraseMin} 个字符。");
        }

        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var nonce = RandomNumberGenerator.GetBytes(AeadAlgorithm.XChaCha20Poly1305.NonceSize);
        using var key = KeyOf(passphrase, salt);
        return [.. Magic, .. salt, .. nonce, .. AeadAlgorithm.XChaCha20Poly1305.Encrypt(key, nonce, Magic, plain)];
    }

    /// <summary>Decrypts.</summary>
    /// <param name="box">What <see cref="Seal"/> made.</param>
    /// <param name="passphrase">The same passphrase.</param>
    /// <exception cref="InvalidOperationException">The passphrase is wrong, or the box was changed.</exception>
    public static byte[] Open(ReadOnlySpan<byte> box, string passphrase)
    {
        var head = Magic.Length + SaltSize + AeadAlgorithm.XChaCha20Poly1305.NonceSize;
        if (box.Length < head || !box.StartsWith(Magic))
        {
            throw new InvalidOperationException("This is no file of encrypted keys. 不是加密的密钥文件。");
        }

        using var key = KeyOf(passphrase, box.Slice(Magic.Length, SaltSize));
        return AeadAlgorithm.XChaCha20Poly1305.Decrypt(key, box[(Magic.Length + SaltSize)..head], Magic, box[head..])
            ?? throw new InvalidOperationException("The passphrase is wrong, or the file of keys was changed. 口令错误，或密钥文件已被改动。");
    }

    private static Key KeyOf(string passphrase, ReadOnlySpan<byte> salt) =>
        new Argon2id(Cost).DeriveKey(passphrase, salt, AeadAlgorithm.XChaCha20Poly1305);
}
