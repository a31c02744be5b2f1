using KeyEcosystem.Fixtures;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Tests;

/// <summary>A store of its own in a folder of its own.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly string folder;
    private readonly bool keep;
    private readonly ServiceProvider services;

    private TestNode(string folder, bool keep, ServiceProvider services)
    {
        this.folder = folder;
        this.keep = keep;
        this.services = services;
    }

    public string Folder => folder;

    public ILane Lane => services.GetRequiredService<ILane>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<TestNode> Start(string? folder = null, bool keep = false, TimeSpan? leaseWait = null, string? suite = null)
    {
        folder ??= Directory.CreateTempSubdirectory("keyeco-test-").FullName;
        var built = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IModelPart, ThingModel>()
            .AddNodeStore(TestStores.Options(folder, static o => new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton<IModelPart, ThingModel>().AddNodeStore(o)) with { LeaseWait = leaseWait ?? TimeSpan.FromSeconds(30), Suite = suite })
            .BuildServiceProvider();
        try
        {
            await built.PrepareNodeStore(CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            await built.DisposeAsync();
            throw;
        }

        return new TestNode(folder, keep, built);
    }

    public async Task<IReadOnlyList<T>> All<T>()
        where T : class
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        return await db.Set<T>().ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (!keep)
        {
            TestStores.Delete(folder);
        }
    }
}
