using System.Buffers;
using System.Text;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>A signed statement of the log's owner: at this instant it had this size and this root.</summary>
/// <param name="Node">Node id.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">Root over them, hexadecimal.</param>
/// <param name="At">Instant, UTC ticks.</param>
/// <param name="Key">Public key, hexadecimal.</param>
/// <param name="Signature">Signature over <see cref="Signed"/>, hexadecimal.</param>
public sealed record TreeHead(string Node, long Size, string Root, long At, string Key, string Signature)
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> NodeLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether a node may have this name: 1 to 40 ASCII letters, digits and hyphens, so that heads and exports have one spelling.</summary>
    /// <param name="node">The name.</param>
    public static bool IsNodeName(string node) => node.Length is >= 1 and <= 40 && !node.AsSpan().ContainsAnyExcept(NodeLetters);

    /// <summary>Name of the suite of the log.</summary>
    public string Suite { get; init; } = CryptoSuite.DefaultName;

    /// <summary>Whether the signature is of the head's key; false for a key or signature that can't be one.</summary>
    /// <param name="verify">Checks a signature: public key, message, signature.</param>
    public bool IsSigned(Func<byte[], byte[], byte[], bool> verify) =>
        Key.Length % 2 == 0 && Signature.Length % 2 == 0 && verify(Convert.FromHexString(Key), Signed(), Convert.FromHexString(Signature));

    /// <summary>Whether the signature is of the head's key, by the suite that it names; false for a suite that is not among them.</summary>
    /// <param name="suites">The suites that are known.</param>
    public bool IsSigned(IReadOnlyList<CryptoSuite> suites) => suites.FirstOrDefault(s => s.Name == Suite) is { } suite && IsSigned(suite.Verify);

    /// <summary>The bytes that are signed.</summary>
    public byte[] Signed() => Encoding.ASCII.GetBytes($"keyeco-tree-head|{Suite}|{Node}|{Size}|{Root}|{At}|{Key}");

    /// <summary>The one spelling of a head in files.</summary>
    public string Line() => $"{CryptoSuite.Tag("head", Suite)}|{Node}|{Size}|{Root}|{At}|{Key}|{Signature}";

    /// <summary>Reads <see cref="Line"/>; null for any other spelling.</summary>
    /// <param name="line">One line without its end.</param>
    public static TreeHead? Parse(string line)
    {
        var p = line.Split('|');
        if (p.Length != 7 || CryptoSuite.Of(p[0], "head") is not { } suite || !long.TryParse(p[2], out var size) || !long.TryParse(p[4], out var at) || size < 0 || !IsNodeName(p[1]) || !IsHex(p[3], 2 * MerkleTree.HashSize) || !IsHex(p[5], p[5].Length) || !IsHex(p[6], p[6].Length))
        {
            return null;
        }

        var head = new TreeHead(p[1], size, p[3], at, p[5], p[6]) { Suite = suite };
        return head.Line() == line ? head : null;
    }

    internal static bool IsHex(string? text, int length) => text?.Length == length && !text.AsSpan().ContainsAnyExcept(Hex);
}
