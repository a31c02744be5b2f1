using System.Net.Http.Headers;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace KeyEcosystem.Market.Tests;

/// <summary>The engine behind a real port with real keys; only what Members and Dataspace answer is made up.</summary>
internal sealed class ApiNode : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;
    private int next;

    private ApiNode(WebApplication app, string folder, World world)
    {
        this.app = app;
        this.folder = folder;
        World = world;
    }

    public World World { get; }

    public static async Task<ApiNode> Start()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-market-api-").FullName;
        var world = new World();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddNodeStore(TestStores.Options(folder, static o => new ServiceCollection().AddNodeStore(o).AddNodeIdentity(Identity(o)).AddMarket()))
            .AddNodeIdentity(Identity(TestStores.Options(folder)))
            .AddSingleton<IMemberAnswer>(world)
            .AddSingleton<IAgreementPrices>(world)
            .AddMarket()
            .Configure<MarketOptions>(o => o.SettleSeconds = 3600);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMarket();
        await app.Services.PrepareNodeStore(default);
        await app.StartAsync();
        return new ApiNode(app, folder, world);
    }

    private static NodeIdentityOptions Identity(StoreOptions store) =>
        new() { NodeId = "test", PublicUrl = new Uri("http://127.0.0.1/"), LoopbackUrl = new Uri("http://127.0.0.1/"), Folder = store.Folder, Postgres = store.Postgres };

    public async Task<HttpClient> As(MemberId member, params string[] roles)
    {
        var key = await app.Services.GetRequiredService<ApiKeys>().Make(member, roles.Length == 0 ? [NodeRoles.MemberUser] : roles, "test", TimeSpan.FromDays(1), "test", default);
        var http = Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value.Key);
        return http;
    }

    public HttpClient Anonymous() => new() { BaseAddress = new Uri(app.Urls.First() + "/market/v1/") };

    /// <summary>A use that costs so many fen, at 3,600,000 fen for a device-hour.</summary>
    public async Task<ReadingId> Meter(MemberId provider, MemberId consumer, long fen)
    {
        var agreement = new AgreementId(new Guid(++next, 8, 0, new byte[8]));
        World.Prices[agreement] = new AgreementPrice(agreement, default, provider, consumer, new Money(3_600_000, Currency.Cny), TestNode.Begin);
        var id = Guid.CreateVersion7();
        var now = TimeProvider.System.GetUtcNow();
        var done = await app.Services.GetRequiredService<ILane>().Commit(new Change(new Act("job.ended", "node", null, [], "done", "{}")).Meter(new MeterRow
        {
            Id = id,
            Agreement = agreement.Value,
            Use = id,
            Asset = id,
            Provider = provider.Value,
            Consumer = consumer.Value,
            Kind = "device.ms",
            Quantity = fen,
            From = now,
            To = now,
            Outcome = "succeeded",
            Demonstration = false,
        }), default);
        Assert.True(done.IsOk, done.Refusal?.Detail);
        return new ReadingId(id);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        TestStores.Delete(folder);
    }
}
