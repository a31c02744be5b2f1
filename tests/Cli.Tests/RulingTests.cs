using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>What who rules on disputes finds, reads and types.</summary>
public sealed class RulingTests(SharedNodes shared)
{
    [Fact]
    public async Task A_regulator_finds_the_dispute_reads_its_agreement_and_types_what_the_inbox_says()
    {
        await using var node = await shared.Node();
        var (provider, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var (office, _) = await node.Admit("监管局", "regulator");
        var (other, stranger) = await node.Admit("旁人", "factory");
        var regulator = (await node.AsOperator("keys", "make", "--member", office, "--role", "regulator", "--name", "r", "--json")).Text("key");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", "research", "--json")).Text("id");
        var id = (await node.As(institute, "agree", asset, "--json")).Text("id");
        await node.As(factory, "agreements", "agree", id);
        await node.As(factory, "agreements", "sign", id);
        await node.As(institute, "agreements", "sign", id);
        Assert.Equal(3, (await node.As(regulator, "agreements", "show", id)).Code);

        var dispute = (await node.As(institute, "agreements", "dispute", id, "--reason", "half of the rows are missing", "--json")).Text("id");
        var answers = await node.As(factory, "inbox");
        Assert.Empty((await node.As(regulator, "inbox", "--json")).Json.EnumerateArray());
        await node.As(factory, "agreements", "answer", id, "--reject", "--note", "they were never there");
        var inbox = await node.As(regulator, "inbox");
        var listed = await node.As(regulator, "disputes", "--open");

        Assert.Contains($"keyeco agreements answer {id} --accept|--reject --note TEXT", answers.Out, StringComparison.Ordinal);
        Assert.Contains($"keyeco disputes show {dispute}", answers.Out, StringComparison.Ordinal);
        Assert.Contains("accept 接受, reject 不接受", answers.Out, StringComparison.Ordinal);
        Assert.Contains($"keyeco disputes uphold|dismiss {dispute} --note TEXT", inbox.Out, StringComparison.Ordinal);
        Assert.Contains(dispute, listed.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await node.As(regulator, "agreements", "show", id)).Code);
        Assert.Equal(0, (await node.As(regulator, "agreements", "document", id, "--out", Path.Combine(node.Folder, "document.json"))).Code);
        Assert.Equal(3, (await node.As(stranger, "agreements", "show", id)).Code);
        Assert.Contains("raise 提出争议", (await node.As(regulator, "disputes", "show", dispute)).Out, StringComparison.Ordinal);

        // Nobody is told to rule in a matter of its own.
        var own = (await node.AsOperator("keys", "make", "--member", provider, "--role", "regulator", "--name", "own", "--json")).Text("key");
        Assert.Empty((await node.As(own, "inbox", "--json")).Json.EnumerateArray());

        Assert.Equal(0, (await node.As(regulator, "disputes", "uphold", dispute, "--note", "they were promised")).Code);
        Assert.Empty((await node.As(regulator, "inbox", "--json")).Json.EnumerateArray());
        Assert.DoesNotContain(dispute, (await node.As(regulator, "disputes", "--open")).Out, StringComparison.Ordinal);
        Assert.NotEqual(office, other);
    }
}
