using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Backup;

/// <summary>Contexts of this node's tables on any place of either store, for copies.</summary>
/// <param name="options">Whose migrations make the tables.</param>
/// <param name="parts">The engines' tables.</param>
internal sealed class StoreContexts(StoreOptions options, IEnumerable<IModelPart> parts)
{
    public NodeContext Records(string file) => new SqliteNodeContext(Options<SqliteNodeContext>(o => o.OfNode(options, Place(file)).OfParts(parts)));

    public NodeContext Records(PostgresTarget target) => new PostgresNodeContext(Options<PostgresNodeContext>(o => o.OfNode(options, target).OfParts(parts)));

    public static IdentityContext Tokens(string file) => new SqliteIdentityContext(Options<SqliteIdentityContext>(o => o.OfTokens(Place(file))));

    public static IdentityContext Tokens(PostgresTarget target) => new PostgresIdentityContext(Options<PostgresIdentityContext>(o => o.OfTokens(target)));

    // Tables are filled in an order that their references allow, and of what was whole: nothing is to be checked row by row.
    private static string Place(string file) => $"Data Source={file};Pooling=False;Foreign Keys=False";

    private static DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder> place)
        where T : DbContext
    {
        var builder = new DbContextOptionsBuilder<T>();
        place(builder);
        return builder.Options;
    }
}
