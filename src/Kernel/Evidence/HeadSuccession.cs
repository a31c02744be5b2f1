using System.Globalization;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>What a witness asks of a head before it is kept beside the earlier ones of the same node.</summary>
public static class HeadSuccession
{
    /// <summary>Why a head in the default suite may not follow another; null when it may.</summary>
    /// <param name="earlier">The last head that was kept of the node; null for the first.</param>
    /// <param name="later">The head that is offered.</param>
    /// <param name="path">Proof that the earlier log is the beginning of the later.</param>
    /// <param name="verify">Checks a signature: public key, message, signature.</param>
    public static Refusal? Fault(TreeHead? earlier, TreeHead later, IReadOnlyList<string> path, Func<byte[], byte[], byte[], bool> verify) => Fault(earlier, later, path, [CryptoSuite.Default(verify)]);

    /// <summary>Why a head may not follow another; null when it may. A log can't change its suite: the key would be another.</summary>
    /// <param name="earlier">The last head that was kept of the node; null for the first, whose key is trusted from then on.</param>
    /// <param name="later">The head that is offered.</param>
    /// <param name="path">Proof that the earlier log is the beginning of the later, hexadecimal; empty for the first head and for one of the same size.</param>
    /// <param name="suites">The suites that are known.</param>
    /// <returns>
    /// <c>evidence.witness.signature</c>, <c>evidence.witness.node</c>, <c>evidence.witness.key</c>, <c>evidence.witness.older</c>, <c>evidence.witness.fork</c>.
    /// </returns>
    public static Refusal? Fault(TreeHead? earlier, TreeHead later, IReadOnlyList<string> path, IReadOnlyList<CryptoSuite> suites)
    {
        if (suites.FirstOrDefault(s => s.Name == later.Suite) is not { } suite || !later.IsSigned(suite.Verify))
        {
            return new Refusal("evidence.witness.signature", "The signature of the head is wrong.", $"The head of {later.Size} records is not signed with the key it names, in the suite \"{later.Suite}\".");
        }

        if (earlier is null)
        {
            return null;
        }

        if (earlier.Node != later.Node)
        {
            return new Refusal("evidence.witness.node", "The heads are of two nodes.", $"The earlier head is of \"{earlier.Node}\", this one of \"{later.Node}\".");
        }

        if (earlier.Key != later.Key || earlier.Suite != later.Suite)
        {
            return new Refusal("evidence.witness.key", "The head is signed with another key.", $"Node \"{later.Node}\" signed with {earlier.Key} before and with {later.Key} now.");
        }

        if (later.Size < earlier.Size)
        {
            return new Refusal("evidence.witness.older", "The log has become shorter.", $"A head of {earlier.Size} records was seen before; this one has {later.Size}: it is an older head, or records were removed.", Facts(earlier, later));
        }

        return Leads(earlier, later, path, suite.Hash)
            ? null
            : new Refusal("evidence.witness.fork", "The log was rewritten.", $"The log of {later.Size} records does not begin with the log of {earlier.Size} records that was seen before. Keep both heads: together they prove it.", Facts(earlier, later));
    }

    private static bool Leads(TreeHead earlier, TreeHead later, IReadOnlyList<string> path, HashFunction hash)
    {
        // Nothing is the beginning of everything, but there is only one root of nothing.
        if (earlier.Size == 0)
        {
            return path.Count == 0 && earlier.Root == Convert.ToHexStringLower(new MerkleFrontier(hash).Root()) && (later.Size > 0 || later.Root == earlier.Root);
        }

        return path.Count <= 2 * 64 && path.All(h => TreeHead.IsHex(h, 2 * MerkleTree.HashSize))
            && MerkleTree.VerifyConsistency(earlier.Size, Convert.FromHexString(earlier.Root), later.Size, Convert.FromHexString(later.Root), [.. path.Select(Convert.FromHexString)], hash);
    }

    private static Dictionary<string, string> Facts(TreeHead earlier, TreeHead later) => new(StringComparer.Ordinal)
    {
        ["earlierSize"] = earlier.Size.ToString(CultureInfo.InvariantCulture),
        ["earlierRoot"] = earlier.Root,
        ["laterSize"] = later.Size.ToString(CultureInfo.InvariantCulture),
        ["laterRoot"] = later.Root,
    };
}
