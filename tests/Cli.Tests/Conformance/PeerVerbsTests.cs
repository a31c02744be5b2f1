using System.Text.Json;
using KeyEcosystem.Client;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>Two operators introduce their nodes to each other by verbs, in the order of docs/cli.md.</summary>
public sealed class PeerVerbsTests
{
    [Fact]
    public async Task Each_admits_the_other_and_keeps_its_token_and_a_renewed_one_is_kept_in_the_same_way()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var (atOne, ofTwo) = await Admit(one, two, "urn:keyeco:two");
        var (atTwo, ofOne) = await Admit(two, one, "urn:keyeco:one");
        var (_, seller) = await one.Admit("Seller", "factory");
        var (_, buyer) = await two.Admit("Buyer", "institute");
        var asset = (await one.As(seller, "assets", "publish", "--kind", "dataset", "--title", "readings", "--policy", "open", "--json")).Text("id");
        Assert.Contains("stands, agreed on at once as it is", (await one.As(seller, "offers", "make", asset, "--policy", "open", "--standing")).Out, StringComparison.Ordinal);

        Assert.Contains("carries no token", (await two.As(buyer, "peers", "catalogue", atTwo)).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await one.AsOperator("peers", "token", atOne)).Code);
        Assert.Contains("已保存对方颁发的令牌", (await two.AsOperator("peers", "token", atTwo, "--token-file", await File(two, ofTwo))).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await one.AsOperator("peers", "token", atOne, "--token-file", await File(one, ofOne))).Code);
        var read = await two.As(buyer, "peers", "catalogue", atTwo);
        Assert.True(read.Code == 0, read.Error);
        Assert.Matches("ofr_[0-9a-f]{32}: waits for the provider's answer 须待提供方答复", read.Out);
        Assert.Matches("ofr_[0-9a-f]{32}: stands, agreed on at once as it is 常设要约，原样接受即自动签约", read.Out);
        Assert.Contains("open 开放 · standing 常设 · ", (await one.As(seller, "offers", "of", asset)).Out, StringComparison.Ordinal);

        var renewed = (await one.AsOperator("peers", "token", atOne, "--renew", "--json")).Text("token");
        Assert.NotEqual(ofTwo, renewed);
        Assert.Contains("carries no token", (await two.As(buyer, "peers", "catalogue", atTwo)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await two.AsOperator("peers", "token", atTwo, "--token-file", await File(two, renewed))).Code);
        Assert.Equal(0, (await two.As(buyer, "peers", "catalogue", atTwo)).Code);

        Assert.Contains("known 已设", (await one.As(seller, "peers")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await one.AsOperator("peers", "suspend", atOne)).Code);
        Assert.Contains("403: access.connector; The operator of this node has suspended your connector", (await two.As(buyer, "peers", "catalogue", atTwo)).Error, StringComparison.Ordinal);
        var again = await one.AsOperator("peers", "admit", "--participant", "urn:keyeco:two", "--member", (await one.Admit("Third", "factory")).Member, "--address", "http://127.0.0.1:1/dsp");
        Assert.Contains($"is connector {atOne}: keyeco peers token sets its tokens", again.Error, StringComparison.Ordinal);
        Assert.Contains($"编号 {atOne}：以 keyeco peers token 设定令牌", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_under_way_outlasts_the_time_in_which_only_one_side_knows_the_new_token()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var (asset, offer) = await nodes.Offer("readings", "a\n1\n"u8.ToArray());
        var renewed = (await two.AsOperator("peers", "token", nodes.ProvidersPeer.ToString(), "--renew", "--json")).Text("token");

        var asked = await nodes.Ask(asset, offer);
        var taken = await Patience.Until(() => nodes.Provider.Negotiations(null, 10, default), page => page.Items.Count == 1);
        var here = await Patience.Until(() => nodes.Provider.Negotiation(taken.Items[0].Id, default), n => n.Undelivered is not null);
        Assert.StartsWith("401", here.Undelivered!.Reason, StringComparison.Ordinal);
        Assert.Equal(0, (await one.AsOperator("peers", "token", nodes.ConsumersPeer.ToString(), "--token-file", await File(one, renewed))).Code);

        Assert.Equal("FINALIZED", (await Patience.Until(() => nodes.Consumer.Negotiation(asked.Id, default), n => n.State == "FINALIZED")).State);
    }

    [Fact]
    public async Task Asking_for_an_agreement_tells_within_moments_what_came_of_it()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var (asset, offer) = await nodes.Offer("readings", "a\n1\n"u8.ToArray());
        var buyer = nodes.Consumer.Http.DefaultRequestHeaders.Authorization!.Parameter;
        var file = await File(two, JsonSerializer.Serialize(new Dictionary<string, object> { ["@id"] = offer.Id.ToString(), ["permission"] = new[] { new { action = "use" } } }));

        var concluded = await two.As(buyer, "negotiations", "start", nodes.ProvidersPeer.ToString(), asset.Id.ToString(), "--offer", file, "--json");
        var refused = await two.As(buyer, "negotiations", "start", nodes.ProvidersPeer.ToString(), "urn:none", "--offer", file);
        var without = await two.As(buyer, "negotiations", "start", nodes.ProvidersPeer.ToString(), asset.Id.ToString());

        var nothing = await File(two, $$"""{"@id":"{{offer.Id}}","permission":[{"action":"use","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":-1}]}]}""");
        var never = await two.As(buyer, "negotiations", "start", nodes.ProvidersPeer.ToString(), asset.Id.ToString(), "--offer", nothing);
        Assert.Equal(3, never.Code);
        Assert.Contains("policy.", never.Error, StringComparison.Ordinal);
        Assert.Contains("consumer 使用方", (await two.As(buyer, "negotiations")).Out, StringComparison.Ordinal);
        Assert.Contains("FINALIZED 已生效", (await two.As(buyer, "negotiations")).Out, StringComparison.Ordinal);
        Assert.Equal("FINALIZED", concluded.Text("state"));
        Assert.Equal(3, refused.Code);
        Assert.Contains("TERMINATED", refused.Out, StringComparison.Ordinal);
        Assert.Contains("the data set of the offer", refused.Out, StringComparison.Ordinal);
        Assert.Equal((2, true), (without.Code, without.Error.Contains("--offer", StringComparison.Ordinal)));
        Assert.Matches("--offer.*\\(REQUIRED\\)", (await two.As(buyer, "negotiations", "start", "--help")).Out);
    }

    /// <summary>The other node is admitted at this one; its id here, and the token that its calls carry.</summary>
    private static async Task<(string Peer, string Token)> Admit(CliNode at, CliNode other, string name)
    {
        var (member, _) = await at.Admit("The other node", "factory");
        var said = await at.AsOperator("peers", "admit", "--participant", name, "--member", member, "--address", new Uri(other.Address, "dsp").AbsoluteUri, "--json");
        return (said.Text("id"), said.Text("token"));
    }

    private static async Task<string> File(CliNode at, string text)
    {
        var path = Path.Combine(at.Folder, Path.GetRandomFileName());
        await System.IO.File.WriteAllTextAsync(path, text + "\n");
        return path;
    }
}
