using Npgsql;

namespace KeyEcosystem.Platform.Store;

/// <summary>A PostgreSQL database to keep the records in. Its text form names the place and never the password.</summary>
public sealed class PostgresTarget
{
    private readonly NpgsqlConnectionStringBuilder parts;

    private PostgresTarget(NpgsqlConnectionStringBuilder parts) => this.parts = parts;

    /// <summary>Name of the database.</summary>
    public string Database => parts.Database!;

    /// <summary>For reads: pooled.</summary>
    internal string Reads => new NpgsqlConnectionStringBuilder(parts.ConnectionString) { ApplicationName = "keyeco reads" }.ConnectionString;

    /// <summary>For the one writing connection: of its own, with prepared statements, acknowledged only when on disk.</summary>
    internal string Lane => new NpgsqlConnectionStringBuilder(parts.ConnectionString)
    {
        ApplicationName = "keyeco lane",
        Pooling = false,
        Enlist = false,
        MaxAutoPrepare = 512,
        AutoPrepareMinUsages = 2,
        KeepAlive = 10,
        Options = string.Join(' ', parts.Options, "-c synchronous_commit=on -c idle_in_transaction_session_timeout=60s").Trim(),
    }.ConnectionString;

    /// <summary>Reads a connection string.</summary>
    /// <param name="text">For example <c>Host=db;Database=keyeco;Username=keyeco;Password=...</c>.</param>
    /// <exception cref="InvalidOperationException">It is not one, or names no host or database. The message does not repeat it.</exception>
    public static PostgresTarget Parse(string text)
    {
        // What the builder throws may repeat what was given, and that holds a password: it goes no further.
        if (Read(text) is not { } read)
        {
            throw new InvalidOperationException("The PostgreSQL connection is not of the form \"Host=...;Database=...;Username=...;Password=...\". PostgreSQL 连接字符串格式不正确。");
        }

        return string.IsNullOrEmpty(read.Host) || string.IsNullOrEmpty(read.Database)
            ? throw new InvalidOperationException("The PostgreSQL connection must name Host and Database. PostgreSQL 连接须写明 Host 与 Database。")
            : new PostgresTarget(read);
    }

    /// <summary>Host, port and database.</summary>
    public override string ToString() => $"PostgreSQL {parts.Host}:{parts.Port}/{parts.Database}";

    private static NpgsqlConnectionStringBuilder? Read(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) { PersistSecurityInfo = false, IncludeErrorDetail = false, LogParameters = false };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException)
        {
            return null;
        }
    }
}
