using KeyEcosystem.Host;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Fixtures;

/// <summary>The tables of a whole node, for test projects that run one; they compile this file themselves, for the fixtures know no host.</summary>
internal static class NodeTables
{
    /// <summary>The tables of a node that has not started yet.</summary>
    public static void Migrate(string folder, PostgresTarget? target)
    {
        if (target is null)
        {
            Migrate(DesignContexts.Of<SqliteNodeContext>(), $"Data Source={Path.Combine(folder, "node.db")};Pooling=False");
            Migrate(DesignContexts.Of<SqliteIdentityContext>(), $"Data Source={Path.Combine(folder, "identity.db")};Pooling=False");
        }
        else
        {
            Migrate(DesignContexts.Of<PostgresNodeContext>(), target.Reads);
            Migrate(DesignContexts.Of<PostgresIdentityContext>(), target.Reads);
        }
    }

    private static void Migrate(DbContext db, string place)
    {
        using (db)
        {
            db.Database.SetConnectionString(place);
            db.Database.Migrate();
        }
    }
}
