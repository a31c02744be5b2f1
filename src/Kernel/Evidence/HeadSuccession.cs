using System.Globalization;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>What a witness asks of a head before it is kept beside the earlier ones of the same node.</summary>
public static class HeadSuccession
{
    /// <summary>Why a head may not follow another; null when it may.</summary>
    /// <param name="earlier">The last head that was kept of the node; null for the first, whose key is trusted from then on.</param>
    /// <param name="later">The head that is offered.</param>
    /// <param name="path">Proof that the earlier log is the beginning of the later, hexadecimal; empty for the first head and for one of the same size.</param>
    /// <param name="verify">Checks a signature: public key, message, signature.</param>
    /// <returns>
    /// <c>evidence.witness.signature</c>, <c>evidence.witness.node</c>, <c>evidence.witness.key</c>, <c>evidence.witness.older</c>, <c>evidence.witness.fork</c>.
    /// </returns>
    public static Refusal? Fault(TreeHead? earlier, TreeHead later, IReadOnlyList<string> path, Func<byte[], byte[], byte[], bool> verify)
    {
        if (!later.IsSigned(verify))
        {
            return new Refusal("evidence.witness.signature", "The signature of the head is wrong.", $"The head of {later.Size} records is not signed with the key it names.");
        }

        if (earlier is null)
        {
            return null;
        }

        if (earlier.Node != later.Node)
        {
            return new Refusal("evidence.witness.node", "The heads are of two nodes.", $"The earlier head is of \"{earlier.Node}\", this one of \"{later.Node}\".");
        }

        if (earlier.Key != later.Key)
        {
            return new Refusal("evidence.witness.key", "The head is signed with another key.", $"Node \"{later.Node}\" signed with {earlier.Key} before and with {later.Key} now.");
        }

        if (later.Size < earlier.Size)
        {
            return new Refusal("evidence.witness.older", "The log has become shorter.", $"A head of {earlier.Size} records was seen before; this one has {later.Size}: it is an older head, or records were removed.", Facts(earlier, later));
        }

        return Leads(earlier, later, path)
            ? null
            : new Refusal("evidence.witness.fork", "The log was rewritten.", $"The log of {later.Size} records does not begin with the log of {earlier.Size} records that was seen before. Keep both heads: together they prove it.", Facts(earlier, later));
    }

    private static bool Leads(TreeHead earlier, TreeHead later, IReadOnlyList<string> path)
    {
        // Nothing is the beginning of everything, but there is only one root of nothing.
        if (earlier.Size == 0)
        {
            return path.Count == 0 && earlier.Root == Convert.ToHexStringLower(new MerkleFrontier().Root()) && (later.Size > 0 || later.Root == earlier.Root);
        }

        return path.Count <= 2 * 64 && path.All(h => TreeHead.IsHex(h, 2 * MerkleTree.HashSize))
            && MerkleTree.VerifyConsistency(earlier.Size, Convert.FromHexString(earlier.Root), later.Size, Convert.FromHexString(later.Root), [.. path.Select(Convert.FromHexString)]);
    }

    private static Dictionary<string, string> Facts(TreeHead earlier, TreeHead later) => new(StringComparer.Ordinal)
    {
        ["earlierSize"] = earlier.Size.ToString(CultureInfo.InvariantCulture),
        ["earlierRoot"] = earlier.Root,
        ["laterSize"] = later.Size.ToString(CultureInfo.InvariantCulture),
        ["laterRoot"] = later.Root,
    };
}
