using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace KeyEcosystem.Access.Tests;

public sealed class DoorLimitTests(SharedWorld shared)
{
    [Fact]
    public async Task A_body_over_the_limit_is_answered_413_and_a_data_set_has_its_own_limit()
    {
        var world = await shared.World();
        var admin = world.With(world.Victims[NodeRoles.MemberAdmin]).Http;
        var asset = await world.Asset("dataset");

        using var large = await admin.PostAsync("dataspace/v1/assets", new StringContent($$"""{"title":"{{new string('x', 1_100_000)}}"}""", Encoding.UTF8, "application/json"));
        using var file = await admin.PutAsync($"dataspace/v1/assets/{asset}/content", new ByteArrayContent(new byte[1_100_000]));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "input.too-large"), (large.StatusCode, await Code(large)));
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
    }

    [Fact]
    public async Task A_credential_and_an_address_have_limits_of_their_own()
    {
        await using var world = await World.Start(doors: new DoorOptions { CredentialPerMinuteMax = 60, AddressPerMinuteMax = 20 });
        var one = world.With(world.Victims[NodeRoles.Auditor]).Http;
        var other = world.With(world.Victims[NodeRoles.Regulator]).Http;

        var known = await Until429(() => one.GetAsync("identity/v1/me"), 61);
        var unknown = await Until429(() => world.Http.GetAsync("identity/v1/me"), 21);

        Assert.Equal("credential.too-many", await Code(known));
        Assert.Equal("address.too-many", await Code(unknown));
        Assert.InRange(known.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("identity/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Expensive_calls_beyond_the_limit_are_told_to_come_back()
    {
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var world = await World.Start(
            app => app.MapGet("/planted/v1/long", async () =>
            {
                inside.TrySetResult();
                await go.Task;
            }).RequireAuthorization(IdentityModule.ApiPolicy).RequireRateLimiting(RateLimits.Expensive),
            new DoorOptions { ExpensiveAtOnceMax = 1 });
        var auditor = world.With(world.Victims[NodeRoles.Auditor]).Http;

        var first = auditor.GetAsync("planted/v1/long");
        await inside.Task;
        using var second = await auditor.GetAsync("evidence/v1/export");
        go.SetResult();
        using var done = await first;
        using var third = await auditor.GetAsync("evidence/v1/export");

        Assert.Equal((HttpStatusCode.TooManyRequests, "door.too-many"), (second.StatusCode, await Code(second)));
        Assert.NotNull(second.Headers.RetryAfter);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (done.StatusCode, third.StatusCode));
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_not_waited_for()
    {
        await using var world = await World.Start(doors: new DoorOptions { BodyGrace = TimeSpan.FromSeconds(2) });
        using var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, world.Http.BaseAddress!.Port);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /dataspace/v1/assets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {world.Victims[NodeRoles.MemberAdmin]}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"));

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("input.too-slow", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/", true)]
    [InlineData("nowhere", false)]
    [InlineData("identity/v1/me", false)]
    public async Task Browsers_are_told_what_a_page_may_load_and_that_it_stands_in_no_frame(string path, bool inline)
    {
        var world = await shared.World();

        using var answer = await world.Http.GetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(inline, policy.Contains("script-src 'self' 'unsafe-inline'", StringComparison.Ordinal));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData(nameof(DoorOptions.BodyBytesMax))]
    [InlineData(nameof(DoorOptions.JsonDepthMax))]
    [InlineData(nameof(DoorOptions.HeaderBytesMax))]
    [InlineData(nameof(DoorOptions.CredentialPerMinuteMax))]
    [InlineData(nameof(DoorOptions.AddressPerMinuteMax))]
    [InlineData(nameof(DoorOptions.ExpensiveAtOnceMax))]
    [InlineData(nameof(DoorOptions.ConnectionsMax))]
    [InlineData(nameof(DoorOptions.BodyBytesPerSecondMin))]
    public void A_limit_out_of_its_range_is_refused_by_its_name(string name)
    {
        foreach (var value in new[] { 0, int.MaxValue })
        {
            var options = new DoorOptions();
            typeof(DoorOptions).GetProperty(name)!.SetValue(options, value);
            Assert.StartsWith(name, Assert.Throws<InvalidOperationException>(() => new Microsoft.Extensions.DependencyInjection.ServiceCollection().AddDoors(options)).Message, StringComparison.Ordinal);
        }
    }

    private static async Task<HttpResponseMessage> Until429(Func<Task<HttpResponseMessage>> send, int atMost)
    {
        for (var i = 1; ; i++)
        {
            var answer = await send();
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            Assert.True(i <= atMost, $"No limit after {i} requests.");
        }
    }

    private static async Task<string?> Code(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString();
    }
}
