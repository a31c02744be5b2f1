using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Platform.Store;

/// <summary>The front door of the store.</summary>
public static class StoreModule
{
    private static readonly AskedText Asked = new();

    /// <summary>Adds reads, the commit lane and the evidence store.</summary>
    /// <param name="services">The node's services; must hold a <see cref="TimeProvider"/>.</param>
    /// <param name="options">Where and how much.</param>
    public static IServiceCollection AddNodeStore(this IServiceCollection services, StoreOptions options)
    {
        services
            .AddSingleton(options)
            .AddSingleton<IIds, SystemIds>()
            .AddSingleton<IModelPart, PlatformModel>()
            .AddSingleton<FolderLock>()
            .AddSingleton<LanePreparation>()
            .AddSingleton<RowStamps>()
            .AddSingleton<ILaneStore>(_ => options.Postgres is null ? new SqliteLaneStore(options) : new PostgresLaneStore(options))
            .AddSingleton<CommitLane>()
            .AddSingleton<ILane>(s => s.GetRequiredService<CommitLane>())
            .AddSingleton<IEvidenceTail>(s => s.GetRequiredService<CommitLane>())
            .AddSingleton(_ => KeyChest.Open(options.Folder, options.Passphrase))
            .AddSingleton(s => NodeSigner.LoadOrCreate(s.GetRequiredService<KeyChest>(), "evidence.key", s.GetRequiredService<LogSuite>().Value.Name))
            .AddSingleton<LogSuite>()
            .AddSingleton<EvidenceStore>()
            .AddSingleton<EvidenceWitness>()
            .AddSingleton<SentOnce>()
            .AddSingleton<MeterReads>();
        return options.Postgres is { } postgres
            ? services.AddContexts<PostgresNodeContext>(o => o.OfNode(options, postgres))
            : services.AddContexts<SqliteNodeContext>(o => o.OfNode(options, $"Data Source={options.Database};Default Timeout=5"));
    }

    /// <summary>Makes the folder, seals keys that an older version left in clear, and brings the tables to this version. Call it before anything asks for the lane.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="stop">Ends the preparation.</param>
    /// <exception cref="InvalidOperationException">The data is of another version, another process has it, or its keys can't be opened.</exception>
    public static async Task PrepareNodeStore(this IServiceProvider services, CancellationToken stop)
    {
        var options = services.GetRequiredService<StoreOptions>();
        Directory.CreateDirectory(options.Folder);
        if (options.Postgres is null)
        {
            services.GetRequiredService<FolderLock>().Take(options.Folder);
        }

        // Before anything is written: with a wrong passphrase the node does not start, and leaves all as it was.
        var chest = services.GetRequiredService<KeyChest>();
        chest.SealOlder();
        CookieKeys.SealOlder(Path.Combine(options.Folder, CookieKeys.Folder), chest);

        await using var db = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync(stop);
        await Schema.Bring(db, options, options.Postgres?.ToString() ?? $"The data folder \"{options.Folder}\"", stop);

        // Asked for now, so that a wrong option stops the start.
        services.GetRequiredService<LogSuite>().Check();
    }

    /// <summary>Ends when another process has taken the lane of this node's database from it.</summary>
    /// <param name="services">The node's services.</param>
    public static Task LaneLost(this IServiceProvider services) => services.GetRequiredService<CommitLane>().HeldByAnother;

    /// <summary>Text is checked before it is asked for. A command that fails throws, and what is thrown is logged once, at the border; the first start asks for a history that is not there yet.</summary>
    internal static DbContextOptionsBuilder WatchCommands(this DbContextOptionsBuilder options) => options.ConfigureWarnings(w => w.Log((RelationalEventId.CommandError, LogLevel.Debug))).AddInterceptors(Asked);

    /// <summary>Says which engines' tables a context has.</summary>
    internal static DbContextOptionsBuilder OfParts(this DbContextOptionsBuilder options, IEnumerable<IModelPart> parts)
    {
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new ModelParts(parts));
        return options;
    }

    /// <summary>A context of the records in a PostgreSQL database.</summary>
    internal static DbContextOptionsBuilder OfNode(this DbContextOptionsBuilder context, StoreOptions options, PostgresTarget target) =>
        context.UseNpgsql(target.Reads, n => n.MigrationsAssembly(options.MigrationsAssembly)).OfNode();

    /// <summary>A context of the records in a SQLite file.</summary>
    internal static DbContextOptionsBuilder OfNode(this DbContextOptionsBuilder context, StoreOptions options, string connection) =>
        context.UseSqlite(connection, s => s.MigrationsAssembly(options.MigrationsAssembly)).OfNode();

    /// <summary>What holds for every context of the records. A test looks for changes of the model that no migration makes; a start does not compare them again.</summary>
    private static DbContextOptionsBuilder OfNode(this DbContextOptionsBuilder options) =>
        options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).ReplaceService<IModelCacheKeyFactory, PartsModelCacheKey>().ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));

    private static IServiceCollection AddContexts<T>(this IServiceCollection services, Action<DbContextOptionsBuilder> provider)
        where T : NodeContext => services
        .AddPooledDbContextFactory<T>((s, o) =>
        {
            provider(o);
            o.OfParts(s.GetServices<IModelPart>()).WatchCommands();
        })
        .AddSingleton<IDbContextFactory<NodeContext>, NodeContexts<T>>();
}
