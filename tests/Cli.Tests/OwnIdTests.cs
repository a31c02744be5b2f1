using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>What is made under an id of one's own choice is made once.</summary>
public sealed class OwnIdTests(SharedNodes shared)
{
    [Fact]
    public async Task The_same_sent_again_is_answered_with_what_is_there_and_anything_else_is_refused_by_the_id()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var asset = Id("ast");
        string[] publish = ["assets", "publish", "--id", asset, "--kind", "dataset", "--place", "CN", "--policy", "research", "--json", "--title"];
        var first = await node.As(factory, [.. publish, "meters"]);

        Assert.Equal((0, asset), ((await node.As(factory, [.. publish, "meters"])) is var again ? (again.Code, again.Text("id")) : default));
        Assert.Equal(0, first.Code);
        Taken(asset, await node.As(factory, [.. publish, "other meters"]));
        Taken(asset, await node.As(institute, [.. publish, "meters"]));

        var (filled, file) = (Id("ast"), Path.Combine(node.Folder, "own.csv"));
        await File.WriteAllTextAsync(file, "a\n1\n");
        string[] fill = ["assets", "publish", "--id", filled, "--kind", "dataset", "--title", "filled", "--policy", "open", "--file", file, "--json"];
        Assert.Equal(0, (await node.As(factory, fill)).Code);
        Assert.Equal(0, (await node.As(factory, fill)).Code);

        var offer = Id("ofr");
        string[] make = ["offers", "make", asset, "--id", offer, "--policy", "open", "--json"];
        Assert.Equal(0, (await node.As(factory, make)).Code);
        Assert.Equal(offer, (await node.As(factory, make)).Text("id"));
        Taken(offer, await node.As(factory, [.. make, "--standing"]));

        var agreement = Id("agr");
        string[] agree = ["agree", asset, "--id", agreement, "--json"];
        Assert.Equal("requested", (await node.As(institute, agree)).Text("state"));
        await node.As(factory, "agreements", "agree", agreement);
        Assert.Equal("agreed", (await node.As(institute, agree)).Text("state"));
        Taken(agreement, await node.As(institute, [.. agree, "--offer", offer]));

        var member = Id("mbr");
        string[] apply = ["members", "apply", "--id", member, "--name-zh", "申请者", "--type", "factory", "--country", "CN", "--json", "--name-en"];
        Assert.Equal(0, (await node.AsOperator([.. apply, "Applicant"])).Code);
        await node.AsOperator("members", "admit", member);
        Assert.Equal("admitted", (await node.AsOperator([.. apply, "Applicant"])).Text("state"));
        Taken(member, await node.AsOperator([.. apply, "Another"]));
    }

    private static string Id(string prefix) => $"{prefix}_{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16))}";

    private static void Taken(string id, Said said)
    {
        Assert.Equal(3, said.Code);
        Assert.Contains("[id.exists]", said.Error, StringComparison.Ordinal);
        Assert.Contains(id, said.Error, StringComparison.Ordinal);
        Assert.Contains("请换一个编号", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("plt_", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("dsp_", said.Error, StringComparison.Ordinal);
    }
}
