using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace KeyEcosystem.Platform.Backup;

/// <summary>
/// Copies every row of the tables of one store into the empty tables of another. Both models are of the same classes; what differs is how a value is stored,
/// and that is said by the models: a value goes from its stored form to the property's and on to the other store's form.
/// </summary>
internal static class StoreCopy
{
    /// <summary>Copies.</summary>
    /// <param name="from">Has an open transaction that sees one instant.</param>
    /// <param name="to">Has an open transaction; its tables are there and empty.</param>
    /// <param name="stop">Ends the copying; nothing is committed here.</param>
    public static async Task Copy(DbContext from, DbContext to, CancellationToken stop)
    {
        foreach (var type in Ordered(to.Model))
        {
            // A table of one store only, as that of the lease, is of no node's history.
            if (from.Model.FindEntityType(type.Name) is { } source)
            {
                await Copy(from, source, to, type, stop);
            }
        }
    }

    private static async Task Copy(DbContext from, IEntityType source, DbContext to, IEntityType target, CancellationToken stop)
    {
        var columns = target.GetProperties().Select(p => (From: source.FindProperty(p.Name)!, To: p)).ToArray();
        var converters = columns.Select(c => (Read: Reader(c.From), Write: c.To.GetRelationalTypeMapping().Converter)).ToArray();
        await using var ask = Command(from, $"select {Names(columns.Select(c => c.From), source)} from {Table(from, source)}");
        await using var rows = await ask.ExecuteReaderAsync(CommandBehavior.SequentialAccess, stop);
        await using var writer = to.Database.IsNpgsql() ? await Import(to, target, columns.Select(c => c.To), stop) : Inserts(to, target, [.. columns.Select(c => c.To)]);
        while (await rows.ReadAsync(stop))
        {
            var values = new object?[columns.Length];
            for (var i = 0; i < columns.Length; i++)
            {
                var value = rows.IsDBNull(i) ? null : converters[i].Read(rows, i);
                values[i] = value is null || converters[i].Write is not { } write ? value : write.ConvertToProvider(value);
            }

            await writer.Write(values, stop);
        }

        await writer.Finish(stop);
    }

    /// <summary>Each table behind those that it refers to.</summary>
    private static List<IEntityType> Ordered(IModel model)
    {
        var done = new List<IEntityType>();
        foreach (var type in model.GetEntityTypes().Where(t => t.GetTableName() is not null))
        {
            Add(type);
        }

        return done;

        void Add(IEntityType type)
        {
            if (!done.Contains(type))
            {
                foreach (var other in type.GetForeignKeys().Select(k => k.PrincipalEntityType).Where(t => t != type))
                {
                    Add(other);
                }

                done.Add(type);
            }
        }
    }

    /// <summary>Reads a stored value as the property's.</summary>
    private static Func<DbDataReader, int, object?> Reader(IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        var stored = mapping.Converter?.ProviderClrType ?? property.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        Func<DbDataReader, int, object> read =
            stored == typeof(string) ? (r, i) => r.GetString(i)
            : stored == typeof(byte[]) ? (r, i) => r.GetFieldValue<byte[]>(i)
            : stored == typeof(long) ? (r, i) => r.GetInt64(i)
            : stored == typeof(int) ? (r, i) => r.GetInt32(i)
            : stored == typeof(bool) ? (r, i) => r.GetBoolean(i)
            : stored == typeof(Guid) ? (r, i) => r.GetGuid(i)
            : stored == typeof(DateTime) ? (r, i) => DateTime.SpecifyKind(r.GetDateTime(i), DateTimeKind.Utc)
            : throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name} is stored as {stored.Name}, which no copy reads.");
        return (r, i) => mapping.Converter is { } converter ? converter.ConvertFromProvider(read(r, i)) : read(r, i);
    }

    private static string Table(DbContext db, IEntityType type) => db.GetService<ISqlGenerationHelper>().DelimitIdentifier(type.GetTableName()!, type.GetSchema());

    private static string Names(IEnumerable<IProperty> properties, IEntityType type)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        return string.Join(", ", properties.Select(p => $"\"{p.GetColumnName(table)}\""));
    }

    private static DbCommand Command(DbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        return command;
    }

    private static async Task<RowWriter> Import(DbContext db, IEntityType type, IEnumerable<IProperty> properties, CancellationToken stop)
    {
        var import = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync($"copy {Table(db, type)} ({Names(properties, type)}) from stdin (format binary)", stop);
        import.Timeout = TimeSpan.Zero;
        return new RowWriter(
            async (values, end) =>
            {
                await import.StartRowAsync(end);
                foreach (var value in values)
                {
                    await (value is null ? import.WriteNullAsync(end) : import.WriteAsync(value, end));
                }
            },
            async end => await import.CompleteAsync(end),
            import);
    }

    private static RowWriter Inserts(DbContext db, IEntityType type, IReadOnlyList<IProperty> properties)
    {
        var command = Command(db, $"insert into {Table(db, type)} ({Names(properties, type)}) values ({string.Join(", ", properties.Select((_, i) => $"$p{i}"))})");
        for (var i = 0; i < properties.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"$p{i}";
            command.Parameters.Add(parameter);
        }

        return new RowWriter(
            async (values, end) =>
            {
                for (var i = 0; i < values.Length; i++)
                {
                    command.Parameters[i].Value = values[i] ?? DBNull.Value;
                }

                await command.ExecuteNonQueryAsync(end);
            },
            _ => Task.CompletedTask,
            command);
    }

    private sealed class RowWriter(Func<object?[], CancellationToken, Task> write, Func<CancellationToken, Task> finish, IAsyncDisposable inner) : IAsyncDisposable
    {
        public Task Write(object?[] values, CancellationToken stop) => write(values, stop);

        public Task Finish(CancellationToken stop) => finish(stop);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
