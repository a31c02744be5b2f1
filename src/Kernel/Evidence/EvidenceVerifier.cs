using System.Text;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>Verifies an exported log offline.</summary>
/// <remarks>
/// Form: line 1 <c>keyeco-evidence|1|NODE</c>, in another suite <c>keyeco-evidence:SUITE|1|NODE</c>; then one line a record, <c>SEQ|LEAF</c>, SEQ from 0 without gaps; last line the newest signed head.
/// ASCII, every line ends with one line feed. There is one spelling of everything, so that any changed byte is found.
/// </remarks>
public static class EvidenceVerifier
{
    private const string Word = "keyeco-evidence";

    /// <summary>The first line of an export.</summary>
    /// <param name="node">Node id.</param>
    /// <param name="suite">Name of the suite of the log.</param>
    /// <exception cref="ArgumentException">A node can't have this name.</exception>
    public static string Header(string node, string suite = CryptoSuite.DefaultName) =>
        TreeHead.IsNodeName(node) ? $"{CryptoSuite.Tag(Word, suite)}|1|{node}" : throw new ArgumentException("A node's name has 1 to 40 ASCII letters, digits and hyphens.", nameof(node));

    /// <summary>Reads and verifies an export in the default suite.</summary>
    /// <param name="export">The file.</param>
    /// <param name="verify">Checks a signature: public key, message, signature.</param>
    /// <param name="witnessed">Heads that the holder saw earlier; each must still be true.</param>
    /// <param name="trustedKey">Public key the holder trusts, hexadecimal.</param>
    /// <param name="receipts">Receipts that the holder was given.</param>
    public static EvidenceReport Verify(Stream export, Func<byte[], byte[], byte[], bool> verify, IReadOnlyList<TreeHead> witnessed, string? trustedKey, IReadOnlyList<EvidenceReceipt>? receipts = null) =>
        Verify(export, [CryptoSuite.Default(verify)], witnessed, trustedKey, receipts);

    /// <summary>Reads and verifies an export. Its first line says which suite it is of; every record, the head, and what the holder brings must be of the same.</summary>
    /// <param name="export">The file.</param>
    /// <param name="suites">The suites that are known.</param>
    /// <param name="witnessed">Heads that the holder saw earlier; each must still be true.</param>
    /// <param name="trustedKey">Public key the holder trusts, hexadecimal; null accepts the key of the witnessed heads, or the file's own.</param>
    /// <param name="receipts">Receipts that the holder was given; the record of each must be in the log.</param>
    public static EvidenceReport Verify(Stream export, IReadOnlyList<CryptoSuite> suites, IReadOnlyList<TreeHead> witnessed, string? trustedKey, IReadOnlyList<EvidenceReceipt>? receipts = null)
    {
        var promised = (receipts ?? []).Select(r => r.LeafHash).ToHashSet(StringComparer.Ordinal);
        var findings = new List<string>();
        var roots = witnessed.Select(h => h.Size).ToHashSet();
        var seen = new Dictionary<long, string>();
        using var lines = new LineReader(export);
        var header = lines.Next();
        var (name, node) = header?.Split('|', 3) is [var tag, "1", var named] && CryptoSuite.Of(tag, Word) is { } of ? (of, named) : (null, null);
        if (name is null || node is null)
        {
            return new EvidenceReport(0, null, ["line 1: not an evidence export of version 1"]);
        }

        if (suites.FirstOrDefault(s => s.Name == name) is not { } suite)
        {
            return new EvidenceReport(0, null, [$"line 1: the suite \"{name}\" is not known here"]);
        }

        var frontier = new MerkleFrontier(suite.Hash);
        TreeHead? head = null;
        string? line;
        while ((line = lines.Next()) is not null)
        {
            if (line.StartsWith("head", StringComparison.Ordinal))
            {
                head = TreeHead.Parse(line);
                break;
            }

            var bar = line.IndexOf('|', StringComparison.Ordinal);
            if (bar < 1 || line[..bar] != frontier.Size.ToString())
            {
                findings.Add($"line {lines.Number}: record {frontier.Size} expected; a record was removed, added or moved");
                return new EvidenceReport(frontier.Size, null, findings);
            }

            var leaf = line[(bar + 1)..];
            if (!EvidenceLeaf.IsSpelled(leaf, suite.Name))
            {
                findings.Add($"line {lines.Number}: not a record of the suite \"{suite.Name}\" in its one spelling");
                return new EvidenceReport(frontier.Size, null, findings);
            }

            var leafHash = MerkleTree.LeafHash(Encoding.ASCII.GetBytes(leaf), suite.Hash);
            if (promised.Count > 0)
            {
                promised.Remove(Convert.ToHexStringLower(leafHash));
            }

            frontier.Append(leafHash);
            if (roots.Contains(frontier.Size))
            {
                seen[frontier.Size] = Convert.ToHexStringLower(frontier.Root());
            }
        }

        if (head is null)
        {
            findings.Add(lines.Broken ?? $"line {lines.Number}: a signed head is missing or malformed; the file was cut or changed");
        }
        else
        {
            Check(head, node, frontier, suite, trustedKey ?? (witnessed.Count > 0 ? witnessed[0].Key : null), findings);
            if (lines.Next() is not null)
            {
                findings.Add($"line {lines.Number}: something follows the head");
            }
        }

        if (lines.Broken is { } broken && !findings.Contains(broken))
        {
            findings.Add(broken);
        }

        foreach (var fork in witnessed.GroupBy(h => (h.Node, h.Size)).Where(g => g.DistinctBy(h => h.Root).Skip(1).Any()))
        {
            findings.Add($"witnessed heads of {fork.Key.Size} records: two roots for one size; the node showed different logs to different people");
        }

        seen[0] = Convert.ToHexStringLower(new MerkleFrontier(suite.Hash).Root());
        foreach (var earlier in witnessed)
        {
            if (earlier.Node != node)
            {
                findings.Add($"witnessed head of {earlier.Size} records: it is of node \"{earlier.Node}\", the file of \"{node}\"");
                continue;
            }

            if (earlier.Suite != suite.Name || !earlier.IsSigned(suite.Verify))
            {
                findings.Add($"witnessed head of {earlier.Size} records: it is of another suite, or its signature is wrong; the witness file was changed");
                continue;
            }

            var root = seen.GetValueOrDefault(earlier.Size);
            if (root is null)
            {
                findings.Add($"witnessed head of {earlier.Size} records: the log has only {frontier.Size}; records were removed");
            }
            else if (root != earlier.Root)
            {
                findings.Add($"witnessed head of {earlier.Size} records: its root is not the log's; the log was rewritten");
            }
        }

        CheckReceipts(receipts ?? [], promised, node, suite, trustedKey ?? head?.Key, findings);
        return new EvidenceReport(frontier.Size, head, findings);
    }

