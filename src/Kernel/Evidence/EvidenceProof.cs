using System.Text;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>One record with the path to a signed head.</summary>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="Leaf">The record in its one spelling.</param>
/// <param name="Path">Sibling hashes from the leaf up, hexadecimal.</param>
/// <param name="Head">The signed head in its one spelling.</param>
public sealed record EvidenceProof(long Sequence, string Leaf, IReadOnlyList<string> Path, string Head)
{
    /// <summary>Why a proof in the default suite does not hold; null when it does.</summary>
    /// <param name="verify">Checks a signature: public key, message, signature.</param>
    /// <param name="trustedKey">Public key the holder trusts, hexadecimal; null accepts the head's own.</param>
    public string? Fault(Func<byte[], byte[], byte[], bool> verify, string? trustedKey) => Fault([CryptoSuite.Default(verify)], trustedKey);

    /// <summary>Why the proof does not hold; null when it does.</summary>
    /// <param name="suites">The suites that are known.</param>
    /// <param name="trustedKey">Public key the holder trusts, hexadecimal; null accepts the head's own.</param>
    public string? Fault(IReadOnlyList<CryptoSuite> suites, string? trustedKey)
    {
        if (TreeHead.Parse(Head) is not { } head)
        {
            return "the head is malformed";
        }

        if (suites.FirstOrDefault(s => s.Name == head.Suite) is not { } suite)
        {
            return $"the head is of the suite \"{head.Suite}\", which is not known here";
        }

        if (trustedKey is not null && head.Key != trustedKey)
        {
            return "the head is signed with a key that is not the trusted one";
        }

        if (!head.IsSigned(suite.Verify))
        {
            return "the signature of the head is wrong";
        }

        if (!EvidenceLeaf.IsSpelled(Leaf, suite.Name))
        {
            return "the record is not in its one spelling";
        }

        if (!Path.All(h => TreeHead.IsHex(h, 2 * MerkleTree.HashSize)))
        {
            return "a hash of the path is not in its one spelling";
        }

        var leaf = MerkleTree.LeafHash(Encoding.ASCII.GetBytes(Leaf), suite.Hash);
        return MerkleTree.VerifyInclusion(leaf, Sequence, head.Size, [.. Path.Select(Convert.FromHexString)], Convert.FromHexString(head.Root), suite.Hash)
            ? null
            : "the record does not lead to the signed root";
    }
}
