using System.Net;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Members;
using Xunit;

namespace KeyEcosystem.Host.Tests;

public sealed class IndicatorTests(SharedNode shared)
{
    [Fact]
    public async Task Every_role_reads_indicators_and_members_see_their_own_records_only()
    {
        await using var node = await RunningNode.Start();
        var (member, http, _) = await node.Admit("one", "institute", "member-user");
        await node.Admit("two", "institute");

        var all = await http.Indicators("seed", null, true, default);
        Assert.Equal(43, all.Items.Count);
        var institutes = all.Items.Single(i => i.Id == "I06");
        Assert.Equal((150.0, 2.0), (institutes.Claim!.Value, institutes.Measured.Value));
        Assert.Equal(0, (await http.Indicator("I06", null, false, default)).Measured.Value);

        var mine = await http.IndicatorRecords("I06", null, true, default);
        Assert.Equal((2, 1), (mine.Total, mine.Hidden));
        Assert.Equal(member.Id.ToString(), Assert.Single(mine.Items).Subject);
        Assert.Equal(2, (await node.Operator.IndicatorRecords("I06", null, true, default)).Items.Count);
    }

    [Fact]
    public async Task Facts_of_an_exchange_reach_the_indicators_with_their_sectors()
    {
        await using var node = await RunningNode.Start();
        var (_, factory, _) = await node.Admit("factory", "factory");
        var institute = await node.Operator.Post<MemberView>("members/v1/members", new MemberApplication(null, "i", "i", "institute", "supporting", "M", "CN", true), default);
        await node.Operator.Post<MemberView>($"members/v1/members/{institute.Id}/admit", null, default);
        var key = await node.Operator.Post<Contracts.Identity.KeyView>("identity/v1/keys", new Contracts.Identity.KeyRequest(institute.Id, ["member-admin"], "test", 1), default);
        var reader = node.With(key.Key);
        var asset = await RunningNode.Publish(factory);
        var agreement = await reader.Post<Contracts.Dataspace.AgreementView>("dataspace/v1/agreements", new Contracts.Dataspace.AgreementRequest(null, asset.Id), default);
        foreach (var (who, step) in new[] { (factory, "agree"), (factory, "sign"), (reader, "sign") })
        {
            await who.Post<Contracts.Dataspace.AgreementView>($"dataspace/v1/agreements/{agreement.Id}/{step}", null, default);
        }

        await reader.Http.GetByteArrayAsync($"dataspace/v1/assets/{asset.Id}/content?purpose=research");

        // The use ends when the node has seen its last byte leave, a moment after the reader has it.
        for (var i = 0; i < 200 && (await factory.Indicator("P06", null, true, default)).Measured.Value != 1; i++)
        {
            await Task.Delay(25);
        }

        Assert.Equal(100, (await factory.Indicator("I16", null, true, default)).Measured.Value);
        Assert.Equal("missing", (await factory.Indicator("I16", null, false, default)).Measured.State);
        Assert.Equal(1, (await factory.Indicator("P06", null, true, default)).Measured.Value);
    }

    [Theory]
    [InlineData("?asOf=2999-01-01", HttpStatusCode.BadRequest)]
    [InlineData("?asOf=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("?demonstration=maybe", HttpStatusCode.BadRequest)]
    [InlineData("?set=none", HttpStatusCode.BadRequest)]
    [InlineData("/I99", HttpStatusCode.NotFound)]
    [InlineData("/I05/records?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/I05/records?cursor=-1", HttpStatusCode.BadRequest)]
    [InlineData("/I05/series?step=0", HttpStatusCode.BadRequest)]
    [InlineData("/I05/series?from=2000-01-01&step=00:01:00", HttpStatusCode.BadRequest)]
    [InlineData("/I05/series?from=2026-01-02&to=2026-01-01", HttpStatusCode.BadRequest)]
    public async Task Bad_input_is_a_problem(string path, HttpStatusCode status)
    {
        var node = await shared.Node();

        using var answer = await node.Operator.Http.GetAsync("observatory/v1/indicators" + path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Without_a_credential_nothing_is_told()
    {
        var node = await shared.Node();

        using var answer = await node.With(null).Http.GetAsync("observatory/v1/indicators");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
