using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class EvidenceTests(SharedNodes shared)
{
    [Theory]
    [InlineData("sha256-ed25519")]
    [InlineData("sm3-sm2")]
    public async Task A_proof_of_one_record_is_checked_without_a_node_and_a_changed_one_is_found(string suite)
    {
        await using var node = await shared.Node(suite);
        var record = await FirstRecord(node);
        var file = Path.Combine(node.Folder, "proof.json");

        var written = await node.AsOperator("evidence", "proof", record, "--out", file);
        var holds = await node.Run(["evidence", "check", file], url: "http://127.0.0.1:9/");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("|done|", "|gone|", StringComparison.Ordinal));
        var changed = await node.Run(["evidence", "check", file], url: "http://127.0.0.1:9/");

        Assert.Equal(0, written.Code);
        Assert.Equal(0, holds.Code);
        Assert.Contains(record, holds.Out, StringComparison.Ordinal);
        Assert.Equal(1, changed.Code);
    }

    [Theory]
    [InlineData("sha256-ed25519")]
    [InlineData("sm3-sm2")]
    public async Task Receipts_that_came_with_the_answers_are_found_in_the_log_and_one_of_a_dropped_record_is_not(string suite)
    {
        await using var node = await shared.Node(suite);
        var receipts = Path.Combine(node.Folder, "receipts");
        var log = Path.Combine(node.Folder, "log");
        await node.Run(["keys", "make", "--name", "kept", "--role", "auditor"], node.OperatorKey, variables: new() { ["KEYECO_RECEIPTS"] = receipts });
        await node.AsOperator("evidence", "export", log);

        var holds = await node.Run(["evidence", "verify", log, "--receipt", receipts]);
        var receipt = EvidenceReceipt.Parse((await File.ReadAllLinesAsync(receipts))[0])!;
        var dropped = receipt with { LeafHash = new string('0', 64) };
        dropped = dropped with { Signature = Convert.ToHexStringLower(node.Get<NodeSigner>().Sign(dropped.Signed())) };
        await File.WriteAllTextAsync(receipts, dropped.Line() + "\n");
        var missing = await node.Run(["evidence", "verify", log, "--receipt", receipts]);
        await File.WriteAllTextAsync(receipts, (receipt with { LeafHash = new string('0', 64) }).Line() + "\n");
        var forged = await node.Run(["evidence", "verify", log, "--receipt", receipts]);

        Assert.Equal(0, holds.Code);
        Assert.Contains("1 receipt", holds.Out, StringComparison.Ordinal);
        Assert.Equal(1, missing.Code);
        Assert.Contains("does not hold the record that the node acknowledged", missing.Error, StringComparison.Ordinal);
        Assert.Equal(1, forged.Code);
    }

    [Theory]
    [InlineData("sha256-ed25519")]
    [InlineData("sm3-sm2")]
    public async Task A_witness_keeps_heads_that_follow_one_another_and_refuses_a_rewritten_log(string suite)
    {
        await using var node = await shared.Node(suite);
        var heads = Path.Combine(node.Folder, "heads");

        var first = await node.AsOperator("evidence", "witness", heads);
        await node.Admit("示例", "factory");
        var second = await node.AsOperator("evidence", "witness", heads);
        var kept = (await File.ReadAllLinesAsync(heads)).Select(l => TreeHead.Parse(l)!).ToList();
        // What the witness would hold if the node had shown it another log before: signed by the node's own key.
        await File.WriteAllTextAsync(heads, Sign(node, kept[0] with { Root = new string('1', 64) }).Line() + "\n");
        var forked = await node.AsOperator("evidence", "witness", heads);
        await File.WriteAllTextAsync(heads, Sign(node, kept[0] with { Size = 1_000_000 }).Line() + "\n");
        var cut = await node.AsOperator("evidence", "witness", heads);

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.True(kept[1].Size > kept[0].Size);
        Assert.Equal((1, 1), (forked.Code, cut.Code));
        Assert.Contains("evidence.witness.fork", forked.Error, StringComparison.Ordinal);
        Assert.Contains("evidence.witness.older", cut.Error, StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(heads));
    }

    [Fact]
    public async Task A_log_rewritten_and_signed_anew_is_found_by_the_heads_that_another_node_keeps()
    {
        await using var node = await shared.Node("sha256-ed25519");
        await using var witness = await CliNode.Start("witness");
        var to = new Dictionary<string, string>(StringComparer.Ordinal) { ["KEYECO_TO_KEY"] = witness.OperatorKey };
        string[] send = ["evidence", "witness", "--to", witness.Address.AbsoluteUri];
        Assert.Equal(0, (await node.Run(send, node.OperatorKey, variables: to)).Code);
        await node.Admit("示例", "factory");
        Assert.Equal(0, (await node.Run(send, node.OperatorKey, variables: to)).Code);
        var (log, heads) = (Path.Combine(node.Folder, "log"), Path.Combine(node.Folder, "heads"));
        await node.AsOperator("evidence", "export", log);
        Assert.Equal(0, (await witness.AsOperator("evidence", "witnessed", "node", "--out", heads)).Code);

        var honest = await node.Run(["evidence", "verify", log, "--witness", heads]);
        await File.WriteAllTextAsync(log, Rewritten(node, await File.ReadAllLinesAsync(log)));
        var alone = await node.Run(["evidence", "verify", log]);
        var witnessed = await node.Run(["evidence", "verify", log, "--witness", heads]);

        Assert.Equal(0, honest.Code);
        Assert.Contains("2 witnessed heads", honest.Out, StringComparison.Ordinal);
        Assert.Equal(0, alone.Code);
        Assert.Equal(1, witnessed.Code);
        Assert.Contains("rewritten", witnessed.Error, StringComparison.Ordinal);
    }

    private static string Rewritten(CliNode node, string[] lines)
    {
        lines[3] = lines[3].Replace("|done|", "|gone|", StringComparison.Ordinal);
        var frontier = new MerkleFrontier();
        foreach (var line in lines[1..^1])
        {
            frontier.Append(MerkleTree.LeafHash(System.Text.Encoding.ASCII.GetBytes(line[(line.IndexOf('|', StringComparison.Ordinal) + 1)..])));
        }

        lines[^1] = Sign(node, TreeHead.Parse(lines[^1])! with { Root = Convert.ToHexStringLower(frontier.Root()) }).Line();
        return string.Join('\n', lines) + "\n";
    }

    private static TreeHead Sign(CliNode node, TreeHead head) => head with { Signature = Convert.ToHexStringLower(node.Get<NodeSigner>().Sign(head.Signed())) };

    private static async Task<string> FirstRecord(CliNode node)
    {
        using var answer = await Connection.With(node.Address.AbsoluteUri, node.OperatorKey).Http.GetAsync("evidence/v1/records?limit=1");
        return System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement[0].GetProperty("id").GetString()!;
    }
}
