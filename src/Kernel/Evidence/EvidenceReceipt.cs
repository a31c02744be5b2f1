using System.Text;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>The node's signed word to whoever acted that the record is in the log; it holds even if the node later drops the record.</summary>
/// <param name="Node">Node id.</param>
/// <param name="Record">The record.</param>
/// <param name="LeafHash">Hash of its leaf, hexadecimal.</param>
/// <param name="At">Instant, UTC ticks.</param>
/// <param name="Key">Public key, hexadecimal.</param>
/// <param name="Signature">Signature over <see cref="Signed"/>, hexadecimal.</param>
public sealed record EvidenceReceipt(string Node, EvidenceId Record, string LeafHash, long At, string Key, string Signature)
{
    /// <summary>Name of the suite of the log.</summary>
    public string Suite { get; init; } = CryptoSuite.DefaultName;

    /// <summary>Whether the signature is of the receipt's key.</summary>
    /// <param name="verify">Checks a signature: public key, message, signature.</param>
    public bool IsSigned(Func<byte[], byte[], byte[], bool> verify) =>
        Key.Length % 2 == 0 && Signature.Length % 2 == 0 && verify(Convert.FromHexString(Key), Signed(), Convert.FromHexString(Signature));

    /// <summary>Whether the signature is of the receipt's key, by the suite that it names; false for a suite that is not among them.</summary>
    /// <param name="suites">The suites that are known.</param>
    public bool IsSigned(IReadOnlyList<CryptoSuite> suites) => suites.FirstOrDefault(s => s.Name == Suite) is { } suite && IsSigned(suite.Verify);

    /// <summary>The bytes that are signed.</summary>
    public byte[] Signed() => Encoding.ASCII.GetBytes($"keyeco-receipt|{Suite}|{Node}|{Record}|{LeafHash}|{At}|{Key}");

    /// <summary>The one spelling of a receipt in headers and files.</summary>
    public string Line() => $"{CryptoSuite.Tag("receipt", Suite)}|{Node}|{Record}|{LeafHash}|{At}|{Key}|{Signature}";

    /// <summary>Reads <see cref="Line"/>; null for any other spelling.</summary>
    /// <param name="line">One line without its end.</param>
    public static EvidenceReceipt? Parse(string line)
    {
        var p = line.Split('|');
        if (p.Length != 7 || CryptoSuite.Of(p[0], "receipt") is not { } suite || !TreeHead.IsNodeName(p[1]) || !EvidenceId.TryParse(p[2], null, out var record) || !TreeHead.IsHex(p[3], 2 * MerkleTree.HashSize)
            || !long.TryParse(p[4], out var at) || !TreeHead.IsHex(p[5], p[5].Length) || !TreeHead.IsHex(p[6], p[6].Length))
        {
            return null;
        }

        var receipt = new EvidenceReceipt(p[1], record, p[3], at, p[5], p[6]) { Suite = suite };
        return receipt.Line() == line ? receipt : null;
    }
}
