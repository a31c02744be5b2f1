using System.Net.Http.Headers;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Compute.Tests;

/// <summary>The engine behind a real port with real keys; the runner waits for the test.</summary>
internal sealed class ApiNode : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private ApiNode(WebApplication app, string folder, World world, FakeRunner runner)
    {
        this.app = app;
        this.folder = folder;
        World = world;
        Runner = runner;
    }

    public World World { get; }

    public FakeRunner Runner { get; }

    public static MemberId Cloud { get; } = new(new Guid(1, 9, 0, new byte[8]));

    public static MemberId Institute { get; } = new(new Guid(2, 9, 0, new byte[8]));

    public static MemberId Factory { get; } = new(new Guid(3, 9, 0, new byte[8]));

    public static AssetId Pool { get; } = new(new Guid(1, 7, 0, new byte[8]));

    public static async Task<ApiNode> Start()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-compute-api-").FullName;
        var world = new World();
        var runner = new FakeRunner();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddNodeStore(TestStores.Options(folder, static o => new ServiceCollection().AddNodeStore(o).AddNodeIdentity(Identity(o)).AddGate().AddCompute()))
            .AddNodeIdentity(Identity(TestStores.Options(folder)))
            .AddGate()
            .AddSingleton<IMemberAnswer>(world)
            .AddSingleton<IVersionGuard<MemberId>>(world)
            .AddSingleton<IVersionGuard<AgreementId>>(world)
            .AddSingleton<IAssetAnswer>(world)
            .AddSingleton<IAgreementAnswer>(world)
            .AddSingleton<IDerivedAssets>(world)
            .AddSingleton<Compute.Work.IJobRunner>(runner)
            .AddCompute()
            .Configure<ComputeOptions>(o => o.JobsFolder = Path.Combine(folder, "jobs"));
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapCompute();
        await app.Services.PrepareNodeStore(default);
        await app.StartAsync();
        foreach (var (member, type) in new[] { (Cloud, "cloud-provider"), (Institute, "institute"), (Factory, "factory") })
        {
            world.Members[member] = new MemberFacts(member, type, type, type, "C", "CN", "admitted", Demonstration: false);
        }

        world.Assets[Pool] = (new AssetFacts(Pool, Cloud, "compute-pool", "cores", null, "CN", Demonstration: false), null);
        world.Agreements.Add(new AgreementStanding(new AgreementId(Guid.Empty), Pool, Cloud, Institute, "signed", TestNode.ResearchOnly, TestNode.Begin));
        return new ApiNode(app, folder, world, runner);
    }

    private static NodeIdentityOptions Identity(StoreOptions store) =>
        new() { NodeId = "test", PublicUrl = new Uri("http://127.0.0.1/"), LoopbackUrl = new Uri("http://127.0.0.1/"), Folder = store.Folder, Postgres = store.Postgres };

    public async Task<HttpClient> As(MemberId member, params string[] roles)
    {
        var key = await app.Services.GetRequiredService<ApiKeys>().Make(member, roles.Length == 0 ? [NodeRoles.MemberAdmin] : roles, "test", TimeSpan.FromDays(1), "test", default);
        var http = Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value.Key);
        return http;
    }

    public HttpClient Anonymous() => new() { BaseAddress = new Uri(app.Urls.First() + "/compute/v1/") };

    public Task<JobRow?> Row(JobId job) => app.Services.GetRequiredService<ComputeReads>().Find(job, default);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        TestStores.Delete(folder);
    }
}
