using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Market.Store;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace KeyEcosystem.Market.Tests;

/// <summary>The engine over the real lane, in a folder of its own.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A hundred fen for a device-hour: 36,000 device-milliseconds are a fen.</summary>
    public const long DeviceHour = 100;

    private readonly ServiceProvider services;
    private int next;

    private TestNode(string folder, World world, FakeTimeProvider clock, ServiceProvider services)
    {
        Folder = folder;
        World = world;
        Clock = clock;
        this.services = services;
    }

    public string Folder { get; }

    public World World { get; }

    public FakeTimeProvider Clock { get; }

    public static MemberId Cloud { get; } = Member(1);

    public static MemberId Institute { get; } = Member(2);

    public static MemberId Factory { get; } = Member(3);

    public Settler Settler => Get<Settler>();

    public LedgerReads Reads => Get<LedgerReads>();

    public static async Task<TestNode> Start(TestNode? after = null, Action<MarketOptions>? set = null)
    {
        var folder = after?.Folder ?? Directory.CreateTempSubdirectory("keyeco-market-").FullName;
        var world = after?.World ?? new World();
        var clock = after?.Clock ?? new FakeTimeProvider(Begin);
        var built = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddNodeStore(TestStores.Options(folder, static o => new ServiceCollection().AddNodeStore(o).AddMarket()))
            .AddSingleton<IMemberAnswer>(world)
            .AddSingleton<IAgreementPrices>(world)
            .AddMarket()
            .Configure<MarketOptions>(o => set?.Invoke(o))
            .BuildServiceProvider();
        await built.PrepareNodeStore(CancellationToken.None);
        return new TestNode(folder, world, clock, built) { next = after?.next ?? 0 };
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static MemberId Member(int n) => new(new Guid(n, 9, 0, new byte[8]));

    public AgreementId Agree(MemberId provider, MemberId consumer, long deviceHour = DeviceHour)
    {
        var agreement = new AgreementId(new Guid(++next, 8, 0, new byte[8]));
        World.Prices[agreement] = new AgreementPrice(agreement, new AssetId(new Guid(next, 7, 0, new byte[8])), provider, consumer, new Money(deviceHour, Currency.Cny), Clock.GetUtcNow());
        return agreement;
    }

    /// <summary>A reading as Compute and Dataspace leave it.</summary>
    public async Task<ReadingId> Meter(AgreementId? agreement, long quantity, string kind = "device.ms", string outcome = "succeeded", bool providerFailed = false, bool demonstration = false, MemberId? own = null)
    {
        var id = Guid.CreateVersion7();
        var terms = agreement is { } a ? World.Prices.GetValueOrDefault(a) : null;
        var done = await Get<ILane>().Commit(new Change(new Act("job.ended", "node", null, [], "done", "{}")).Meter(new MeterRow
        {
            Id = id,
            Agreement = agreement?.Value,
            Use = id,
            Asset = terms?.Asset.Value ?? Guid.Empty,
            Provider = (own ?? terms?.Provider ?? Cloud).Value,
            Consumer = (own ?? terms?.Consumer ?? Institute).Value,
            Kind = kind,
            Quantity = quantity,
            From = Clock.GetUtcNow(),
            To = Clock.GetUtcNow(),
            Outcome = outcome,
            ProviderFailed = providerFailed,
            Demonstration = demonstration,
        }), default);
        Assert.True(done.IsOk, done.Refusal?.Detail);
        return new ReadingId(id);
    }

    public async Task<SettlementView> Settle()
    {
        var done = await Settler.Settle("key_1", default);
        Assert.True(done.IsOk, done.Refusal?.Detail);
        return done.Value;
    }

    public async Task<EntryView> Entry(ReadingId reading, MemberId? member = null) =>
        await Reads.Entry(new EntryId(reading.Value), member, default) ?? throw new InvalidOperationException("No such entry.");

    public Task<LedgerVerificationView> Verify() => Get<LedgerVerification>().Verify(default);

    /// <summary>Balance of a member's accounts by kind.</summary>
    public async Task<Dictionary<string, long>> Balances(MemberId member, bool demonstration = false) =>
        (await Reads.Accounts(member, demonstration, null, 500, default)).Items.ToDictionary(a => a.Kind, a => a.BalanceMinor);

    public async Task<IReadOnlyList<T>> All<T>()
        where T : class
    {
        await using var db = await Get<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        return await db.Set<T>().ToListAsync();
    }

    /// <summary>Changes the store behind the node's back.</summary>
    public void Tamper(string sql) => Assert.True(TestStores.Execute(Folder, sql) > 0, "nothing was changed");

    /// <summary>Ends the process' part and leaves the folder, as a crash would.</summary>
    public ValueTask Crash() => services.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        TestStores.Delete(Folder);
    }

    public static Caller Somebody(MemberId member, params string[] roles) => new("key_1", member, roles);
}
