using KeyEcosystem.Fixtures;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace KeyEcosystem.Host.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void Every_mapped_table_has_its_migration_on_both_stores()
    {
        using var nodeOnSqlite = DesignContexts.Of<SqliteNodeContext>();
        using var nodeOnPostgres = DesignContexts.Of<PostgresNodeContext>();
        using var identityOnSqlite = DesignContexts.Of<SqliteIdentityContext>();
        using var identityOnPostgres = DesignContexts.Of<PostgresIdentityContext>();

        Assert.All(
            (DbContext[])[nodeOnSqlite, nodeOnPostgres, identityOnSqlite, identityOnPostgres],
            c => Assert.False(c.Database.HasPendingModelChanges(), $"{c.GetType().Name}: mapped tables and migrations differ. Run tools/add-migration.sh NAME, or --remake while nothing is released, and commit what it writes."));
    }

    [Fact]
    public void Columns_have_only_types_that_both_stores_order_alike()
    {
        using var sqlite = DesignContexts.Of<SqliteNodeContext>();
        using var postgres = DesignContexts.Of<PostgresNodeContext>();

        Assert.DoesNotContain(Columns(sqlite), c => c.Type is not ("BLOB" or "TEXT" or "INTEGER"));
        Assert.DoesNotContain(Columns(postgres), c => c.Type is not ("uuid" or "bytea" or "text" or "bigint" or "integer" or "boolean"));
        Assert.DoesNotContain(Columns(postgres), c => c.Type == "text" && c.Property.GetCollation() != "C");
    }

    [Fact]
    public async Task A_folder_of_a_version_without_history_is_refused_and_left_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-old-").FullName;
        TestStores.Execute(folder, "create table plt_evidence(x int)");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => NodeHost.Build(new NodeSettings { Data = folder, Postgres = TestStores.Target(folder), Url = new Uri("http://127.0.0.1:0/") }, default));

        Assert.Contains("older version", refused.Message, StringComparison.Ordinal);
        TestStores.Execute(folder, "insert into plt_evidence(x) values(1)");
        TestStores.Delete(folder);
    }

    [Fact]
    public async Task A_folder_of_another_version_is_refused_with_the_migration_that_is_not_known()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-new-").FullName;
        var settings = new NodeSettings { Data = folder, Postgres = TestStores.Target(folder), Url = new Uri("http://127.0.0.1:0/") };
        await (await NodeHost.Build(settings, default)).DisposeAsync();
        TestStores.Execute(folder, "insert into \"__EFMigrationsHistory\" values('99990101000000_Later', '10')");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => NodeHost.Build(settings, default));

        Assert.Contains("99990101000000_Later", refused.Message, StringComparison.Ordinal);
        TestStores.Delete(folder);
    }

    [Fact]
    public async Task A_start_that_was_killed_while_it_migrated_does_not_stop_the_next()
    {
        // PostgreSQL lets go of a lock when its session ends; on SQLite it is a row.
        var folder = Directory.CreateTempSubdirectory("keyeco-killed-").FullName;
        TestStores.Execute(folder, "create table \"__EFMigrationsLock\"(Id integer primary key, \"Timestamp\" text); insert into \"__EFMigrationsLock\" values(1, 'then')");

        var node = await NodeHost.Build(new NodeSettings { Data = folder, Postgres = TestStores.Target(folder), Url = new Uri("http://127.0.0.1:0/") }, default).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.NotNull(node);
        await node.DisposeAsync();
        TestStores.Delete(folder);
    }

    private static IEnumerable<(string Name, string Type, IProperty Property)> Columns(DbContext db) =>
        db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(t => t.GetProperties()).Select(p => ($"{p.DeclaringType.GetTableName()}.{p.GetColumnName()}", p.GetColumnType(), p));
}
