using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Host;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenIddict.Abstractions;

namespace KeyEcosystem.Access.Tests;

/// <summary>A running node with a victim whose things carry a marker, an attacker of another member, and a friend who deals with the victim.</summary>
internal sealed partial class World : IAsyncDisposable
{
    /// <summary>Stands in everything of the victim that nobody else may see, and nowhere else.</summary>
    public const string Marker = "zqxmarker";

    private const string Policy = """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""";

    private readonly WebApplication app;
    private readonly string folder;
    private NodeHttp admin = null!;
    private NodeHttp friend = null!;
    private int fresh;
    private EntryId? entry;
    private string? head;

    private World(WebApplication app, string folder)
    {
        this.app = app;
        this.folder = folder;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 32 }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>Without a credential.</summary>
    public HttpClient Http { get; }

    public NodeHttp Operator { get; private set; } = null!;

    public MemberId Victim { get; private set; }

    public MemberId Attacker { get; private set; }

    /// <summary>Keys of the victim by role.</summary>
    public Dictionary<string, string> Victims { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of the attacker by role.</summary>
    public Dictionary<string, string> Attackers { get; } = new(StringComparer.Ordinal);

    /// <summary>Access token of a machine of the victim.</summary>
    public string Token { get; private set; } = "";

    public PoolId Pool { get; private set; }

    public AssetId Data { get; private set; }

    public AssetId FriendsAsset { get; private set; }

    public static async Task<World> Start(Action<WebApplication>? plant = null, DoorOptions? doors = null)
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-access-").FullName;
        var app = await NodeHost.Build(
            new NodeSettings { Data = folder, Postgres = TestStores.Target(folder, NodeTables.Migrate), Url = new Uri("http://127.0.0.1:0/"), Doors = doors ?? new DoorOptions { AddressPerMinuteMax = 10_000_000, CredentialPerMinuteMax = 10_000_000, ExpensiveAtOnceMax = 100 } }, default);
        plant?.Invoke(app);
        await app.StartAsync();

        // Jobs stay queued and nothing is settled unasked: here it matters who may, and only requests may change what the victim has.
        foreach (var work in app.Services.GetServices<IHostedService>().Where(s => s.GetType().Name is "ComputeService" or "SettlementService" or "DataspaceService"))
        {
            await work.StopAsync(default);
        }

        var world = new World(app, folder);
        await world.Fill();
        return world;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>What the node serves, as method and pattern; pages and their files are not doors to data.</summary>
    public IReadOnlyList<string> Endpoints() => [.. Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => !e.Metadata.Any(m => m.GetType().Name is "ComponentTypeMetadata" or "StaticAssetDescriptor" or "HubMetadata"))
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(m => $"{m} /{e.RoutePattern.RawText?.TrimStart('/')}"))];

    public NodeHttp With(string key)
    {
        var http = new HttpClient { BaseAddress = Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new NodeHttp(http);
    }

    public string Fresh() => $"n{Interlocked.Increment(ref fresh):d6}";

    /// <summary>An access token for a machine of the victim that is an administrator.</summary>
    public async Task<string> NewToken()
    {
        var machine = await Machine();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials"), KeyValuePair.Create("client_id", machine.ClientId), KeyValuePair.Create("client_secret", machine.Secret), KeyValuePair.Create("scope", "api")]);
        using var answer = await Http.PostAsync("connect/token", form);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>A token of a machine of the victim whose time is up.</summary>
    public async Task<string> ExpiredToken()
    {
        var token = await NewToken();
        using var payload = JsonDocument.Parse(Base64UrlTextEncoder.Decode(token.Split('.')[1]));
        await using var scope = app.Services.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>();
        var entry = (await tokens.FindByIdAsync(payload.RootElement.GetProperty("oi_tkn_id").GetString()!))!;
        var descriptor = new OpenIddictTokenDescriptor();
        await tokens.PopulateAsync(descriptor, entry);
        descriptor.ExpirationDate = DateTimeOffset.UnixEpoch;
        await tokens.UpdateAsync(entry, descriptor);
        return token;
    }

    /// <summary>The victim's rows, read past the node.</summary>
    public VictimRows Rows() => new(folder, Victim);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        TestStores.Delete(folder);
    }

    private static async Task<T> Send<T>(NodeHttp http, HttpMethod method, Call call) => await http.Send<T>(new HttpRequestMessage(method, call.Path) { Content = call.Content() }, default);

    private async Task Fill()
    {
        Operator = With(await File.ReadAllTextAsync(Path.Combine(folder, NodeHost.OperatorKeyFile)));
        Victim = await Admit("factory");
        Attacker = await Admit("institute");
        var other = await Admit("institute");
        var keys = Get<ApiKeys>();
        foreach (var role in NodeRoles.All)
        {
            Victims[role] = (await keys.Make(Victim, [role], Marker, TimeSpan.FromDays(1), "node", default)).Value.Key;
            Attackers[role] = (await keys.Make(Attacker, [role], "attacker", TimeSpan.FromDays(1), "node", default)).Value.Key;
        }

        admin = With(Victims[NodeRoles.MemberAdmin]);
        friend = With((await keys.Make(other, [NodeRoles.MemberAdmin], "friend", TimeSpan.FromDays(1), "node", default)).Value.Key);
        Data = await Asset("dataset");
        using (var put = new HttpRequestMessage(HttpMethod.Put, $"dataspace/v1/assets/{Data}/content") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Marker)) })
        {
            await admin.Send<AssetView>(put, default);
        }

        FriendsAsset = (await Send<AssetView>(friend, HttpMethod.Post, new Call("dataspace/v1/assets", Publication("dataset")))).Id;
        Pool = (await Send<PoolView>(admin, HttpMethod.Post, new Call("compute/v1/pools", Registration(await Asset("compute-pool"))))).Id;
        await Job();
        await User();
        await Entry();
        Token = await NewToken();
    }

    private async Task<MemberId> Admit(string type)
    {
        var member = (await Operator.Post<MemberView>("members/v1/members", new MemberApplication(null, type, type, type, "other", "C", "CN", true), default)).Id;
        await Operator.Post<MemberView>($"members/v1/members/{member}/admit", null, default);
        return member;
    }
}
