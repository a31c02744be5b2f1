using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Platform.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KeyEcosystem.Fixtures;

/// <summary>
/// Gives every test node the store it runs on: SQLite in its folder, or, when <c>KEYECO_TEST_POSTGRES</c> names a server, a database of its own there.
/// A node that starts again in the same folder finds its database again.
/// </summary>
public static class TestStores
{
    private const int DeletesMax = 40;
    // The order of rows and their references do not matter where all go.
    private const string Empty = """
        do $$ declare t record; begin
          set local session_replication_role = replica;
          for t in select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and tablename not like '\_\_EF%' loop
            execute format('delete from %I.%I', t.schemaname, t.tablename);
          end loop;
        end $$
        """;

    private static readonly ConcurrentDictionary<string, PostgresTarget> made = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<MethodInfo, Lazy<string>> templates = new();
    private static readonly ConcurrentDictionary<string, string> madeFrom = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, ConcurrentBag<string>> free = new(StringComparer.Ordinal);

    /// <summary>Whether the tests run on PostgreSQL.</summary>
    public static bool OnPostgres => Server is not null;

    private static string? Server => Environment.GetEnvironmentVariable("KEYECO_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    /// <summary>The store of a test node that is made of some engines only.</summary>
    public static StoreOptions Options(string folder) => new() { NodeId = "test", Folder = folder, Postgres = Target(folder) };

    /// <summary>The same, but a new database is a copy of one whose tables these engines made once in this process.</summary>
    /// <param name="folder">The node's folder.</param>
    /// <param name="engines">The store with the engines of the node, always the same.</param>
    public static StoreOptions Options(string folder, Func<StoreOptions, IServiceCollection> engines) => new() { NodeId = "test", Folder = folder, Postgres = Target(folder, target => Prepare(engines, target), engines.Method) };

    /// <summary>The database that belongs to a folder, empty when it is new; null on SQLite.</summary>
    public static PostgresTarget? Target(string folder) => Server is null ? null : made.GetOrAdd(Path.GetFullPath(folder), f => Make(f, "template0"));

    /// <summary>The same, but a new database, on SQLite too, is a copy of one that was prepared once in this process: to migrate each takes most of a test.</summary>
    /// <param name="folder">The node's folder; a database that lies there already stays.</param>
    /// <param name="prepare">Makes the tables in a folder or, when there is one, in a database, always the same, and leaves no connection open but in Npgsql's pool.</param>
    public static PostgresTarget? Target(string folder, Action<string, PostgresTarget?> prepare)
    {
        if (Server is not null)
        {
            return Target(folder, target => prepare(folder, target), prepare.Method);
        }

        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(templates.GetOrAdd(prepare.Method, _ => new Lazy<string>(() => MakeFolder(prepare))).Value))
        {
            var to = Path.Combine(folder, Path.GetFileName(file));
            if (!File.Exists(to))
            {
                File.Copy(file, to);
            }
        }

        return null;
    }

    /// <summary>The connection string of the database that belongs to a folder, for a node in a process of its own; null on SQLite.</summary>
    public static string? Connection(string folder) => Target(folder) is null ? null : In(NameOf(folder));

    /// <summary>Does something behind a node's back.</summary>
    /// <returns>How many rows it changed.</returns>
    public static int Execute(string folder, string sql)
    {
        // Whatever it does may be more than rows: nobody gets this database after.
        madeFrom.TryRemove(Path.GetFullPath(folder), out _);
        using var connection = At(folder, "ReadWriteCreate");
        return Run(connection, sql);
    }

    /// <summary>Reads past a node: the values of each row.</summary>
    public static IReadOnlyList<object[]> Query(string folder, string sql) => QueryEach(folder, [sql])[0];

    /// <summary>The same for several queries over one connection: on SQLite each new one reads the whole schema first.</summary>
    public static IReadOnlyList<IReadOnlyList<object[]>> QueryEach(string folder, IEnumerable<string> queries)
    {
        using var connection = At(folder, "ReadOnly");
        connection.Open();
        return [.. queries.Select(q => Rows(connection, q))];
    }

    /// <summary>Deletes the folder and the database of a test node.</summary>
    public static void Delete(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (made.TryRemove(full, out _))
        {
            if (madeFrom.TryRemove(full, out var template))
            {
                Keep(folder, template);
            }
            else
            {
                Run($"drop database if exists {NameOf(folder)} with (force)");
            }
        }

        for (var attempt = 1; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < DeletesMax)
            {
                // A process that the test has ended may write its last file still.
                Thread.Sleep(50);
            }
        }
    }

    /// <summary>
    /// Empties a database and keeps it for the next test of the same tables: to make and drop one takes as long as a short test. It is kept under another name,
    /// so that a node that a test left running does not find it again.
    /// </summary>
    private static void Keep(string folder, string template)
    {
        var name = $"free_{Guid.NewGuid():n}";
        Run($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{NameOf(folder)}'");
        Run($"alter database {NameOf(folder)} rename to {name}");
        using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Database = name, Pooling = false }.ConnectionString))
        {
            Run(connection, Empty);
        }

        free.GetOrAdd(template, _ => []).Add(name);
    }

    private static PostgresTarget? Target(string folder, Action<PostgresTarget> prepare, MethodInfo which) =>
        Server is null ? null : made.GetOrAdd(Path.GetFullPath(folder), f => Make(f, templates.GetOrAdd(which, _ => new Lazy<string>(() => MakeTemplate(prepare))).Value));

    private static void Prepare(Func<StoreOptions, IServiceCollection> engines, PostgresTarget target)
    {
        using var folder = new TestFolder("keyeco-template-");
        using var services = engines(new StoreOptions { NodeId = "template", Folder = folder.Path, Postgres = target }).BuildServiceProvider();
        services.PrepareNodeStore(default).GetAwaiter().GetResult();
    }

    private static PostgresTarget Make(string folder, string template)
    {
        if (free.TryGetValue(template, out var kept) && kept.TryTake(out var name))
        {
            Run($"alter database {name} rename to {NameOf(folder)}");
        }
        else
        {
            Run($"create database {NameOf(folder)} template {template}");
        }

        if (template != "template0")
        {
            madeFrom[folder] = template;
        }

        return PostgresTarget.Parse(In(NameOf(folder)));
    }

    private static string MakeFolder(Action<string, PostgresTarget?> prepare)
    {
        var folder = new TestFolder("keyeco-template-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        prepare(folder.Path, null);
        return folder.Path;
    }

    private static string MakeTemplate(Action<PostgresTarget> prepare)
    {
        var name = $"template_{Guid.NewGuid():n}";
        Run($"create database {name} template template0");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var database in free.GetValueOrDefault(name, []).Prepend(name))
            {
                Run($"drop database if exists {database} with (force)");
            }
        };
        prepare(PostgresTarget.Parse(In(name)));

        // PostgreSQL copies only a database that nobody is connected to.
        Run($"alter database {name} allow_connections false");
        Run($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{name}'");
        return name;
    }

    private static string NameOf(string folder) =>
        "test_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder))))[..24];

    // One pool a database would keep a connection for each test that is over.
    private static string In(string database) => new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ConnectionString;

    private static void Run(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        Run(connection, sql);
    }

    private static DbConnection At(string folder, string mode) => Connection(folder) is { } postgres
        ? new NpgsqlConnection(postgres)
        : new SqliteConnection($"Data Source={Path.Combine(folder, "node.db")};Mode={mode};Pooling=False");

    private static List<object[]> Rows(DbConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static int Run(DbConnection connection, string sql)
    {
        connection.Open();
        using var command = Command(connection, sql);
        return command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 120;
        return command;
    }
}
