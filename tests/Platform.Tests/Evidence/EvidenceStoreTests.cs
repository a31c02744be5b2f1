using System.Text;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Evidence;

public sealed class EvidenceStoreTests
{
    /// <summary>100 flips in the suite, where the kernel's tests make a thousand over a shorter log; KEYECO_FLIPS asks for more.</summary>
    [Fact]
    [Trait("Store", "none")]
    public async Task Any_flipped_byte_of_an_export_is_found()
    {
        await using var node = await Filled(10_000);
        var export = await Export(node);
        var random = new Random(20261124);

        var missed = 0;
        var flips = int.TryParse(Environment.GetEnvironmentVariable("KEYECO_FLIPS"), out var wanted) ? wanted : 100;
        for (var i = 0; i < flips; i++)
        {
            var copy = (byte[])export.Clone();
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
            missed += Verify(copy).Holds ? 1 : 0;
        }

        Assert.True(Verify(export).Holds);
        Assert.Equal(10_000, Verify(export).Records);
        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task A_cut_a_removed_and_a_moved_record_are_found()
    {
        await using var node = await Filled(50);
        var lines = Encoding.ASCII.GetString(await Export(node)).Split('\n')[..^1];

        string[][] tampered =
        [
            lines[..^1],
            lines[..20],
            [.. lines[..10], .. lines[11..]],
            [.. lines[..10], lines[11], lines[10], .. lines[12..]],
            [.. lines, lines[^1]],
        ];

        Assert.All(tampered, t => Assert.False(Verify(Encoding.ASCII.GetBytes(string.Join('\n', t) + "\n")).Holds));
    }

    [Fact]
    public async Task A_log_rewritten_and_signed_with_the_nodes_own_key_is_found_by_a_holder_of_an_earlier_head()
    {
        await using var node = await Filled(30);
        var store = node.Get<EvidenceStore>();
        var earlier = store.Head();
        await Filled(10, node);
        var lines = Encoding.ASCII.GetString(await Export(node)).Split('\n')[..^1];
        lines[5] = lines[5].Replace("done", "gone", StringComparison.Ordinal);
        var frontier = new MerkleFrontier();
        foreach (var line in lines[1..^1])
        {
            frontier.Append(MerkleTree.LeafHash(Encoding.ASCII.GetBytes(line[(line.IndexOf('|', StringComparison.Ordinal) + 1)..])));
        }

        var forged = TreeHead.Parse(lines[^1])! with { Root = Convert.ToHexStringLower(frontier.Root()) };
        forged = forged with { Signature = Convert.ToHexStringLower(node.Get<NodeSigner>().Sign(forged.Signed())) };
        lines[^1] = forged.Line();
        var rewritten = Encoding.ASCII.GetBytes(string.Join('\n', lines) + "\n");

        Assert.True(Verify(rewritten).Holds);
        Assert.Contains(Verify(rewritten, earlier).Findings, f => f.Contains("rewritten", StringComparison.Ordinal));
        Assert.True(Verify(await Export(node), earlier).Holds);
    }

    [Fact]
    public async Task A_proof_of_one_record_verifies_without_the_rest_and_no_altered_one_does()
    {
        await using var node = await Filled(100);
        var row = (await node.All<EvidenceRow>()).Single(r => r.Sequence == 41);

        var proof = (await node.Get<EvidenceStore>().Proof(new EvidenceId(row.Id), default)).Value;

        Assert.Null(proof.Fault(NodeSigner.Verify, node.Get<NodeSigner>().PublicKey));
        Assert.NotNull((proof with { Leaf = proof.Leaf.Replace("done", "gone", StringComparison.Ordinal) }).Fault(NodeSigner.Verify, null));
        Assert.NotNull((proof with { Sequence = 42 }).Fault(NodeSigner.Verify, null));
        Assert.NotNull(proof.Fault(NodeSigner.Verify, new string('0', 64)));
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_is_refused()
    {
        await using var node = await Filled(1);
        var file = Path.Combine(node.Folder, "evidence.key");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are a Unix thing.");
            return;
        }

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Throws<InvalidOperationException>(() => NodeSigner.LoadOrCreate(node.Get<KeyChest>(), "evidence.key"));
    }

    private static async Task<TestNode> Filled(int records, TestNode? into = null)
    {
        var node = into ?? await TestNode.Start();
        node.Get<NodeSigner>();
        await Task.WhenAll(Enumerable.Range(0, records).Select(i => node.Lane.Commit(new Change(new Act("thing.done", "usr_1", null, ["thg_" + i], "done", "{\"secret\":1}")), default).AsTask()));
        return node;
    }

    private static async Task<byte[]> Export(TestNode node)
    {
        using var stream = new MemoryStream();
        await node.Get<EvidenceStore>().Export(stream, default);
        return stream.ToArray();
    }

    private static EvidenceReport Verify(byte[] export, params TreeHead[] witnessed) =>
        EvidenceVerifier.Verify(new MemoryStream(export), NodeSigner.Verify, witnessed, null);
}
