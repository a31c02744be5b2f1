using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Backup;

/// <summary>Contexts of this node's tables on any place of either store, for copies.</summary>
/// <param name="options">Whose migrations make the tables.</param>
/// <param name="parts">The engines' tables.</param>
internal sealed class StoreContexts(StoreOptions options, IEnumerable<IModelPart> parts)
{
    public NodeContext Records(string file) => new SqliteNodeContext(
        Common(new DbContextOptionsBuilder<SqliteNodeContext>().UseSqlite(Place(file), s => s.MigrationsAssembly(options.MigrationsAssembly))).Options, parts);

    public NodeContext Records(PostgresTarget target) => new PostgresNodeContext(
        Common(new DbContextOptionsBuilder<PostgresNodeContext>().UseNpgsql(target.Reads, n => n.MigrationsAssembly(options.MigrationsAssembly))).Options, parts);

    public static IdentityContext Tokens(string file) => new SqliteIdentityContext(
        new DbContextOptionsBuilder<SqliteIdentityContext>().UseSqlite(Place(file)).UseOpenIddict().Options);

    public static IdentityContext Tokens(PostgresTarget target) => new PostgresIdentityContext(
        new DbContextOptionsBuilder<PostgresIdentityContext>().UseNpgsql(target.Reads, n => n.MigrationsHistoryTable("__EFMigrationsHistory", PostgresIdentityContext.Schema)).UseOpenIddict().Options);

    /// <summary>Makes the tables of the records, as a node does.</summary>
    public async Task Make(NodeContext records, string schema, CancellationToken stop)
    {
        if (options.MigrationsAssembly is null)
        {
            await records.Database.EnsureCreatedAsync(stop);
        }
        else
        {
            await Schema.Bring(records.Database, "The copy", schema, stop);
        }
    }

    // Tables are filled in an order that their references allow, and of what was whole: nothing is to be checked row by row.
    private static string Place(string file) => $"Data Source={file};Pooling=False;Foreign Keys=False";

    private static DbContextOptionsBuilder<T> Common<T>(DbContextOptionsBuilder<T> builder)
        where T : DbContext => (DbContextOptionsBuilder<T>)builder.OfNode();
}
