using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Api;

public sealed class ComputeApiTests
{
    [Fact]
    public async Task Nobody_without_a_key_gets_anything()
    {
        await using var node = await ApiNode.Start();
        using var http = node.Anonymous();
        var job = new JobId(Guid.Empty);

        foreach (var path in new[] { "pools", "jobs", $"jobs/{job}", $"jobs/{job}/logs" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(path)).StatusCode);
        }

        foreach (var path in new[] { "pools", "jobs", $"jobs/{job}/cancel", $"jobs/{job}/retry" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsJsonAsync(path, new { })).StatusCode);
        }
    }

    [Fact]
    public async Task A_job_is_submitted_followed_and_resumed()
    {
        await using var node = await ApiNode.Start();
        using var institute = await node.As(ApiNode.Institute, "member-user");
        var job = await Submit(node, institute);
        await node.Runner.Begun(job.Id);
        using var response = await institute.GetAsync($"jobs/{job.Id}/logs?follow=true", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        await using var events = SseParser.Create(await response.Content.ReadAsStreamAsync(), (_, data) => JsonSerializer.Deserialize<JobLogLine>(data, JsonSerializerOptions.Web)!).EnumerateAsync().GetAsyncEnumerator();

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(("line", "out", "hello"), (events.Current.EventType, events.Current.Data.Stream, events.Current.Data.Text));
        var resume = events.Current.EventId!;
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(("err", "world"), (events.Current.Data.Stream, events.Current.Data.Text));
        node.Runner.Exit(job.Id, 0);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(("end", "succeeded"), (events.Current.EventType, events.Current.Data.Text));
        Assert.False(await events.MoveNextAsync());

        using var again = new HttpRequestMessage(HttpMethod.Get, $"jobs/{job.Id}/logs");
        again.Headers.Add("Last-Event-ID", resume);
        using var rest = await institute.SendAsync(again);
        var text = await rest.Content.ReadAsStringAsync();
        Assert.DoesNotContain("hello", text, StringComparison.Ordinal);
        Assert.Contains("world", text, StringComparison.Ordinal);
        using var bad = new HttpRequestMessage(HttpMethod.Get, $"jobs/{job.Id}/logs");
        bad.Headers.Add("Last-Event-ID", "1");
        using var refused = await institute.SendAsync(bad);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Each_job_is_seen_by_its_member_and_without_its_inside_by_the_pools_owner_and_by_nobody_else()
    {
        await using var node = await ApiNode.Start();
        using var institute = await node.As(ApiNode.Institute);
        using var cloud = await node.As(ApiNode.Cloud);
        using var factory = await node.As(ApiNode.Factory);
        using var auditor = await node.As(ApiNode.Institute, "auditor");
        var job = await Submit(node, institute);

        Assert.Equal("report", (await institute.GetFromJsonAsync<JobView>($"jobs/{job.Id}"))!.Name);
        Assert.Null((await cloud.GetFromJsonAsync<JobView>($"jobs/{job.Id}"))!.Name);
        await Refused(HttpStatusCode.NotFound, "compute.job.unknown", await factory.GetAsync($"jobs/{job.Id}"));
        await Refused(HttpStatusCode.Forbidden, "access.logs", await cloud.GetAsync($"jobs/{job.Id}/logs"));
        await Refused(HttpStatusCode.NotFound, "compute.job.unknown", await factory.GetAsync($"jobs/{job.Id}/logs"));
        await Refused(HttpStatusCode.Forbidden, "access.role", await auditor.GetAsync($"jobs/{job.Id}/logs"));
        await Refused(HttpStatusCode.NotFound, "compute.job.unknown", await cloud.PostAsync($"jobs/{job.Id}/cancel", null));
        await Refused(HttpStatusCode.NotFound, "compute.job.unknown", await factory.PostAsync($"jobs/{job.Id}/retry", null));
        await Refused(HttpStatusCode.Forbidden, "access.role", await auditor.PostAsync($"jobs/{job.Id}/cancel", null));
        Assert.Empty((await factory.GetFromJsonAsync<Page<JobView>>("jobs"))!.Items);

        Assert.Equal(HttpStatusCode.OK, (await institute.PostAsync($"jobs/{job.Id}/cancel", null)).StatusCode);
    }

    [Fact]
    public async Task A_tenant_named_anywhere_but_in_the_credential_means_nothing()
    {
        await using var node = await ApiNode.Start();
        using var institute = await node.As(ApiNode.Institute);
        using var factory = await node.As(ApiNode.Factory);
        var job = await Submit(node, institute);
        factory.DefaultRequestHeaders.Add("member", ApiNode.Institute.ToString());

        await Refused(HttpStatusCode.NotFound, "compute.job.unknown", await factory.GetAsync($"jobs/{job.Id}?member={ApiNode.Institute}"));
        var pool = (await institute.GetFromJsonAsync<Page<PoolView>>("pools"))!.Items[0];
        await Refused(HttpStatusCode.UnprocessableEntity, "gate.refused", await factory.PostAsJsonAsync("jobs", new { pool = pool.Id, name = "x", script = "echo", purpose = "research", devices = 1, member = ApiNode.Institute }));
    }

    [Fact]
    public async Task Pools_carry_an_etag_and_roles_guard_them()
    {
        await using var node = await ApiNode.Start();
        using var cloud = await node.As(ApiNode.Cloud);
        using var user = await node.As(ApiNode.Cloud, "member-user");
        var registration = new PoolRegistration(null, ApiNode.Pool, 2, "EPYC", "US", "cpu", 1, "fp64", 1, false, true, true);
        await Refused(HttpStatusCode.Forbidden, "access.role", await user.PostAsJsonAsync("pools", registration));

        using var made = await cloud.PostAsJsonAsync("pools", registration);
        var pool = (await made.Content.ReadFromJsonAsync<PoolView>())!;
        using var stale = Patch(pool, "\"7\"");
        using var good = Patch(pool, made.Headers.ETag!.Tag);
        using var odd = Patch(pool, "\"x\"");
        using var byUser = Patch(pool, "\"1\"");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await Refused(HttpStatusCode.PreconditionFailed, "compute.pool.version", await cloud.SendAsync(stale));
        await Refused(HttpStatusCode.BadRequest, "input.field", await cloud.SendAsync(odd));
        await Refused(HttpStatusCode.Forbidden, "access.role", await user.SendAsync(byUser));
        using var changed = await cloud.SendAsync(good);
        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("pools?limit=0")]
    [InlineData("pools?cursor=x")]
    [InlineData("jobs?limit=501")]
    [InlineData("jobs?state=waiting")]
    [InlineData("jobs?state=1")]
    [InlineData("jobs?pool=pol_1")]
    public async Task A_wrong_query_names_its_field(string path)
    {
        await using var node = await ApiNode.Start();
        using var institute = await node.As(ApiNode.Institute);

        await Refused(HttpStatusCode.BadRequest, "input.field", await institute.GetAsync(path));
    }

    private static HttpRequestMessage Patch(PoolView pool, string etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"pools/{pool.Id}") { Content = JsonContent.Create(new PoolChange(3, null, null, null, null)) };
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return request;
    }

    private static async Task<JobView> Submit(ApiNode node, HttpClient consumer)
    {
        using var cloud = await node.As(ApiNode.Cloud);
        using var made = await cloud.PostAsJsonAsync("pools", new PoolRegistration(null, ApiNode.Pool, 2, "EPYC", "US", "cpu", 1, "fp64", 1, false, true, true));
        var pool = (await made.Content.ReadFromJsonAsync<PoolView>())!;
        using var sent = await consumer.PostAsJsonAsync("jobs", new JobSubmission(null, pool.Id, "report", null, "echo", null, null, "research", 1, null));
        Assert.True(sent.StatusCode == HttpStatusCode.Created, await sent.Content.ReadAsStringAsync());
        return (await sent.Content.ReadFromJsonAsync<JobView>())!;
    }

    private static async Task Refused(HttpStatusCode status, string code, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {body}");
        using var problem = JsonDocument.Parse(body);
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        response.Dispose();
    }
}
