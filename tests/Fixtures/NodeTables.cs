using KeyEcosystem.Host;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Fixtures;

/// <summary>The tables of a whole node, for test projects that run one; they compile this file themselves, for the fixtures know no host.</summary>
internal static class NodeTables
{
    /// <summary>The tables of a node that has not started yet.</summary>
    public static void Migrate(PostgresTarget target)
    {
        foreach (DbContext db in (DbContext[])[DesignContexts.Of<PostgresNodeContext>(), DesignContexts.Of<PostgresIdentityContext>()])
        {
            using (db)
            {
                db.Database.SetConnectionString(target.Reads);
                db.Database.Migrate();
            }
        }
    }
}
