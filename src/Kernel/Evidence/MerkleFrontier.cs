namespace KeyEcosystem.Kernel.Evidence;

/// <summary>The right edge of a growing tree: takes a leaf in constant time on average and gives the root in logarithmic time.</summary>
/// <param name="hash">The hash of the suite; SHA-256 when null.</param>
public sealed class MerkleFrontier(HashFunction? hash = null)
{
    private readonly List<byte[]?> full = [];

    /// <summary>Leaves taken so far.</summary>
    public long Size { get; private set; }

    /// <summary>Takes the next leaf hash.</summary>
    /// <param name="leafHash">The hash, kept by reference.</param>
    public void Append(byte[] leafHash)
    {
        var carry = leafHash;
        var level = 0;
        for (; level < full.Count && full[level] is { } left; level++)
        {
            carry = MerkleTree.NodeHash(left, carry, hash);
            full[level] = null;
        }

        if (level == full.Count)
        {
            full.Add(carry);
        }
        else
        {
            full[level] = carry;
        }

        Size++;
    }

    /// <summary>The root over all leaves taken.</summary>
    public byte[] Root()
    {
        byte[]? root = null;
        foreach (var node in full)
        {
            if (node is not null)
            {
                root = root is null ? node : MerkleTree.NodeHash(node, root, hash);
            }
        }

        return root ?? MerkleTree.Hashed([], hash);
    }
}
