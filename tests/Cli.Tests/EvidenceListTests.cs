using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>Who may read the log, and how a record is found in it.</summary>
public sealed class EvidenceListTests(SharedNodes shared)
{
    [Fact]
    public async Task A_regulator_exports_the_log_and_everybody_finds_the_record_whose_proof_is_wanted()
    {
        await using var node = await shared.Node();
        var (member, factory) = await node.Admit("工厂", "factory");
        var regulator = (await node.AsOperator("keys", "make", "--member", member, "--role", "regulator", "--name", "r", "--json")).Text("key");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", "research", "--json")).Text("id");
        var log = Path.Combine(node.Folder, "regulators.log");

        var exported = await node.As(regulator, "evidence", "export", log);
        var verified = await node.Run(["evidence", "verify", log], url: "http://127.0.0.1:9/");
        var refused = await node.As(factory, "evidence", "export", Path.Combine(node.Folder, "members.log"));
        var found = await node.As(factory, "evidence", "list", "--subject", asset, "--verb", "asset.published", "--json");
        var shown = await node.As(factory, "evidence", "list", "--subject", asset);
        var record = found.Json[0].GetProperty("id").GetString()!;

        Assert.Equal((0, 0, 3), (exported.Code, verified.Code, refused.Code));
        Assert.Single(found.Json.EnumerateArray());
        Assert.Equal(0, (await node.As(factory, "evidence", "proof", record, "--out", Path.Combine(node.Folder, "p.json"))).Code);
        Assert.Contains("asset.published 发布资产", shown.Out, StringComparison.Ordinal);
        Assert.Contains("done 已完成", shown.Out, StringComparison.Ordinal);
        Assert.Empty((await node.As(factory, "evidence", "list", "--subject", asset, "--verb", "asset.filled", "--json")).Json.EnumerateArray());
        Assert.Empty((await node.As(factory, "evidence", "list", "--subject", asset, "--from", "2999-01-01", "--json")).Json.EnumerateArray());
        Assert.Single((await node.As(factory, "evidence", "list", "--subject", asset, "--to", "2999-01-01", "--json")).Json.EnumerateArray());
    }
}
