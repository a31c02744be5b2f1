using System.Numerics;
using System.Security.Cryptography;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>The Merkle tree of RFC 6962 over SHA-256: roots, inclusion proofs and consistency proofs.</summary>
public static class MerkleTree
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashSize = 32;

    /// <summary>Hash of a leaf: SHA-256 over 0x00 and its bytes.</summary>
    /// <param name="leaf">The leaf's bytes.</param>
    public static byte[] LeafHash(ReadOnlySpan<byte> leaf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0x00]);
        hash.AppendData(leaf);
        return hash.GetHashAndReset();
    }

    /// <summary>Hash of an inner node: SHA-256 over 0x01 and both children.</summary>
    /// <param name="left">Left child.</param>
    /// <param name="right">Right child.</param>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> data = stackalloc byte[1 + (2 * HashSize)];
        data[0] = 0x01;
        left.CopyTo(data[1..]);
        right.CopyTo(data[(1 + HashSize)..]);
        return SHA256.HashData(data);
    }

    /// <summary>Root over leaf hashes; of none it is the hash of nothing.</summary>
    /// <param name="leafHashes">Leaf hashes in order.</param>
    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes) =>
        leafHashes.Length switch
        {
            0 => SHA256.HashData([]),
            1 => leafHashes[0],
            var n => NodeHash(Root(leafHashes[..Split(n)]), Root(leafHashes[Split(n)..])),
        };

    /// <summary>The hashes that lead from one leaf to the root.</summary>
    /// <param name="leafHashes">All leaf hashes of the tree.</param>
    /// <param name="index">The leaf, from 0.</param>
    public static IReadOnlyList<byte[]> InclusionProof(ReadOnlySpan<byte[]> leafHashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Length);
        var path = new List<byte[]>();
        Walk(leafHashes, index, path);
        return path;

        static void Walk(ReadOnlySpan<byte[]> leaves, int at, List<byte[]> path)
        {
            if (leaves.Length == 1)
            {
                return;
            }

            var k = Split(leaves.Length);
            if (at < k)
            {
                Walk(leaves[..k], at, path);
                path.Add(Root(leaves[k..]));
            }
            else
            {
                Walk(leaves[k..], at - k, path);
                path.Add(Root(leaves[..k]));
            }
        }
    }

    /// <summary>Whether a leaf stands at an index of the tree with this root.</summary>
    /// <param name="leafHash">The leaf's hash.</param>
    /// <param name="index">Its place.</param>
    /// <param name="size">Leaves in the tree.</param>
    /// <param name="proof">The path.</param>
    /// <param name="root">The tree's root.</param>
    public static bool VerifyInclusion(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || !AreHashes(proof) || leafHash.Length != HashSize)
        {
            return false;
        }

        var (node, last) = (index, size - 1);
        var hash = leafHash.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = NodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = NodeHash(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>The hashes that show that a smaller tree is the beginning of this one.</summary>
    /// <param name="leafHashes">All leaf hashes of the larger tree.</param>
    /// <param name="size">Leaves of the smaller tree, from 1.</param>
    public static IReadOnlyList<byte[]> ConsistencyProof(ReadOnlySpan<byte[]> leafHashes, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, leafHashes.Length);
        var path = new List<byte[]>();
        Walk(leafHashes, size, true, path);
        return path;

        static void Walk(ReadOnlySpan<byte[]> leaves, int m, bool whole, List<byte[]> path)
        {
            if (m == leaves.Length)
            {
                if (!whole)
                {
                    path.Add(Root(leaves));
                }

                return;
            }

            var k = Split(leaves.Length);
            if (m <= k)
            {
                Walk(leaves[..k], m, whole, path);
                path.Add(Root(leaves[k..]));
            }
            else
            {
                Walk(leaves[k..], m - k, false, path);
                path.Add(Root(leaves[..k]));
            }
        }
    }

    /// <summary>Whether the tree of the first root is the beginning of the tree of the second.</summary>
    /// <param name="first">Leaves of the smaller tree, from 1.</param>
    /// <param name="firstRoot">Its root.</param>
    /// <param name="second">Leaves of the larger tree.</param>
    /// <param name="secondRoot">Its root.</param>
    /// <param name="proof">The path.</param>
    public static bool VerifyConsistency(long first, ReadOnlySpan<byte> firstRoot, long second, ReadOnlySpan<byte> secondRoot, IReadOnlyList<byte[]> proof)
    {
        if (first < 1 || first > second || !AreHashes(proof) || firstRoot.Length != HashSize)
        {
            return false;
        }

        if (first == second)
        {
            return proof.Count == 0 && firstRoot.SequenceEqual(secondRoot);
        }

        var at = 0;
        byte[] start;
        if (BitOperations.IsPow2(first))
        {
            start = firstRoot.ToArray();
        }
        else if (proof.Count > 0)
        {
            start = proof[at++];
        }
        else
        {
            return false;
        }

        var (node, last) = (first - 1, second - 1);
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        var (old, now) = (start, start);
        for (; at < proof.Count; at++)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                old = NodeHash(proof[at], old);
                now = NodeHash(proof[at], now);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                now = NodeHash(now, proof[at]);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && firstRoot.SequenceEqual(old) && secondRoot.SequenceEqual(now);
    }

    /// <summary>A shorter hash would be filled up with zeros and pass for another spelling of the same path.</summary>
    private static bool AreHashes(IReadOnlyList<byte[]> proof) => proof.All(h => h.Length == HashSize);

    private static int Split(int n) => 1 << (31 - BitOperations.LeadingZeroCount((uint)(n - 1)));
}
