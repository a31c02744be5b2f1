using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Host;

/// <summary>Gives <c>dotnet ef</c> the contexts of a composed node, one a provider; no database is opened.</summary>
internal sealed class DesignContexts :
    IDesignTimeDbContextFactory<SqliteNodeContext>,
    IDesignTimeDbContextFactory<PostgresNodeContext>,
    IDesignTimeDbContextFactory<SqliteIdentityContext>,
    IDesignTimeDbContextFactory<PostgresIdentityContext>
{
    private static readonly PostgresTarget Nowhere = PostgresTarget.Parse("Host=localhost;Database=design");

    SqliteNodeContext IDesignTimeDbContextFactory<SqliteNodeContext>.CreateDbContext(string[] args) => Of<SqliteNodeContext>();

    PostgresNodeContext IDesignTimeDbContextFactory<PostgresNodeContext>.CreateDbContext(string[] args) => Of<PostgresNodeContext>();

    SqliteIdentityContext IDesignTimeDbContextFactory<SqliteIdentityContext>.CreateDbContext(string[] args) => Of<SqliteIdentityContext>();

    PostgresIdentityContext IDesignTimeDbContextFactory<PostgresIdentityContext>.CreateDbContext(string[] args) => Of<PostgresIdentityContext>();

    public static T Of<T>()
        where T : DbContext
    {
        var postgres = typeof(T) == typeof(PostgresNodeContext) || typeof(T) == typeof(PostgresIdentityContext) ? Nowhere : null;
        var services = NodeHost.AddNode(new ServiceCollection().AddLogging(), new NodeSettings { Data = Path.Combine(Path.GetTempPath(), "keyeco-design"), Postgres = postgres }).BuildServiceProvider();
        return services.GetService<IDbContextFactory<T>>()?.CreateDbContext() ?? (T)(DbContext)services.CreateScope().ServiceProvider.GetRequiredService<IdentityContext>();
    }
}
