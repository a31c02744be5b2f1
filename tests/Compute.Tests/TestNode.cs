using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace KeyEcosystem.Compute.Tests;

/// <summary>The engine over the real lane and the real Gate, in a folder of its own; rounds are called by the test.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    public const string ResearchOnly = """
        {"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},
        {"leftOperand":"role","operator":"eq","rightOperand":"institute"}]}],"prohibition":[{"action":"distribute"}]}
        """;

    public static readonly DateTimeOffset Begin = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;
    private int next;

    private TestNode(string folder, World world, FakeRunner runner, FakeTimeProvider clock, ServiceProvider services)
    {
        Folder = folder;
        World = world;
        Runner = runner;
        Clock = clock;
        this.services = services;
    }

    public string Folder { get; }

    public World World { get; }

    public FakeRunner Runner { get; }

    public FakeTimeProvider Clock { get; }

    public Caller Cloud { get; private init; } = Somebody(1);

    public Caller Institute { get; private init; } = Somebody(2);

    public Caller Factory { get; private init; } = Somebody(3);

    public JobRounds Rounds => Get<JobRounds>();

    public JobCommands Jobs => Get<JobCommands>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<TestNode> Start(Action<ComputeOptions>? set = null, TestNode? after = null, IJobRunner? runner = null)
    {
        var folder = after?.Folder ?? Directory.CreateTempSubdirectory("keyeco-compute-").FullName;
        var world = after?.World ?? new World();
        var fake = new FakeRunner();
        var clock = after?.Clock ?? new FakeTimeProvider(Begin);
        var built = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddNodeStore(TestStores.Options(folder, static o => new ServiceCollection().AddCompute().AddGate().AddNodeStore(o)))
            .AddGate()
            .AddSingleton<IMemberAnswer>(world)
            .AddSingleton<IVersionGuard<MemberId>>(world)
            .AddSingleton<IVersionGuard<AgreementId>>(world)
            .AddSingleton<IAssetAnswer>(world)
            .AddSingleton<IAgreementAnswer>(world)
            .AddSingleton<IDerivedAssets>(world)
            .AddSingleton(runner ?? fake)
            .AddCompute()
            .Configure<ComputeOptions>(o =>
            {
                o.JobsFolder = Path.Combine(folder, "jobs");
                set?.Invoke(o);
            })
            .BuildServiceProvider();
        await built.PrepareNodeStore(CancellationToken.None);
        var node = new TestNode(folder, world, fake, clock, built) { next = after?.next ?? 0 };
        if (after is null)
        {
            node.Admit(node.Cloud, "cloud-provider", "I");
            node.Admit(node.Institute, "institute", "M");
            node.Admit(node.Factory, "factory", "C");
        }

        return node;
    }

    public void Admit(Caller who, string type, string industry) =>
        World.Members[who.Member] = new MemberFacts(who.Member, type, type, type, industry, "CN", "admitted", Demonstration: false);

    public AssetId Asset(Caller provider, string kind, string title, string? content = null)
    {
        var asset = new AssetId(new Guid(++next, 7, 0, new byte[8]));
        string? path = null;
        if (content is not null)
        {
            path = Path.Combine(Folder, $"blob-{next}");
            File.WriteAllText(path, content);
        }

        World.Assets[asset] = (new AssetFacts(asset, provider.Member, kind, title, kind == "dataset" ? "C" : null, "CN", Demonstration: false), path);
        return asset;
    }

    public AgreementId Agree(Caller consumer, AssetId asset, string policy = ResearchOnly)
    {
        var agreement = new AgreementId(new Guid(++next, 8, 0, new byte[8]));
        World.Agreements.Add(new AgreementStanding(agreement, asset, World.Assets[asset].Facts.Provider, consumer.Member, "signed", policy, Begin));
        return agreement;
    }

    /// <summary>A pool of the cloud provider that the institute may use.</summary>
    public async Task<PoolView> Pool(int devices = 4)
    {
        var asset = Asset(Cloud, "compute-pool", "cores");
        Agree(Institute, asset);
        var pool = await Get<PoolCommands>().Register(new PoolRegistration(null, asset, devices, "EPYC", "US", "cpu", 1_000_000_000, "fp64", 500_000, false, true, true), Cloud, default);
        Assert.True(pool.IsOk, pool.Refusal?.Detail);
        return pool.Value;
    }

    /// <summary>A pool behind an agent, which the institute may use when it is the cloud provider's.</summary>
    public async Task<PoolView> AgentPool(int devices, Caller owner, string place = "CN", string model = "sim")
    {
        var asset = Asset(owner, "compute-pool", "cluster");
        World.Assets[asset] = (World.Assets[asset].Facts with { Place = place }, null);
        if (owner == Cloud)
        {
            Agree(Institute, asset);
        }

        var pool = await Get<PoolCommands>().Register(new PoolRegistration(null, asset, devices, model, "CN", "gpu", 1_000_000_000, "fp16", 500_000, false, true, true) { Backend = "agent" }, owner, default);
        Assert.True(pool.IsOk, pool.Refusal?.Detail);
        return pool.Value;
    }

    /// <summary>A data set of the factory that the institute may read.</summary>
    public AssetId DataSet(string title = "meters.csv", string content = "a,b\n1,2\n")
    {
        var set = Asset(Factory, "dataset", title, content);
        Agree(Institute, set);
        return set;
    }

    public static JobSubmission Script(PoolView pool, int devices = 1, params AssetId[] sets) => new(null, pool.Id, "report", null, "echo", null, sets, "research", devices, null);

    public async Task<JobView> Submit(JobSubmission submission)
    {
        var job = await Jobs.Submit(submission, null, Institute, default);
        Assert.True(job.IsOk, job.Refusal?.Detail);
        return job.Value;
    }

    public async Task<string?> WaitOf(JobId job) => (await Waiting(job)).Wait;

    /// <summary>A job as its sender sees it, with why it waits and until when.</summary>
    public async Task<JobView> Waiting(JobId job)
    {
        var row = await Row(job);
        return (await Get<JobWaits>().Of([ComputeReads.View(row, new MemberId(row.Member), null)], default))[0];
    }

    public async Task<JobRow> Row(JobId job) => await Get<ComputeReads>().Find(job, default) ?? throw new InvalidOperationException("No such job.");

    public async Task<PoolLoadRow> Load(PoolView pool) => (await Get<ComputeReads>().LoadOf(pool.Id, default))!;

    public async Task<IReadOnlyList<T>> All<T>()
        where T : class
    {
        await using var db = await Get<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        return await db.Set<T>().ToListAsync();
    }

    public async Task<IReadOnlyList<string>> Facts(string topic) => [.. (await All<FactRow>()).Where(f => f.Topic == topic).OrderBy(f => f.Position).Select(f => f.Body)];

    /// <summary>Ends the process' part and leaves the folder, as a crash would.</summary>
    public ValueTask Crash() => services.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (Directory.Exists(Folder))
        {
            TestStores.Delete(Folder);
        }
    }

    private static Caller Somebody(int n) => new($"key_{n}", new MemberId(new Guid(n, 9, 0, new byte[8])), [NodeRoles.MemberAdmin, NodeRoles.MemberUser]);
}
