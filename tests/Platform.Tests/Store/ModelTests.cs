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
    public async Task A_folder_is_one_nodes_at_a_time()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-locked-").FullName;
        await using var second = Store(folder);
        await using (var first = Store(folder))
        {
            await first.PrepareNodeStore(default);

            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => second.PrepareNodeStore(default));

            Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        }

        await second.PrepareNodeStore(default);
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
