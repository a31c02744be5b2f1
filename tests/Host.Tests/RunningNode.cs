using System.Net.Http.Headers;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Host.Tests;

/// <summary>A real node on a free loopback port, in a folder of its own.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    public const string ResearchOnly = """
        {"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},
        {"leftOperand":"role","operator":"eq","rightOperand":"institute"}]}],"prohibition":[{"action":"distribute"}]}
        """;

    private readonly WebApplication app;
    private readonly string folder;

    private RunningNode(WebApplication app, string folder, string key)
    {
        this.app = app;
        this.folder = folder;
        Operator = With(key);
    }

    public NodeHttp Operator { get; }

    public string Folder => folder;

    public IServiceProvider Services => app.Services;

    public static async Task<RunningNode> Start(Func<NodeSettings, NodeSettings>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-node-").FullName;
        var settings = new NodeSettings { Data = folder, Postgres = TestStores.Target(folder, NodeTables.Migrate), Url = new Uri("http://127.0.0.1:0/") };
        var app = await NodeHost.Build(change is null ? settings : change(settings), default);
        await app.StartAsync();
        return new RunningNode(app, folder, await File.ReadAllTextAsync(Path.Combine(folder, NodeHost.OperatorKeyFile)));
    }

    /// <summary>What the node serves, as method and path template.</summary>
    public IEnumerable<string> Endpoints() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(m => $"{m} /{e.RoutePattern.RawText?.Trim('/')}"));

    public NodeHttp With(string? key)
    {
        var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return new NodeHttp(http);
    }

    public async Task<(MemberView Member, NodeHttp Http, KeyView Key)> Admit(string name, string type, params string[] roles)
    {
        var member = await Operator.Post<MemberView>("members/v1/members", new MemberApplication(null, name, name, type, "supporting", "C", "CN", true), default);
        await Operator.Post<MemberView>($"members/v1/members/{member.Id}/admit", null, default);
        var key = await Operator.Post<KeyView>("identity/v1/keys", new KeyRequest(member.Id, roles.Length == 0 ? ["member-admin"] : roles, "test", 1), default);
        return (member, With(key.Key), key);
    }

    public static async Task<AssetView> Publish(NodeHttp provider, string policy = ResearchOnly)
    {
        using var terms = JsonDocument.Parse(policy);
        var asset = await provider.Post<AssetView>("dataspace/v1/assets", new AssetPublication(null, "dataset", "meters", "C", "CN", terms.RootElement, 0), default);
        using var put = new HttpRequestMessage(HttpMethod.Put, $"dataspace/v1/assets/{asset.Id}/content") { Content = new ByteArrayContent([1, 2, 3]) };
        return await provider.Send<AssetView>(put, default);
    }

    public static async Task<AgreementView> Agree(NodeHttp provider, NodeHttp consumer, AssetView asset)
    {
        var agreement = await consumer.Post<AgreementView>("dataspace/v1/agreements", new AgreementRequest(null, asset.Id), default);
        await provider.Post<AgreementView>($"dataspace/v1/agreements/{agreement.Id}/agree", null, default);
        await provider.Post<AgreementView>($"dataspace/v1/agreements/{agreement.Id}/sign", null, default);
        return await consumer.Post<AgreementView>($"dataspace/v1/agreements/{agreement.Id}/sign", null, default);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        TestStores.Delete(folder);
    }
}
