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
    /// <exception cref="InvalidOperationException">The folder was made by an older version.</exception>
    public static async Task PrepareNodeStore(this IServiceProvider services, CancellationToken stop)
    {
        var options = services.GetRequiredService<StoreOptions>();
        Directory.CreateDirectory(options.Folder);
        await using var db = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync(stop);
        if (await db.Database.EnsureCreatedAsync(stop))
        {
            return;
        }

        // There are no migrations yet: an older folder is refused as it is, rather than failing somewhere later.
        var there = await db.Database.SqlQuery<string>($"select name from sqlite_master where type = 'table'").ToListAsync(stop);
        var missing = db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Except(there, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"The data folder \"{options.Folder}\" was made by an older version and lacks {string.Join(", ", missing)}: start with a new --data. Nothing was changed. 数据文件夹由旧版本创建，请用 --data 指定新文件夹。");
        }
    }
}
