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
        await using var bare = Store();
        await using var full = Store(new ThingModel());

        Assert.False(Has(bare));
        Assert.True(Has(full));
    }

    private static ServiceProvider Store(params IModelPart[] parts)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddNodeStore(new StoreOptions { NodeId = "test", Folder = "unused" });
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
