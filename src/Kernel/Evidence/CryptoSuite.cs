using System.Security.Cryptography;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>What a log is made with. Every record, head and receipt names its suite; one log is of one suite.</summary>
/// <param name="Name">Its name in records.</param>
/// <param name="Hash">Leaves, commitments and tree.</param>
/// <param name="Verify">Checks a signature of heads and receipts: public key, message, signature; false for a key or signature that can't be one.</param>
public sealed record CryptoSuite(string Name, HashFunction Hash, Func<byte[], byte[], byte[], bool> Verify)
{
    /// <summary>The suite of a log that does not say otherwise.</summary>
    public const string DefaultName = "sha256-ed25519";

    /// <summary>The hash of the default suite, and of RFC 6962.</summary>
    public static HashFunction Sha256 { get; } = static (data, hash) => SHA256.HashData(data, hash);

    /// <summary>The default suite.</summary>
    /// <param name="verify">Checks an Ed25519 signature.</param>
    public static CryptoSuite Default(Func<byte[], byte[], byte[], bool> verify) => new(DefaultName, Sha256, verify);

    /// <summary>How a line begins: the word alone in the default suite, else with the suite's name.</summary>
    internal static string Tag(string word, string suite) => suite == DefaultName ? word : $"{word}:{suite}";

    /// <summary>Reads <see cref="Tag"/>; null for any other spelling.</summary>
    internal static string? Of(string tag, string word) =>
        tag == word ? DefaultName
        : tag.StartsWith(word + ":", StringComparison.Ordinal) && tag[(word.Length + 1)..] is { Length: >= 1 and <= 40 } name && name != DefaultName && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? name
        : null;
}