    private static void CheckReceipts(IReadOnlyList<EvidenceReceipt> receipts, HashSet<string> absent, string node, CryptoSuite suite, string? key, List<string> findings)
    {
        foreach (var receipt in receipts)
        {
            if (receipt.Node != node || receipt.Key != key || receipt.Suite != suite.Name || !receipt.IsSigned(suite.Verify))
            {
                findings.Add($"receipt of {receipt.Record}: it is not of this node and key, or its signature is wrong");
            }
            else if (absent.Contains(receipt.LeafHash))
            {
                findings.Add($"receipt of {receipt.Record}: the log does not hold the record that the node acknowledged");
            }
        }
    }

    private static void Check(TreeHead head, string node, MerkleFrontier frontier, CryptoSuite suite, string? trustedKey, List<string> findings)
    {
        if (head.Node != node)
        {
            findings.Add($"the head is of node \"{head.Node}\", the file of \"{node}\"");
        }

        if (head.Size != frontier.Size || head.Root != Convert.ToHexStringLower(frontier.Root()))
        {
            findings.Add($"the records do not lead to the signed root of {head.Size} records");
        }

        if (trustedKey is not null && trustedKey != head.Key)
        {
            findings.Add("the head is signed with a key that is not the trusted one");
        }

        if (head.Suite != suite.Name)
        {
            findings.Add($"the head is of the suite \"{head.Suite}\", the file of \"{suite.Name}\"");
        }
        else if (!head.IsSigned(suite.Verify))
        {
            findings.Add("the signature of the head is wrong");
        }
    }

    private sealed class LineReader(Stream stream) : IDisposable
    {
        private readonly byte[] buffer = new byte[1 << 16];
        private readonly StringBuilder line = new();
        private int at;
        private int end;

        public long Number { get; private set; }

        /// <summary>Why the file is not made of ASCII lines; null while it is.</summary>
        public string? Broken { get; private set; }

        public string? Next()
        {
            Number++;
            line.Clear();
            while (true)
            {
                if (at == end)
                {
                    at = 0;
                    end = stream.Read(buffer, 0, buffer.Length);
                    if (end == 0)
                    {
                        if (line.Length > 0)
                        {
                            Broken ??= $"line {Number}: the last line has no end; the file was cut or changed";
                        }

                        return null;
                    }
                }

                var b = buffer[at++];
                if (b == (byte)'\n')
                {
                    return line.ToString();
                }

                if (b is < 0x20 or > 0x7e || line.Length > 4000)
                {
                    Broken ??= $"line {Number}: a byte that no record holds";
                    return null;
                }

                line.Append((char)b);
            }
        }

        public void Dispose() => stream.Dispose();
    }
}
