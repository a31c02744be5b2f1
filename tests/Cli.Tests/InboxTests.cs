using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class InboxTests
{
    [Fact]
    public async Task Each_sees_what_waits_for_them_and_it_is_gone_when_decided()
    {
        await using var node = await CliNode.Start();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var (_, stranger) = await node.Admit("旁人", "factory");
        var applicant = (await node.AsOperator("members", "apply", "--name-zh", "申请者", "--name-en", "Applicant", "--type", "factory", "--country", "CN", "--json")).Text("id");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "表 table", "--policy", "members", "--json")).Text("id");
        var agreement = (await node.As(institute, "agree", asset, "--json")).Text("id");

        Assert.Equal([$"admission {applicant}"], await Waiting(node, node.OperatorKey));
        Assert.Equal([$"agreement.request {agreement}"], await Waiting(node, factory));
        Assert.Empty(await Waiting(node, institute));
        await node.As(factory, "agreements", "agree", agreement);
        await node.As(factory, "agreements", "sign", agreement);
        await node.AsOperator("members", "admit", applicant);

        Assert.Empty(await Waiting(node, factory));
        Assert.Equal([$"agreement.signature {agreement}"], await Waiting(node, institute));
        Assert.Empty(await Waiting(node, node.OperatorKey));
        Assert.Empty(await Waiting(node, stranger));
        var shown = await node.As(institute, "inbox");
        Assert.Contains(agreement, shown.Out, StringComparison.Ordinal);
        Assert.Contains("等待签署", shown.Out, StringComparison.Ordinal);
    }

    private static async Task<string[]> Waiting(CliNode node, string key) =>
        [.. (await node.As(key, "inbox", "--json")).Json.EnumerateArray().Select(i => $"{i.GetProperty("kind").GetString()} {i.GetProperty("subject").GetString()}")];
}
