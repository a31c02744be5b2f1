using System.Text;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Evidence;

public sealed class LogSuiteTests : IDisposable
{
    private const string Suite = "sm3-sm2";
    private readonly TestFolder folder = new("keyeco-suite-");

    [Fact]
    public async Task Records_heads_receipts_and_proofs_of_a_node_are_of_its_suite_and_verify()
    {
        await using var node = await Filled(20);
        var earlier = node.Get<EvidenceStore>().Head();
        var committed = (await Act(node, 20)).Value;
        var receipt = node.Get<EvidenceStore>().Receipt(committed);
        var export = await Export(node);

        var report = EvidenceVerifier.Verify(new MemoryStream(export), CryptoSuites.All, [earlier], null, [receipt]);
        var proof = (await node.Get<EvidenceStore>().Proof(new EvidenceId(committed.Evidence), default)).Value;
        var growth = (await node.Get<EvidenceStore>().Consistency(earlier.Size, default)).Value;

        Assert.Equal([], report.Findings);
        Assert.StartsWith("keyeco-evidence:sm3-sm2|1|test\n", Encoding.ASCII.GetString(export), StringComparison.Ordinal);
        Assert.All(await node.All<EvidenceRow>(), r => Assert.StartsWith("sm3-sm2|", Encoding.ASCII.GetString(r.Leaf), StringComparison.Ordinal));
        Assert.StartsWith("head:sm3-sm2|", earlier.Line(), StringComparison.Ordinal);
        Assert.Equal(earlier, TreeHead.Parse(earlier.Line()));
        Assert.Equal(receipt, EvidenceReceipt.Parse(receipt.Line()));
        Assert.True(receipt.IsSigned(CryptoSuites.All) && earlier.IsSigned(CryptoSuites.All));
        Assert.Null(proof.Fault(CryptoSuites.All, earlier.Key));
        Assert.Null(HeadSuccession.Fault(earlier, TreeHead.Parse(growth.Head)!, growth.Path, CryptoSuites.All));
    }

    [Fact]
    public async Task Any_changed_byte_of_an_export_is_found()
    {
        await using var node = await Filled(10);
        var export = await Export(node);
        var random = new Random(20261126);

        // The ends of lines, where the form changes, and places anywhere.
        foreach (var at in Enumerable.Range(0, 40).Concat(Enumerable.Range(export.Length - 300, 300)).Concat(Enumerable.Range(0, 200).Select(_ => random.Next(export.Length))))
        {
            var changed = (byte[])export.Clone();
            changed[at] ^= (byte)(1 << random.Next(8));
            Assert.False(Verify(changed).Holds, $"byte {at}");
        }
    }

    [Theory]
    [InlineData(null, "sm3-sm2")]
    [InlineData("sm3-sm2", null)]
    public async Task A_log_whose_header_claims_the_other_suite_is_refused(string? made, string? claimed)
    {
        await using var node = await TestNode.Start(folder.Path, keep: true, suite: made);
        await Act(node, 1);
        var text = Encoding.ASCII.GetString(await Export(node));
        var body = text[text.IndexOf('\n', StringComparison.Ordinal)..];

        Assert.True(Verify(Encoding.ASCII.GetBytes(text)).Holds);
        Assert.False(Verify(Encoding.ASCII.GetBytes(EvidenceVerifier.Header("test", claimed ?? CryptoSuite.DefaultName) + body)).Holds);

        // And with everything renamed, so that only hashes and signature are of the first.
        var renamed = made is null ? body.Replace("sha256-ed25519|", "sm3-sm2|", StringComparison.Ordinal).Replace("\nhead|", "\nhead:sm3-sm2|", StringComparison.Ordinal) : body.Replace("sm3-sm2|evd", "sha256-ed25519|evd", StringComparison.Ordinal).Replace("\nhead:sm3-sm2|", "\nhead|", StringComparison.Ordinal);
        Assert.False(Verify(Encoding.ASCII.GetBytes(EvidenceVerifier.Header("test", claimed ?? CryptoSuite.DefaultName) + renamed)).Holds);
        Assert.Contains("not known here", Assert.Single(EvidenceVerifier.Verify(new MemoryStream(Encoding.ASCII.GetBytes("keyeco-evidence:rot13-none|1|test\n")), CryptoSuites.All, [], null).Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_suite_of_a_log_is_kept_and_can_not_be_changed()
    {
        await using (var node = await Filled(3))
        {
        }

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestNode.Start(folder.Path, keep: true, suite: "sha256-ed25519"));
        await using var again = await TestNode.Start(folder.Path, keep: true);
        await Act(again, 3);

        Assert.Contains("stays so", refused.Message, StringComparison.Ordinal);
        Assert.Contains("密码套件", refused.Message, StringComparison.Ordinal);
        Assert.Equal([], Verify(await Export(again)).Findings);
        Assert.Equal(4, again.Get<EvidenceStore>().Head().Size);
    }

    [Fact]
    public async Task A_suite_that_is_not_known_stops_the_start() =>
        Assert.Contains("sm3-sm2", (await Assert.ThrowsAsync<InvalidOperationException>(() => TestNode.Start(folder.Path, keep: true, suite: "md5"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_log_without_a_word_about_it_is_of_the_default_suite()
    {
        await using var node = await TestNode.Start();
        await Act(node, 0);

        var export = Encoding.ASCII.GetString(await Export(node));

        Assert.StartsWith("keyeco-evidence|1|test\n0|sha256-ed25519|", export, StringComparison.Ordinal);
        Assert.Contains("\nhead|test|1|", export, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_witness_that_kept_a_head_of_one_suite_keeps_none_of_another_for_that_node()
    {
        await using var node = await Filled(1);
        var first = node.Get<EvidenceStore>().Head();
        await using var other = await TestNode.Start();
        await Act(other, 0);
        await Act(other, 1);

        Assert.Equal("evidence.witness.key", HeadSuccession.Fault(first, other.Get<EvidenceStore>().Head(), [], CryptoSuites.All)?.Code);
    }

    public void Dispose() => folder.Dispose();

    private static EvidenceReport Verify(byte[] export) => EvidenceVerifier.Verify(new MemoryStream(export), CryptoSuites.All, [], null);

    private static async Task<byte[]> Export(TestNode node)
    {
        using var stream = new MemoryStream();
        await node.Get<EvidenceStore>().Export(stream, default);
        return stream.ToArray();
    }

    private static ValueTask<Result<Committed>> Act(TestNode node, int i) => node.Lane.Commit(new Change(new Act("thing.done", "usr_1", null, ["thg_" + i], "done", "{}")), default);

    private async Task<TestNode> Filled(int records)
    {
        var node = await TestNode.Start(folder.Path, keep: true, suite: Suite);
        for (var i = 0; i < records; i++)
        {
            await Act(node, i);
        }

        return node;
    }
}
