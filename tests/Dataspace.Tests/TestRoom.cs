using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests;

/// <summary>The engine and the Gate over a real SQLite store in a folder of its own.</summary>
internal sealed class TestRoom : IAsyncDisposable
{
    public const string Research = """
        {"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},
        {"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01"}]}],"prohibition":[{"action":"distribute"}]}
        """;

    private readonly ServiceProvider services;

    private TestRoom(string folder, ServiceProvider services)
    {
        Folder = folder;
        this.services = services;
        Provider = NewMember("factory");
        Consumer = NewMember("institute");
    }

    public string Folder { get; }

    public TestClock Clock => (TestClock)Get<TimeProvider>();

    public KnownMembers Members => (KnownMembers)Get<IMemberAnswer>();

    public DataspaceCommands Commands => Get<DataspaceCommands>();

    public AgreementCommands Agreements => Get<AgreementCommands>();

    public AgreementProposals Proposals => Get<AgreementProposals>();

    public OfferCommands Offers => Get<OfferCommands>();

    public IGate Gate => Get<IGate>();

    public Caller Provider { get; }

    public Caller Consumer { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private static ProtocolSettings Protocol { get; } = new("urn:test", _ => new Uri("http://127.0.0.1:1/"), default, null);

    public static async Task<TestRoom> Open()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-dsp-").FullName;
        var built = new ServiceCollection()
            .AddSingleton<TimeProvider>(new TestClock())
            .AddSingleton<IMemberAnswer>(new KnownMembers())
            .AddSingleton<IVersionGuard<MemberId>>(s => (KnownMembers)s.GetRequiredService<IMemberAnswer>())
            .AddDataspace(folder, Protocol)
            .AddGate()
            .AddNodeStore(TestStores.Options(folder, static o => new ServiceCollection().AddDataspace(o.Folder, Protocol).AddGate().AddNodeStore(o)))
            .BuildServiceProvider();
        await built.PrepareNodeStore(CancellationToken.None);
        return new TestRoom(folder, built);
    }

    public Caller NewMember(string type)
    {
        var member = new MemberId(Get<IIds>().Next());
        Members.Set(member, type);
        return new Caller("key_" + type, member, [NodeRoles.MemberAdmin]);
    }

    public async Task<AssetView> Publish(string policy, string title = "meters", string kind = "dataset")
    {
        using var terms = JsonDocument.Parse(policy);
        return Ok(await Commands.Publish(new AssetPublication(null, kind, title, "C", "CN", terms.RootElement, 0), Provider, default));
    }

    public async Task<AgreementView> Sign(AssetView asset, OfferId? offer = null)
    {
        var id = Ok(await Agreements.Request(new AgreementRequest(null, asset.Id, offer), Consumer, default)).Id;
        Ok(await Agreements.Step(id, "agree", null, Provider, default));
        Ok(await Agreements.Step(id, "sign", null, Provider, default));
        return Ok(await Agreements.Step(id, "sign", null, Consumer, default));
    }

    public async Task<OfferView> Offer(AssetView asset, string policy, long price = 0, DateTimeOffset? from = null, DateTimeOffset? until = null, DateTimeOffset? ends = null)
    {
        using var terms = JsonDocument.Parse(policy);
        return Ok(await Offers.Make(asset.Id, new OfferPublication(null, null, terms.RootElement, price, from, until, ends), Provider, default));
    }

    public GateUse Use(AssetView asset, string purpose = "research", string action = "read", Caller? by = null) =>
        new(new UseId(Get<IIds>().Next()), (by ?? Consumer).Member, "key_test", asset.Id, action, purpose);

    public async Task<GateAnswer> Pass(GateUse use) => Ok(await Gate.Pass(use, default));

    public async Task<IReadOnlyList<T>> All<T>()
        where T : class
    {
        await using var db = await Get<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        return await db.Set<T>().ToListAsync();
    }

    public static T Ok<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.IsOk ? "" : result.Refusal.Detail);
        return result.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        TestStores.Delete(Folder);
    }
}
