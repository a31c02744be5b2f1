using System.Diagnostics;
using System.Net;
using System.Text.Json;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace KeyEcosystem.Access.Tests;

public sealed class ForgedAttemptTests(SharedWorld shared, ITestOutputHelper output)
{
    private const int InSuite = 1_500;

    /// <summary>KEYECO_FORGED_ATTEMPTS sets about how many are sent (the bar is 10,000; there are some 50,000), KEYECO_FORGED_SEED which.</summary>
    [Fact]
    public async Task No_forged_request_is_let_in_or_told_anything_and_every_twin_is()
    {
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("KEYECO_FORGED_ATTEMPTS"), out var said) ? said : InSuite;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("KEYECO_FORGED_SEED"), out var given) ? given : 1;
        await using var world = await World.Start();
        var harness = new Harness(world, seed);
        var credentials = await Credentials(world);
        var watch = Stopwatch.StartNew();

        var doors = DoorTable.Rows;
        foreach (var door in doors)
        {
            await harness.Try(door, credentials, (wanted / doors.Count) + 1);
        }

        output.WriteLine($"seed {seed}: {harness.Attempts} forged requests at {doors.Count} doors ({Counts(harness.Kinds)}) and {harness.Twins} legitimate twins in {watch.Elapsed.TotalSeconds:f1} s; answers {Counts(harness.Statuses)}; {harness.Findings.Count} findings");
        Assert.True(harness.Findings.Count == 0, $"seed {seed}\n" + string.Join('\n', harness.Findings.Order(StringComparer.Ordinal).Take(80)));
        Assert.True(harness.Attempts >= Math.Min(wanted, 10_000), $"Only {harness.Attempts} attempts.");
    }

    private static string Counts<T>(IReadOnlyDictionary<T, int> counts) => string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Key}: {c.Value}"));

    /// <summary>The token that is signed again unchanged is let in: what its forged twins differ in is what they are refused for.</summary>
    [Fact]
    public async Task A_token_signed_again_unchanged_is_the_twin_of_its_forgeries()
    {
        var world = await shared.World();

        var twin = Forgery.Resigned(world.Token, world.Get<IdentityKeys>(), (_, _) => { });

        Assert.Equal(HttpStatusCode.OK, (await world.With(twin).Http.GetAsync("identity/v1/me")).StatusCode);
    }

    /// <summary>Planted: a door that forgets whose thing it is, and one that changes it.</summary>
    [Fact]
    public async Task Doors_that_leak_are_found()
    {
        await using var world = await World.Start(app =>
        {
            app.MapGet("/planted/v1/things/{id}", (string id) => id + World.Marker).RequireAuthorization(IdentityModule.ApiPolicy);
            app.MapGet("/planted/v1/open/{id}", (string id, HttpContext http) => http.Request.Headers.ContainsKey("X-Original-URL") ? Results.Text("in") : http.User.Identity is { IsAuthenticated: true } ? Results.Text("in") : Results.Unauthorized());
            app.MapPost("/planted/v1/keys", async (ApiKeys keys, HttpRequest request) =>
                (await keys.Make(Kernel.MemberId.From(Guid.Parse(request.Query["of"].ToString())), [NodeRoles.MemberUser], "planted", TimeSpan.FromDays(1), "node", default)).IsOk).RequireAuthorization(IdentityModule.ApiPolicy);
        });
        var harness = new Harness(world);

        await harness.Try(new Door("GET", "/planted/v1/things/{id}", DoorTable.All, Foreign.Hidden, _ => Task.FromResult(new Call("planted/v1/things/1"))), []);
        await harness.Try(new Door("GET", "/planted/v1/open/{id}", DoorTable.All, Foreign.Own, _ => Task.FromResult(new Call("planted/v1/open/1"))), []);
        await harness.Try(new Door("POST", "/planted/v1/keys", DoorTable.All, Foreign.Own, w => Task.FromResult(new Call($"planted/v1/keys?of={w.Victim.Value}"))), []);

        Assert.Contains(harness.Findings, f => f.StartsWith("GET /planted/v1/things/{id}, another member: the answer holds", StringComparison.Ordinal));
        Assert.Contains(harness.Findings, f => f.StartsWith("GET /planted/v1/things/{id}, another member: answered 200, documented is 404", StringComparison.Ordinal));
        Assert.Contains(harness.Findings, f => f.StartsWith("GET /planted/v1/open/{id}, no credential, X-Original-URL header: answered 200", StringComparison.Ordinal));
        Assert.Contains(harness.Findings, f => f.StartsWith("POST /planted/v1/keys: rows of the victim were", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_endpoint_stands_in_the_table()
    {
        var world = await shared.World();

        var missing = Missing(world);

        Assert.True(missing.Count == 0, "Add a row to DoorTable (who may, a legitimate call, what another member gets), or a reason to the list of open paths:\n" + string.Join('\n', missing));
        Assert.Equal([], DoorTable.Rows.Select(d => d.Name).Concat(DoorTable.Open.Keys).Concat(DoorTable.Persons.Keys).Except(world.Endpoints(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_is_not_in_the_table_is_found()
    {
        await using var world = await World.Start(app => app.MapGet("/planted/v1/things/{id}", (string id) => id));

        Assert.Equal(["GET /planted/v1/things/{id}"], Missing(world));
    }

    [Fact]
    public async Task A_suspended_member_looks_and_ends_but_does_not_deal()
    {
        await using var world = await World.Start();
        var admin = world.With(world.Victims[NodeRoles.MemberAdmin]).Http;
        var asset = await world.Asset("dataset");
        Assert.Equal(HttpStatusCode.OK, await Put(asset));
        var another = await world.Asset("dataset");
        var agreement = await world.Requested();

        await world.Operator.Post<object>($"members/v1/members/{world.Victim}/suspend", null, default);

        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("identity/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await Put(another));
        Assert.Equal(HttpStatusCode.Forbidden, await Post($"dataspace/v1/agreements/{agreement}/agree"));
        Assert.Equal(HttpStatusCode.Forbidden, await Post("dataspace/v1/assets", world.Publication("dataset")));
        Assert.Equal(HttpStatusCode.Forbidden, await Post("dataspace/v1/agreements", $$"""{"asset":"{{world.FriendsAsset}}"}"""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Post("compute/v1/jobs", world.Submission().Json));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.GetAsync($"dataspace/v1/assets/{world.Data}/content?purpose=research")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Post($"dataspace/v1/agreements/{agreement}/refuse"));

        async Task<HttpStatusCode> Put(Kernel.AssetId id) => (await admin.PutAsync($"dataspace/v1/assets/{id}/content", new ByteArrayContent([1]))).StatusCode;
        async Task<HttpStatusCode> Post(string path, string? json = null) => (await admin.PostAsync(path, new Call(path, json).Content())).StatusCode;
    }

    [Fact]
    public async Task A_key_of_whatever_role_has_no_persons_account_and_nobody_has_one()
    {
        var world = await shared.World();

        foreach (var (door, body) in DoorTable.Persons)
        {
            var (method, path) = (new HttpMethod(door.Split(' ')[0]), door.Split(' ')[1].TrimStart('/'));
            foreach (var key in world.Victims.Values.Append(""))
            {
                using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new Call("", body).Content() };
                using var answer = await (key.Length == 0 ? world.Http : world.With(key).Http).SendAsync(request);
                Assert.Equal(key.Length == 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Open_doors_give_nothing_for_a_ticket_that_was_never_made()
    {
        var world = await shared.World();

        foreach (var (door, body) in DoorTable.Open)
        {
            using var answer = await world.Http.PostAsync(door.Split(' ')[1].TrimStart('/'), new Call("", body).Content());
            Assert.InRange((int)answer.StatusCode, 400, 422);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    /// <summary>The console's addresses take a session and nothing else; a download is asked for by a form of the console.</summary>
    [Fact]
    public async Task The_consoles_downloads_give_nothing_without_a_session()
    {
        var world = await shared.World();
        var key = world.Victims[NodeRoles.MemberAdmin];
        var agreement = await world.Requested();
        (string Method, string Path)[] addresses = [("POST", $"download/{world.Data}"), ("GET", $"download/agreements/{agreement}"), ("GET", "download/statement?demonstration=true"), ("GET", $"download/statement?member={world.Victim}&demonstration=true")];

        foreach (var (method, path) in addresses)
        {
            foreach (var (_, change) in Smuggling.Headers(world.Victim.ToString(), key, new Call(path)).Append(("the key", r => r.Headers.Authorization = new("Bearer", key))))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                change(request);
                using var answer = await world.Http.SendAsync(request);

                Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized || answer.Headers.Location?.OriginalString.Contains("signin", StringComparison.Ordinal) == true, $"{method} {path}: {(int)answer.StatusCode}");
                Assert.DoesNotContain(World.Marker, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Two bring the same head at once: it is kept once, and both are told so.</summary>
    [Fact]
    public async Task A_head_brought_by_many_at_once_is_kept_once()
    {
        var world = await shared.World();
        var call = new Call("evidence/v1/witness", await world.OtherNodesHead());
        var auditor = world.With(world.Victims[NodeRoles.Auditor]).Http;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => auditor.PostAsync(call.Path, call.Content())));
        var kept = await auditor.GetStringAsync("evidence/v1/witness?node=other");

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(1, JsonDocument.Parse(kept).RootElement.GetArrayLength());
    }

    private static IReadOnlyList<string> Missing(World world)
    {
        var known = DoorTable.Rows.Select(d => d.Name).Concat(DoorTable.Open.Keys).Concat(DoorTable.Persons.Keys).ToHashSet(StringComparer.Ordinal);
        return [.. world.Endpoints().Where(e => !known.Contains(e) && !OpenPaths.Any(e.Split(' ')[1].StartsWith)).Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// What has no data of a member behind it, or a protocol of its own that is tested there: health, the description of the API, the OpenID provider,
    /// the console's session and its downloads, and what other connectors call, which have tokens of their own.
    /// </summary>
    private static readonly string[] OpenPaths = ["/health/", "/openapi/", "/api", "/connect/", "/signout", "/preferences", "/_blazor", "/_framework", "/not-found", "/download/", "/.well-known/", "/dsp/"];

    private static async Task<IReadOnlyList<(string What, string Credential)>> Credentials(World world)
    {
        var (key, roles) = (await world.Key(NodeRoles.MemberAdmin), NodeRoles.MemberAdmin);
        var keys = world.Get<ApiKeys>();
        var expired = (await keys.Make(world.Victim, [roles], "expired", TimeSpan.FromSeconds(-1), "node", default)).Value.Key;
        var revoked = await world.Key(NodeRoles.MemberAdmin);
        await world.Operator.Delete($"identity/v1/keys/{revoked.Id}", default);
        var machine = await world.NewToken();
        using var token = JsonDocument.Parse(Base64UrlTextEncoder.Decode(machine.Split('.')[1]));
        await world.Operator.Delete($"identity/v1/machines/{token.RootElement.GetProperty("sub").GetString()}", default);
        var other = world.Attackers[NodeRoles.MemberAdmin];
        return
        [
            ("expired key", expired),
            ("revoked key", revoked.Key),
            ("expired token", await world.ExpiredToken()),
            ("token of a revoked machine", machine),
            ("id of one key, secret of another", key.Key[..36] + other[36..]),
            .. Forgery.Keys(key.Key),
            .. Forgery.Tokens(world.Token, world.Get<IdentityKeys>(), world.Attacker.ToString()),
        ];
    }
}
