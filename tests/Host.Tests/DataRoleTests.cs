using System.Net;
using KeyEcosystem.Contracts.Identity;
using Xunit;

namespace KeyEcosystem.Host.Tests;

public sealed class DataRoleTests(SharedNode shared)
{
    [Theory]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    [InlineData("member-user", HttpStatusCode.OK)]
    public async Task Data_is_read_by_those_who_work_for_the_member_and_by_nobody_else(string role, HttpStatusCode expected)
    {
        var node = await shared.Node();
        var factory = (await node.Admit("factory", "factory")).Http;
        var (member, institute, _) = await node.Admit("institute", "institute");
        var asset = await RunningNode.Publish(factory);
        await RunningNode.Agree(factory, institute, asset);
        var key = await node.Operator.Post<KeyView>("identity/v1/keys", new KeyRequest(member.Id, [role], "key", 1), default);

        using var answer = await node.With(key.Key).Http.GetAsync($"dataspace/v1/assets/{asset.Id}/content?purpose=research");

        Assert.Equal(expected, answer.StatusCode);
    }
}
