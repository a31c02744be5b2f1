using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace KeyEcosystem.Platform.Store;

/// <summary>Brings the tables of a database to this version, and touches nothing that it does not know.</summary>
internal static class Schema
{
    /// <summary>Any number will do, as long as all processes of all versions use it: "keyeco" in ASCII.</summary>
    private const long MigrationLock = 0x6B657965636F;

    /// <summary>The tables of the records; made from the model where no migrations are named.</summary>
    /// <exception cref="InvalidOperationException">Another version made the tables, or the database is not there.</exception>
    public static Task Bring(NodeContext records, StoreOptions options, string place, CancellationToken stop) =>
        options.MigrationsAssembly is null ? records.Database.EnsureCreatedAsync(stop) : Bring(records.Database, place, "public", stop);

    /// <exception cref="InvalidOperationException">Another version made the tables, or the database is not there.</exception>
    public static async Task Bring(DatabaseFacade db, string place, string schema, CancellationToken stop)
    {
        if (db.IsSqlite())
        {
            // The folder's lock is ours: a lock row is of a process that was killed, and EF would wait for it for ever.
            await Migrate(db, place, TablesOfSqlite, "drop table if exists \"__EFMigrationsLock\"", stop);
            return;
        }

        try
        {
            await db.OpenConnectionAsync(stop);
            await db.ExecuteSqlAsync($"select pg_advisory_lock({MigrationLock})", stop);
            await Migrate(db, place, $"select count(*)::int as \"Value\" from information_schema.tables where table_schema = '{schema}' and table_name not like '\\_\\_EF%'", null, stop);
            await db.ExecuteSqlAsync($"select pg_advisory_unlock({MigrationLock})", stop);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            throw new InvalidOperationException($"{place}: the database is not there; make it with createdb. 数据库不存在，请先用 createdb 创建。", missing);
        }
        finally
        {
            await db.CloseConnectionAsync();
        }
    }

    private const string TablesOfSqlite = "select count(*) as \"Value\" from sqlite_master where type = 'table' and name not like '\\_\\_EF%' escape '\\'";

    private static async Task Migrate(DatabaseFacade db, string place, string countTables, string? before, CancellationToken stop)
    {
        var known = db.GetMigrations().ToList();
        var applied = (await db.GetAppliedMigrationsAsync(stop)).ToList();
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer)
        {
            throw new InvalidOperationException($"{place} was made by another version (\"{newer}\" is not known here): run that one. Nothing was changed. 数据由另一版本创建，请使用该版本。");
        }

        if (applied.Count == known.Count)
        {
            return;
        }

        if (applied.Count == 0 && (await db.SqlQueryRaw<int>(countTables).ToListAsync(stop))[0] > 0)
        {
            throw new InvalidOperationException($"{place} was made by an older version that kept no history: start with a new one. Nothing was changed. 数据由旧版本创建，请改用新的数据文件夹或数据库。");
        }

        if (before is not null)
        {
            await db.ExecuteSqlRawAsync(before, stop);
        }

        await db.MigrateAsync(stop);
    }
}
