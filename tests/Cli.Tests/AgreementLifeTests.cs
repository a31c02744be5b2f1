using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>Counter-offers and disputes by verbs, as the parties and who rules type them.</summary>
public sealed class AgreementLifeTests(SharedNodes shared)
{
    [Fact]
    public async Task Terms_go_back_and_forth_and_what_was_accepted_is_signed()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var (mine, theirs) = (Path.Combine(node.Folder, "mine.json"), Path.Combine(node.Folder, "theirs.json"));
        await File.WriteAllTextAsync(mine, """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"education"}]}]}""");
        await File.WriteAllTextAsync(theirs, """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"education"},{"leftOperand":"count","operator":"lteq","rightOperand":"7"}]}]}""");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", "research", "--json")).Text("id");

        var asked = await node.As(institute, "agree", asset, "--policy", mine, "--note", "for our course", "--json");
        var id = asked.Text("id");
        var read = await node.As(factory, "agreements", "show", id);
        var early = await node.As(institute, "agreements", "accept", id);
        Assert.Equal(0, (await node.As(factory, "agreements", "propose", id, "--policy", theirs)).Code);
        var offered = await node.As(institute, "agreements", "show", id);
        var accepted = await node.As(institute, "agreements", "accept", id, "--json");
        await node.As(institute, "agreements", "sign", id);
        var signed = await node.As(factory, "agreements", "sign", id, "--json");

        Assert.Equal((0, "requested"), (asked.Code, asked.Text("state")));
        Assert.Contains("consumer 使用方: \"for our course\"", read.Out, StringComparison.Ordinal);
        Assert.Matches("~ .*education.*改为", read.Out);
        Assert.Contains($"keyeco agreements agree {id} (or propose", read.Out, StringComparison.Ordinal);
        Assert.Equal(3, early.Code);
        Assert.Matches("~ .*at most 7 times", offered.Out);
        Assert.Contains($"keyeco agreements accept {id}", offered.Out, StringComparison.Ordinal);
        Assert.Equal(("agreed", "AGREED"), (accepted.Text("state"), accepted.Text("negotiation")));
        Assert.Equal(("signed", "FINALIZED"), (signed.Text("state"), signed.Text("negotiation")));
    }

    [Fact]
    public async Task A_dispute_is_raised_answered_and_ruled_on_and_use_is_suspended_meanwhile()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", "research", "--json")).Text("id");
        var id = (await node.As(institute, "agree", asset, "--json")).Text("id");
        await node.As(factory, "agreements", "agree", id);
        await node.As(factory, "agreements", "sign", id);
        await node.As(institute, "agreements", "sign", id);

        Assert.Equal(2, (await node.As(factory, "agreements", "answer", id, "--accept", "--note", "x")).Code);
        var raised = await node.As(institute, "agreements", "dispute", id, "--reason", "half of the rows are missing", "--json");
        Assert.Equal(2, (await node.As(factory, "agreements", "answer", id, "--accept", "--reject", "--note", "x")).Code);
        var inbox = await node.As(factory, "inbox");
        Assert.Equal(0, (await node.As(factory, "agreements", "answer", id, "--reject", "--note", "they were never there")).Code);
        Assert.Equal(0, (await node.As(factory, "agreements", "suspend", id, "--note", "until it is clear")).Code);
        var why = await node.As(institute, "assets", "why", asset, "--purpose", "research");
        var shown = await node.As(institute, "agreements", "show", id);
        var operators = await node.AsOperator("inbox");
        var own = await node.As(factory, "disputes", "dismiss", raised.Text("id"), "--note", "ours");
        var ruled = await node.AsOperator("disputes", "uphold", raised.Text("id"), "--note", "the log shows it", "--json");
        var after = await node.As(factory, "agreements", "show", id);

        Assert.Contains("提出争议", inbox.Out, StringComparison.Ordinal);
        Assert.Contains("suspended use under agreement", why.Out, StringComparison.Ordinal);
        Assert.Contains("争议", why.Out, StringComparison.Ordinal);
        Assert.Contains("suspended 争议期间暂停使用", shown.Out, StringComparison.Ordinal);
        Assert.Contains("\"they were never there\"", shown.Out, StringComparison.Ordinal);
        Assert.Contains(raised.Text("id"), operators.Out, StringComparison.Ordinal);
        Assert.NotEqual(0, own.Code);
        Assert.Equal("upheld", ruled.Text("state"));
        Assert.Contains("arbiter 裁决方 uphold 裁决支持: \"the log shows it\"", after.Out, StringComparison.Ordinal);
        Assert.Contains("signed 已签署，生效", after.Out, StringComparison.Ordinal);
        Assert.Empty((await node.As(institute, "disputes", "--open", "--json")).Json.EnumerateArray());
    }
}
