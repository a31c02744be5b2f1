using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>What a person reads of terms: while they are offered, when they are agreed on, and of the duties in them.</summary>
public sealed class TermsTests(SharedNodes shared)
{
    [Fact]
    public async Task Terms_that_are_probably_a_slip_are_offered_with_a_warning()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("条款工厂", "factory");
        var (slip, table) = (await File(node, "slip.json", """{"permission":[{"action":"read","constraint":[{"leftOperand":"purpos","operator":"eq","rightOperand":"research"},{"leftOperand":"column","operator":"eq","rightOperand":"citty"}]}]}"""), await File(node, "meters.csv", "time,city\n1,Wuxi\n"));

        var published = await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", slip, "--file", table);
        var json = await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", slip, "--json");
        var offered = await node.As(factory, "offers", "make", json.Text("id"), "--policy", slip);

        Assert.Equal((0, 0), (published.Code, offered.Code));
        Assert.Contains("did you mean purpose?", published.Error, StringComparison.Ordinal);
        Assert.Contains("是否指 city？", published.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean purpose?", offered.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, json.Json.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public async Task Terms_of_an_agreement_are_shown_with_names_and_each_word_about_a_duty_as_its_partys()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("条款工厂", "factory");
        var (institute, key) = await node.Admit("条款研究院", "institute");
        var terms = await File(node, "terms.json", $$$"""{"permission":[{"action":"read","assignee":"{{{institute}}}"}],"obligation":[{"action":"delete","constraint":[{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P30D"}]}]}""");
        var table = await File(node, "meters.csv", "time,city\n1,Wuxi\n");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", terms, "--file", table, "--json")).Text("id");
        var id = (await node.As(key, "agree", asset, "--json")).Text("id");
        await node.As(factory, "agreements", "agree", id);
        await node.As(factory, "agreements", "sign", id);
        await node.As(key, "agreements", "sign", id);

        var shown = await node.As(key, "agreements", "show", id);
        var first = await node.As(key, "data", "get", asset, "--out", Path.Combine(node.Folder, "first.csv"));
        await node.As(key, "agreements", "declare", id, "obligation[0]", "--note", "wiped");
        var again = await node.As(key, "data", "get", asset, "--out", Path.Combine(node.Folder, "again.csv"));
        var declared = await node.As(factory, "agreements", "show", id);
        var inbox = await node.As(factory, "inbox");
        await node.As(factory, "agreements", "contest", id, "obligation[0]", "--note", "not attributed");
        var contested = await node.As(factory, "agreements", "show", id);
        var waived = await node.As(factory, "agreements", "waive", id, "obligation[0]");

        Assert.Contains("条款研究院", shown.Out, StringComparison.Ordinal);
        Assert.Matches($"You may read it if the recipient is .*\\({institute}\\)", shown.Out);
        Assert.Equal((0, 0), (first.Code, again.Code));
        Assert.DoesNotContain("deletion was declared", first.Error, StringComparison.Ordinal);
        Assert.Contains("deletion was declared", again.Error, StringComparison.Ordinal);
        Assert.Contains("consumer 使用方: \"wiped\"", declared.Out, StringComparison.Ordinal);
        Assert.Contains(id, inbox.Out, StringComparison.Ordinal);
        Assert.Contains("provider 提供方: \"not attributed\"", contested.Out, StringComparison.Ordinal);
        Assert.Equal(0, waived.Code);
        Assert.DoesNotContain("not attributed", waived.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_says_from_when_it_holds()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("价目工厂", "factory");

        var set = await node.As(factory, "prices", "set", "--kind", "count", "--price", "50");

        Assert.Equal(0, set.Code);
        Assert.Contains("It holds for agreements signed at 2", set.Error, StringComparison.Ordinal);
        Assert.Contains("起签署的协议适用此价", set.Error, StringComparison.Ordinal);
    }

    private static async Task<string> File(CliNode node, string name, string text)
    {
        var path = Path.Combine(node.Folder, name);
        await System.IO.File.WriteAllTextAsync(path, text);
        return path;
    }
}
