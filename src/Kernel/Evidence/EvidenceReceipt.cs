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
    /// <summary>Whether the signature is of the receipt's key.</summary>
    /// <param name="verify">Checks a signature: public key, message, signature.</param>
    public bool IsSigned(Func<byte[], byte[], byte[], bool> verify) =>
        Key.Length % 2 == 0 && Signature.Length % 2 == 0 && verify(Convert.FromHexString(Key), Signed(), Convert.FromHexString(Signature));

    /// <summary>The bytes that are signed.</summary>
    public byte[] Signed() => Encoding.ASCII.GetBytes($"keyeco-receipt|sha256-ed25519|{Node}|{Record}|{LeafHash}|{At}|{Key}");

    /// <summary>The one spelling of a receipt in headers and files.</summary>
    public string Line() => $"receipt|{Node}|{Record}|{LeafHash}|{At}|{Key}|{Signature}";

    /// <summary>Reads <see cref="Line"/>; null for any other spelling.</summary>
    /// <param name="line">One line without its end.</param>
    public static EvidenceReceipt? Parse(string line)
    {
        var p = line.Split('|');
        if (p.Length != 7 || !TreeHead.IsNodeName(p[1]) || !EvidenceId.TryParse(p[2], null, out var record) || !TreeHead.IsHex(p[3], 2 * MerkleTree.HashSize)
            || !long.TryParse(p[4], out var at) || !TreeHead.IsHex(p[5], p[5].Length) || !TreeHead.IsHex(p[6], p[6].Length))
        {
            return null;
        }

        var receipt = new EvidenceReceipt(p[1], record, p[3], at, p[5], p[6]);
        return receipt.Line() == line ? receipt : null;
    }
}
