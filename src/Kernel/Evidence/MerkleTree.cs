using System.Numerics;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>The Merkle tree of RFC 6962: roots, inclusion proofs and consistency proofs. Over SHA-256 as there, or over the hash of another suite.</summary>
public static class MerkleTree
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashSize = 32;

    private const int OnStackMax = 1024;

    /// <summary>Hash of a leaf: over 0x00 and its bytes.</summary>
    /// <param name="leaf">The leaf's bytes.</param>
    /// <param name="hash">The hash of the suite; SHA-256 when null.</param>
    public static byte[] LeafHash(ReadOnlySpan<byte> leaf, HashFunction? hash = null)
    {
        var data = leaf.Length < OnStackMax ? stackalloc byte[OnStackMax] : new byte[leaf.Length + 1];
        data[0] = 0x00;
        leaf.CopyTo(data[1..]);
        return Hashed(data[..(leaf.Length + 1)], hash);
    }

    /// <summary>Hash of an inner node: over 0x01 and both children.</summary>
    /// <param name="left">Left child.</param>
    /// <param name="right">Right child.</param>
    /// <param name="hash">The hash of the suite; SHA-256 when null.</param>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, HashFunction? hash = null)
    {
        Span<byte> data = stackalloc byte[1 + (2 * HashSize)];
        data[0] = 0x01;
        left.CopyTo(data[1..]);
        right.CopyTo(data[(1 + HashSize)..]);
        return Hashed(data, hash);
    }

    /// <summary>Root over leaf hashes; of none it is the hash of nothing.</summary>
    /// <param name="leafHashes">Leaf hashes in order.</param>
    /// <param name="hash">The hash of the suite; SHA-256 when null.</param>
    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes, HashFunction? hash = null) =>
        leafHashes.Length switch
        {
            0 => Hashed([], hash),
            1 => leafHashes[0],
            var n => NodeHash(Root(leafHashes[..Split(n)], hash), Root(leafHashes[Split(n)..], hash), hash),
        };

    /// <summary>The hashes that lead from one leaf to the root.</summary>
    /// <param name="leafHashes">All leaf hashes of the tree.</param>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="hash">The hash of the suite; SHA-256 when null.</param>
    public static IReadOnlyList<byte[]> InclusionProof(ReadOnlySpan<byte[]> leafHashes, int index, HashFunction? hash = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Length);
        var path = new List<byte[]>();
        Walk(leafHashes, index, path, hash);
        return path;

        static void Walk(ReadOnlySpan<byte[]> leaves, int at, List<byte[]> path, HashFunction? hash)
        {
            if (leaves.Length == 1)
            {
                return;
            }

            var k = Split(leaves.Length);
            if (at < k)
            {
                Walk(leaves[..k], at, path, hash);
                path.Add(Root(leaves[k..], hash));
            }
            else
            {
                Walk(leaves[k..], at - k, path, hash);
                path.Add(Root(leaves[..k], hash));
            }
        }
    }

    /// <summary>Whether a leaf stands at an index of the tree with this root.</summary>
    /// <param name="leafHash">The leaf's hash.</param>
    /// <param name="index">Its place.</param>
    /// <param name="size">Leaves in the tree.</param>
    /// <param name="proof">The path.</param>
    /// <param name="root">The tree's root.</param>
    /// <param name="hash">The hash of the suite; SHA-256 when null.</param>
    public static bool VerifyInclusion(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root, HashFunction? hash = null)
    {
        if (index < 0 || index >= size || !AreHashes(proof) || leafHash.Length != HashSize)
        {
            return false;
        }

        var (node, last) = (index, size - 1);
        var reached = leafHash.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                reached = NodeHash(sibling, reached, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                reached = NodeHash(reached, sibling, hash);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && root.SequenceEqual(reached);
    }

    /// <summary>The hashes that show that a smaller tree is the beginning of this one.</summary>
    /// <param name="leafHashes">All leaf hashes of the larger tree.</param>
    /// <param name="size">Leaves of the smaller tree, from 1.</param>
    /// <param name="hash">The hash of the suite; SHA-256 when null.</param>
    public static IReadOnlyList<byte[]> ConsistencyProof(ReadOnlySpan<byte[]> leafHashes, int size, HashFunction? hash = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, leafHashes.Length);
        var path = new List<byte[]>();
        Walk(leafHashes, size, true, path, hash);
        return path;

        static void Walk(ReadOnlySpan<byte[]> leaves, int m, bool whole, List<byte[]> path, HashFunction? hash)
        {
            if (m == leaves.Length)
            {
                if (!whole)
                {
                    path.Add(Root(leaves, hash));
                }

                return;
            }

            var k = Split(leaves.Length);
            if (m <= k)
            {
                Walk(leaves[..k], m, whole, path, hash);
                path.Add(Root(leaves[k..], hash));
            }
            else
            {
                Walk(leaves[k..], m - k, false, path, hash);
                path.Add(Root(leaves[..k], hash));
            }
        }
    }

    /// <summary>Whether the tree of the first root is the beginning of the tree of the second.</summary>
    /// <param name="first">Leaves of the smaller tree, from 1.</param>
    /// <param name="firstRoot">Its root.</param>
    /// <param name="second">Leaves of the larger tree.</param>
    /// <param name="secondRoot">Its root.</param>
    /// <param name="proof">The path.</param>
    /// <param name="hash">The hash of the suite; SHA-256 when null.</param>
    public static bool VerifyConsistency(long first, ReadOnlySpan<byte> firstRoot, long second, ReadOnlySpan<byte> secondRoot, IReadOnlyList<byte[]> proof, HashFunction? hash = null)
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
                old = NodeHash(proof[at], old, hash);
                now = NodeHash(proof[at], now, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                now = NodeHash(now, proof[at], hash);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && firstRoot.SequenceEqual(old) && secondRoot.SequenceEqual(now);
    }

    /// <summary>The hash of some bytes.</summary>
    internal static byte[] Hashed(ReadOnlySpan<byte> data, HashFunction? hash)
    {
        var made = new byte[HashSize];
        (hash ?? CryptoSuite.Sha256)(data, made);
        return made;
    }

    /// <summary>A shorter hash would be filled up with zeros and pass for another spelling of the same path.</summary>
    private static bool AreHashes(IReadOnlyList<byte[]> proof) => proof.All(h => h.Length == HashSize);

    private static int Split(int n) => 1 << (31 - BitOperations.LeadingZeroCount((uint)(n - 1)));
}
