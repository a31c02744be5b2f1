using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Store;

/// <summary>The front door of the store.</summary>
public static class StoreModule
{
    /// <summary>Adds reads, the commit lane and the evidence store.</summary>
    /// <param name="services">The node's services; must hold a <see cref="TimeProvider"/>.</param>
    /// <param name="options">Where and how much.</param>
    public static IServiceCollection AddNodeStore(this IServiceCollection services, StoreOptions options) => services
        .AddSingleton(options)
        .AddSingleton<IIds, SystemIds>()
        .AddSingleton<IModelPart, PlatformModel>()
        .AddDbContextFactory<NodeContext>((_, o) => o.UseSqlite($"Data Source={options.Database};Default Timeout=5").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).ReplaceService<IModelCacheKeyFactory, PartsModelCacheKey>())
        .AddSingleton<SqliteLane>()
        .AddSingleton<ILane>(s => s.GetRequiredService<SqliteLane>())
        .AddSingleton<IEvidenceTail>(s => s.GetRequiredService<SqliteLane>())
        .AddSingleton(_ => NodeSigner.LoadOrCreate(Path.Combine(options.Folder, "evidence.key")))
        .AddSingleton<EvidenceStore>();

    /// <summary>Makes the folder and the tables that are missing. Call it before anything asks for the lane.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="stop">Ends the preparation.</param>
    public static async Task PrepareNodeStore(this IServiceProvider services, CancellationToken stop)
    {
        var options = services.GetRequiredService<StoreOptions>();
        Directory.CreateDirectory(options.Folder);
        await using var db = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync(stop);
        await db.Database.EnsureCreatedAsync(stop);
    }
}
