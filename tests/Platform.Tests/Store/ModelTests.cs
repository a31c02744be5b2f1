using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Store;

public sealed class ModelTests
{
    [Fact]
    public async Task Two_stores_of_one_process_have_the_tables_of_their_own_engines()
    {
        await using var bare = Store("unused");
        await using var full = Store("unused", new ThingModel());

        Assert.False(Has(bare));
        Assert.True(Has(full));
    }

    [Fact]
    public async Task A_folder_of_an_older_version_is_refused_with_the_tables_it_lacks()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-old-").FullName;
        await using var older = Store(folder);
        await older.PrepareNodeStore(default);
        await older.PrepareNodeStore(default);
        await using var newer = Store(folder, new ThingModel());

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => newer.PrepareNodeStore(default));

        Assert.Contains("tst_thing", refused.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Store(string folder, params IModelPart[] parts)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddNodeStore(new StoreOptions { NodeId = "test", Folder = folder });
        foreach (var part in parts)
        {
            services.AddSingleton(part);
        }

        return services.BuildServiceProvider();
    }

    private static bool Has(ServiceProvider services)
    {
        using var db = services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContext();
        return db.Model.FindEntityType(typeof(Thing)) is not null;
    }
}
