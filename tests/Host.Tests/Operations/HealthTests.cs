using System.Net;
using KeyEcosystem.Contracts.Operations;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Host.Tests.Operations;

public sealed class HealthTests(SharedNode shared)
{
    [Fact]
    public async Task A_node_that_works_is_live_and_ready_and_says_no_more_to_strangers()
    {
        var node = await shared.Node();

        Assert.Equal("live", await node.With(null).Http.GetStringAsync("health/live"));
        Assert.Equal("ready", await node.With(null).Http.GetStringAsync("health/ready"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.With(null).Http.GetAsync("operations/v1/health")).StatusCode);
    }

    [Fact]
    public async Task Operators_and_auditors_see_each_check_with_the_sandbox_and_members_do_not()
    {
        var node = await shared.Node();
        var (_, member, _) = await node.Admit("institute", "institute");

        var health = await node.Operator.Get<NodeHealthView>("operations/v1/health", default);

        Assert.True(health.Ready);
        Assert.Equal(["lane", "sandbox", "store"], health.Checks.Select(c => c.Name));
        Assert.NotEqual("", health.Checks[1].Words);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.Http.GetAsync("operations/v1/health")).StatusCode);
    }

    [Fact]
    public async Task A_node_whose_lane_has_stopped_is_live_and_not_ready()
    {
        await using var node = await RunningNode.Start();
        await ((IAsyncDisposable)node.Services.GetRequiredService<IEvidenceTail>()).DisposeAsync();
        var refused = await node.Services.GetRequiredService<ILane>().Commit(new Change(new Act("thing.done", "node", null, [], "done", "{}")), default);

        using var ready = await node.With(null).Http.GetAsync("health/ready");

        Assert.Equal("lane.stopped", refused.Refusal?.Code);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("not ready", await ready.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await node.With(null).Http.GetAsync("health/live")).StatusCode);
        Assert.Contains((await node.Operator.Get<NodeHealthView>("operations/v1/health", default)).Checks, c => c is { Name: "lane", State: "unhealthy", Words: "lane.stopped" });
    }

    [Fact]
    public async Task A_data_folder_that_takes_no_more_bytes_is_not_ready()
    {
        await using var node = await RunningNode.Start();
        Directory.CreateDirectory(Path.Combine(node.Folder, "health.probe"));

        using var ready = await node.With(null).Http.GetAsync("health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }
}
