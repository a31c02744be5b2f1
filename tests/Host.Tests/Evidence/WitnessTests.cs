using System.Net;
using System.Net.Http.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Evidence;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Host.Tests.Evidence;

public sealed class WitnessTests(SharedNode shared)
{
    [Fact]
    public async Task A_change_is_answered_with_its_receipt_and_a_reading_is_not()
    {
        var node = await shared.Node();

        using var changed = await node.Operator.Http.PostAsJsonAsync("identity/v1/keys", new KeyRequest(null, ["auditor"], "test", 1));
        using var read = await node.Operator.Http.GetAsync("identity/v1/keys");

        var receipt = EvidenceReceipt.Parse(Assert.Single(changed.Headers.GetValues("Keyeco-Receipt")))!;
        Assert.True(receipt.IsSigned(NodeSigner.Verify));
        Assert.Equal(node.Services.GetRequiredService<NodeSigner>().PublicKey, receipt.Key);
        Assert.Equal(receipt.LeafHash, Convert.ToHexStringLower((await Rows<EvidenceRow>(node)).Single(r => r.Id == receipt.Record.Value).LeafHash));
        Assert.False(read.Headers.Contains("Keyeco-Receipt"));
        Assert.False((receipt with { At = receipt.At + 1 }).IsSigned(NodeSigner.Verify));
    }

    [Fact]
    public async Task Heads_are_kept_while_the_log_grows_and_only_then()
    {
        await using var node = await RunningNode.Start();
        var keeping = node.Services.GetRequiredService<HeadKeeping>();

        Assert.True((await keeping.Keep(default)).Value);
        Assert.False((await keeping.Keep(default)).Value);
        await node.Admit("factory", "factory");
        Assert.True((await keeping.Keep(default)).Value);

        var heads = (await node.Operator.Get<IReadOnlyList<string>>("evidence/v1/heads", default)).Select(l => TreeHead.Parse(l)!).ToList();
        Assert.Equal(2, heads.Count);
        var proof = await node.Operator.Consistency(heads[0].Size, default);
        Assert.Null(HeadSuccession.Fault(heads[0], TreeHead.Parse(proof.Head)!, proof.Path, NodeSigner.Verify));
    }

    [Fact]
    public async Task A_witness_takes_what_follows_and_refuses_forks_other_keys_and_its_own_heads()
    {
        await using var node = await RunningNode.Start();
        await using var witness = await RunningNode.Start(s => s with { NodeId = "witness" });
        var signer = node.Services.GetRequiredService<NodeSigner>();
        var first = await node.Operator.Head(default);
        await witness.Operator.KeepWitnessed(new WitnessRequest(first.Line(), []), default);
        await node.Admit("factory", "factory");
        var proof = await node.Operator.Consistency(first.Size, default);
        var next = TreeHead.Parse(proof.Head)!;

        Assert.Equal("evidence.witness.fork", await Refused(witness, Sign(signer, next with { Root = new string('2', 64) }).Line(), proof.Path));
        Assert.Equal("evidence.witness.fork", await Refused(witness, next.Line(), []));
        Assert.Equal("evidence.witness.signature", await Refused(witness, (next with { At = next.At + 1 }).Line(), proof.Path));
        using (var other = NodeSigner.LoadOrCreate(node.Services.GetRequiredService<KeyChest>(), "other.key"))
        {
            Assert.Equal("evidence.witness.key", await Refused(witness, Sign(other, next with { Key = other.PublicKey }).Line(), proof.Path));
        }

        Assert.Equal("evidence.witness.own", await Refused(witness, (await witness.Operator.Head(default)).Line(), []));
        Assert.Equal("evidence.witness.malformed", await Refused(witness, "head|node", []));
        Assert.Equal(next.Size, (await witness.Operator.KeepWitnessed(new WitnessRequest(next.Line(), proof.Path), default)).Size);
        Assert.Equal("evidence.witness.older", await Refused(witness, first.Line(), []));
        Assert.Equal([first.Line(), next.Line()], (await witness.Operator.Witnessed("node", 0, default)).Select(h => h.Head));
        Assert.Contains(await Rows<EvidenceRow>(witness), r => r is { Verb: "evidence.head-refused", Outcome: "evidence.witness.fork" });
    }

    [Fact]
    public async Task Only_operators_and_auditors_keep_and_read_witnessed_heads()
    {
        await using var node = await RunningNode.Start(s => s with { NodeId = "witness" });
        var member = (await node.Admit("institute", "institute")).Http;
        var auditor = (await node.Admit("audit", "institute", "auditor")).Http;

        Assert.Equal(HttpStatusCode.Forbidden, (await member.Http.GetAsync("evidence/v1/witness?node=node")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.Http.PostAsJsonAsync("evidence/v1/witness", new WitnessRequest("", []))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await auditor.Http.GetAsync("evidence/v1/witness?node=node")).StatusCode);
    }

    private static TreeHead Sign(NodeSigner signer, TreeHead head) => head with { Signature = Convert.ToHexStringLower(signer.Sign(head.Signed())) };

    private static async Task<string> Refused(RunningNode witness, string head, IReadOnlyList<string> path) =>
        (await Assert.ThrowsAsync<NodeProblemException>(() => witness.Operator.KeepWitnessed(new WitnessRequest(head, path), default))).Code;

    private static async Task<IReadOnlyList<T>> Rows<T>(RunningNode node)
        where T : class
    {
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        return await db.Set<T>().ToListAsync();
    }
}
