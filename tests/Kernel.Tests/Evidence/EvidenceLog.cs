using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Kernel.Evidence;

namespace KeyEcosystem.Kernel.Tests.Evidence;

/// <summary>Logs signed with a keyed hash in place of Ed25519, which the kernel does not have.</summary>
internal static class EvidenceLog
{
    private static readonly string Key = new('a', 64);

    public static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => Leaf(i))];

    public static byte[] Leaf(int i, int subjects = 1) => EvidenceLeaf.Encode(
        new Guid(i, 1, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0),
        638_000_000_000_000_000 + i,
        "thing.done",
        "usr_1",
        i % 2 == 0 ? null : new Guid(i, 2, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0),
        [.. Enumerable.Range(0, subjects).Select(s => $"thg_{s:x32}")],
        "done",
        new byte[MerkleTree.HashSize]);

    public static TreeHead Head(byte[][] leaves, string node = "node")
    {
        var frontier = new MerkleFrontier();
        foreach (var leaf in leaves)
        {
            frontier.Append(MerkleTree.LeafHash(leaf));
        }

        return Sign(new TreeHead(node, leaves.Length, Convert.ToHexStringLower(frontier.Root()), 638_000_000_000_000_000, Key, ""));
    }

    public static TreeHead Sign(TreeHead head) =>
        head with { Signature = Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(head.Key), head.Signed())) };

    public static bool Verify(byte[] key, byte[] message, byte[] signature) => HMACSHA256.HashData(key, message).AsSpan().SequenceEqual(signature);

    public static byte[] Export(byte[][] leaves)
    {
        var text = new StringBuilder(EvidenceVerifier.Header("node")).Append('\n');
        for (var i = 0; i < leaves.Length; i++)
        {
            text.Append(i).Append('|').Append(Encoding.ASCII.GetString(leaves[i])).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.Append(Head(leaves).Line()).Append('\n').ToString());
    }

    public static EvidenceProof Proof(byte[][] leaves, int index)
    {
        var path = MerkleTree.InclusionProof(leaves.Select(l => MerkleTree.LeafHash(l)).ToArray(), index);
        return new EvidenceProof(index, Encoding.ASCII.GetString(leaves[index]), [.. path.Select(Convert.ToHexStringLower)], Head(leaves).Line());
    }

    public static EvidenceReport Check(byte[] export, params TreeHead[] witnessed) => EvidenceVerifier.Verify(new MemoryStream(export), Verify, witnessed, null);
}
