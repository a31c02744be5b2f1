using System.Numerics;
using KeyEcosystem.Kernel.Evidence;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>
/// The committed log as a tree: the root of every full tile of 256 leaves and of every complete subtree over tiles is held,
/// with the leaves of the last tile, so that a root or a proof asks the store for three tiles at most.
/// </summary>
internal sealed class TileTree
{
    /// <summary>Leaves of a full tile.</summary>
    public const int TileSize = 256;

    private readonly Lock gate = new();
    private readonly List<List<byte[]>> levels = [[]];
    private readonly List<byte[]> rest = [];

    /// <summary>Leaves taken so far.</summary>
    public long Size
    {
        get
        {
            lock (gate)
            {
                return SizeInside;
            }
        }
    }

    private long SizeInside => ((long)levels[0].Count * TileSize) + rest.Count;

    /// <summary>Takes the root of a full tile that was stored; only before the first leaf.</summary>
    /// <param name="root">Root over 256 leaves.</param>
    public void AppendTile(byte[] root)
    {
        lock (gate)
        {
            Push(root);
        }
    }

    /// <summary>Takes the next leaf hashes.</summary>
    /// <param name="leafHashes">In order.</param>
    public void Append(IEnumerable<byte[]> leafHashes)
    {
        lock (gate)
        {
            foreach (var hash in leafHashes)
            {
                rest.Add(hash);
                if (rest.Count == TileSize)
                {
                    Push(MerkleTree.Root(rest.ToArray()));
                    rest.Clear();
                }
            }
        }
    }

    /// <summary>The tiles that these leaves would complete, without taking them: stored in the commit that stores the leaves.</summary>
    /// <param name="leafHashes">In order.</param>
    public IReadOnlyList<EvidenceTileRow> Completed(IReadOnlyList<byte[]> leafHashes)
    {
        lock (gate)
        {
            if (rest.Count + leafHashes.Count < TileSize)
            {
                return [];
            }

            byte[][] all = [.. rest, .. leafHashes];
            var tiles = new EvidenceTileRow[all.Length / TileSize];
            for (var i = 0; i < tiles.Length; i++)
            {
                tiles[i] = new EvidenceTileRow { Index = levels[0].Count + i, Root = MerkleTree.Root(all.AsSpan(i * TileSize, TileSize)) };
            }

            return tiles;
        }
    }

    /// <summary>Size and root.</summary>
    public (long Size, byte[] Root) Tail()
    {
        lock (gate)
        {
            return (SizeInside, SizeInside == 0 ? MerkleTree.Root([]) : Root(0, SizeInside, new Dictionary<long, byte[][]>()));
        }
    }

    /// <summary>The tiles whose leaves must be at hand for a proof about a leaf or an earlier size.</summary>
    /// <param name="leaf">A leaf, or the last leaf of an earlier tree.</param>
    /// <param name="size">Leaves of the tree the proof is about.</param>
    public static IEnumerable<long> TilesFor(long leaf, long size) => new[] { leaf / TileSize, (size - 1) / TileSize }.Distinct();

    /// <summary>The hashes that lead from one leaf to the root of the tree of a size.</summary>
    /// <param name="index">The leaf.</param>
    /// <param name="size">Leaves of the tree; at most <see cref="Size"/>.</param>
    /// <param name="tiles">Leaf hashes of the tiles named by <see cref="TilesFor"/>.</param>
    public IReadOnlyList<byte[]> Inclusion(long index, long size, IReadOnlyDictionary<long, byte[][]> tiles)
    {
        var path = new List<byte[]>();
        lock (gate)
        {
            Guard(index + 1, size);
            var (low, high) = (0L, size);
            while (high - low > 1)
            {
                var middle = low + Split(high - low);
                if (index < middle)
                {
                    path.Add(Root(middle, high, tiles));
                    high = middle;
                }
                else
                {
                    path.Add(Root(low, middle, tiles));
                    low = middle;
                }
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>The hashes that show that the tree of the first size is the beginning of the tree of the second.</summary>
    /// <param name="first">Leaves of the smaller tree, from 1.</param>
    /// <param name="second">Leaves of the larger; at most <see cref="Size"/>.</param>
    /// <param name="tiles">Leaf hashes of the tiles named by <see cref="TilesFor"/>.</param>
    public IReadOnlyList<byte[]> Consistency(long first, long second, IReadOnlyDictionary<long, byte[][]> tiles)
    {
        var path = new List<byte[]>();
        lock (gate)
        {
            Guard(first, second);
            var (low, high, whole) = (0L, second, true);
            while (first != high)
            {
                var middle = low + Split(high - low);
                if (first <= middle)
                {
                    path.Add(Root(middle, high, tiles));
                    high = middle;
                }
                else
                {
                    path.Add(Root(low, middle, tiles));
                    low = middle;
                    whole = false;
                }
            }

            if (!whole)
            {
                path.Add(Root(low, high, tiles));
            }
        }

        path.Reverse();
        return path;
    }

    private static long Split(long n) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(n - 1)));

    private void Guard(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, SizeInside);
    }

    private void Push(byte[] root)
    {
        levels[0].Add(root);
        for (var level = 0; levels[level].Count % 2 == 0; level++)
        {
            if (levels.Count == level + 1)
            {
                levels.Add([]);
            }

            levels[level + 1].Add(MerkleTree.NodeHash(levels[level][^2], levels[level][^1]));
        }
    }

    private byte[] Root(long low, long high, IReadOnlyDictionary<long, byte[][]> tiles)
    {
        var n = high - low;
        if (n >= TileSize && BitOperations.IsPow2(n))
        {
            return levels[BitOperations.Log2((ulong)n) - BitOperations.Log2(TileSize)][checked((int)(low / n))];
        }

        if (n < TileSize)
        {
            var tile = low / TileSize;
            var from = (int)(low % TileSize);
            return tile == levels[0].Count
                ? MerkleTree.Root(rest.GetRange(from, (int)n).ToArray())
                : MerkleTree.Root(tiles[tile].AsSpan(from, (int)n));
        }

        var middle = low + Split(n);
        return MerkleTree.NodeHash(Root(low, middle, tiles), Root(middle, high, tiles));
    }
}
