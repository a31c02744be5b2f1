using System.Net;
using System.Text;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using Xunit;

namespace KeyEcosystem.Host.Tests;

public sealed class AccessTests(SharedNode shared)
{
    [Fact]
    public async Task An_altered_key_is_worth_nothing_wherever_it_was_altered()
    {
        var node = await shared.Node();
        var (_, good, key) = await node.Admit("factory", "factory");
        var random = new Random(11);

        Assert.Equal(HttpStatusCode.OK, (await good.Http.GetAsync("identity/v1/me")).StatusCode);
        for (var i = 0; i < 300; i++)
        {
            var at = random.Next(key.Key.Length);
            var altered = key.Key[..at] + (key.Key[at] == 'a' ? 'b' : 'a') + key.Key[(at + 1)..];
            Assert.Equal(HttpStatusCode.Unauthorized, (await node.With(altered).Http.GetAsync("identity/v1/me")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await node.With(null).Http.GetAsync("identity/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.With(key.Key.ToUpperInvariant()).Http.GetAsync("identity/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.With(key.Key + "0").Http.GetAsync("identity/v1/me")).StatusCode);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_on_the_next_request()
    {
        var node = await shared.Node();
        var (_, http, key) = await node.Admit("factory", "factory");

        Assert.Equal(HttpStatusCode.NoContent, (await http.Http.DeleteAsync($"identity/v1/keys/{key.Id}")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.Http.GetAsync("identity/v1/me")).StatusCode);
    }

    [Fact]
    public async Task The_tenant_comes_from_the_credential_and_from_nothing_else()
    {
        var node = await shared.Node();
        var (factory, _, _) = await node.Admit("factory", "factory");
        var (other, http, _) = await node.Admit("other", "factory");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"identity/v1/me?member={factory.Id}");
        request.Headers.Add("member", factory.Id.ToString());
        request.Headers.Add("X-Member", factory.Id.ToString());

        Assert.Equal(other.Id, (await http.Send<MeView>(request, default)).Member);
    }

    [Fact]
    public async Task Another_members_things_are_not_to_be_touched_and_the_owners_twin_succeeds()
    {
        var node = await shared.Node();
        var (factoryMember, factory, factoryKey) = await node.Admit("factory", "factory");
        var (_, institute, _) = await node.Admit("institute", "institute");
        var (_, stranger, strangerKey) = await node.Admit("stranger", "institute");
        var asset = await RunningNode.Publish(factory);
        var agreement = await institute.Post<AgreementView>("dataspace/v1/agreements", new AgreementRequest(null, asset.Id), default);

        Assert.Equal(HttpStatusCode.NotFound, await Post(stranger, $"dataspace/v1/agreements/{agreement.Id}/agree"));
        Assert.Equal(HttpStatusCode.Conflict, await Post(institute, $"dataspace/v1/agreements/{agreement.Id}/agree"));
        Assert.Equal(HttpStatusCode.OK, await Post(factory, $"dataspace/v1/agreements/{agreement.Id}/agree"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.PutAsync($"dataspace/v1/assets/{asset.Id}/content", new ByteArrayContent([1]))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.DeleteAsync($"identity/v1/keys/{factoryKey.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await Post(stranger, "identity/v1/keys", $$"""{"member":"{{factoryMember.Id}}","roles":["member-admin"],"name":"x","days":1}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(stranger, "identity/v1/keys", """{"roles":["operator"],"name":"x","days":1}"""));
        Assert.Equal(HttpStatusCode.Created, await Post(stranger, "identity/v1/keys", """{"roles":["member-user"],"name":"x","days":1}"""));
        Assert.Empty((await stranger.Get<Page<AgreementView>>("dataspace/v1/agreements", default)).Items);
        Assert.Single((await institute.Get<Page<AgreementView>>("dataspace/v1/agreements", default)).Items);
        Assert.NotEqual(factoryKey.Key, strangerKey.Key);
    }

    [Theory]
    [InlineData("member-user", "dataspace/v1/assets", """{"kind":"dataset","title":"t","place":"CN","policy":{},"priceMinorPerHour":0}""")]
    [InlineData("member-user", "identity/v1/keys", """{"roles":["member-user"],"name":"x","days":1}""")]
    [InlineData("member-admin", "members/v1/members", """{"nameZh":"x","nameEn":"x","type":"factory","role":"other","country":"CN","demonstration":true}""")]
    public async Task A_role_that_is_too_low_is_refused(string role, string path, string body)
    {
        var node = await shared.Node();
        var (_, http, _) = await node.Admit("factory", "factory", role);

        Assert.Equal(HttpStatusCode.Forbidden, await Post(http, path, body));
    }

    [Fact]
    public async Task The_whole_log_is_for_auditors_and_operators()
    {
        var node = await shared.Node();
        var (_, member, _) = await node.Admit("factory", "factory");
        var (_, auditor, _) = await node.Admit("audit", "institute", "auditor");

        Assert.Equal(HttpStatusCode.Forbidden, (await member.Http.GetAsync("evidence/v1/export")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await auditor.Http.GetAsync("evidence/v1/export")).StatusCode);
    }

    /// <summary>Malformed bodies of every kind: always a problem, never a failure of the node.</summary>
    [Fact]
    public async Task A_wrong_address_is_a_page_for_a_browser_and_a_problem_for_a_program()
    {
        var node = await shared.Node();
        var http = node.With(null).Http;
        using var typed = new HttpRequestMessage(HttpMethod.Get, "no-such-page");
        typed.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        using var page = await http.SendAsync(typed);
        using var problem = await http.GetAsync(new Uri("no-such-page", UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, problem.StatusCode));
        Assert.Equal(("text/html", "application/problem+json"), (page.Content.Headers.ContentType?.MediaType, problem.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Malformed_requests_are_answered_with_problems()
    {
        var node = await shared.Node();
        var (_, http, _) = await node.Admit("factory", "factory");
        var random = new Random(5);
        string[] good =
        [
            """{"kind":"dataset","title":"t","sector":"C","place":"CN","policy":{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]},"priceMinorPerHour":0}""",
            """{"roles":["member-user"],"name":"x","days":1}""",
            """{"asset":"ast_00000000000000000000000000000000"}""",
        ];
        string[] paths = ["dataspace/v1/assets", "identity/v1/keys", "dataspace/v1/agreements"];

        for (var i = 0; i < 1500; i++)
        {
            var which = random.Next(paths.Length);
            using var answer = await http.Http.PostAsync(paths[which], new StringContent(Spoil(good[which], random), Encoding.UTF8, "application/json"));
            if (answer.IsSuccessStatusCode)
            {
                continue;
            }

            Assert.InRange((int)answer.StatusCode, 400, 499);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    private static string Spoil(string json, Random random) => random.Next(5) switch
    {
        0 => json[..random.Next(json.Length)],
        1 => json.Remove(random.Next(json.Length), 1),
        2 => json.Insert(random.Next(json.Length), ((char)random.Next(1, 0x3000)).ToString()),
        3 => json.Replace("\"", random.Next(2) == 0 ? "'" : "\"\"", StringComparison.Ordinal),
        _ => random.Next(4) switch { 0 => "", 1 => "null", 2 => "[]", _ => new string('[', 500) },
    };

    private static async Task<HttpStatusCode> Post(NodeHttp http, string path, string? body = null)
    {
        using var answer = await http.Http.PostAsync(path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }
}
