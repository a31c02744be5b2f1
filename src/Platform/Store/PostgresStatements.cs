using Npgsql;

namespace KeyEcosystem.Platform.Store;

/// <summary>Statements over many rows at once: each column travels as one array.</summary>
internal static class PostgresStatements
{
    /// <summary>Version, numbers and unique values of rows by key.</summary>
    public static NpgsqlBatchCommand Read(RowShape shape, object[] keys) => Command(
        $"select {Watched(shape)} from \"{shape.Table}\" where \"{shape.Key}\"=any($1)", Values(shape.Columns[shape.KeyIndex], keys));

    /// <summary>The same of the rows that have one of the unique values.</summary>
    public static NpgsqlBatchCommand ReadOwners(RowShape shape, int index, object?[][] values)
    {
        var columns = Array.ConvertAll(shape.Unique[index], c => shape.Columns[c]);
        return Command(
            $"select {Watched(shape)} from \"{shape.Table}\" where ({Names(columns)}) in (select * from unnest({Arrays(columns)}))",
            [.. columns.Select((c, i) => Values(c, Array.ConvertAll(values, v => v[i])))]);
    }

    /// <summary>Reads what <see cref="Read"/> and <see cref="ReadOwners"/> ask for.</summary>
    public static void Take(RowShape shape, NpgsqlDataReader reader, BatchPlan plan)
    {
        while (reader.Read())
        {
            var values = new object?[shape.Columns.Length];
            var at = shape.Versioned ? 1 : 0;
            for (var i = 0; i < values.Length; i++)
            {
                if (IsWatched(shape, i))
                {
                    values[i] = reader.IsDBNull(at) ? null : reader.GetValue(at);
                    at++;
                }
            }

            plan.Found(shape, values[shape.KeyIndex]!, shape.Versioned ? reader.GetInt64(0) : 0, values);
        }
    }

    /// <summary>Writes a group.</summary>
    /// <param name="group">The rows.</param>
    /// <param name="expected">How many rows it must touch.</param>
    public static NpgsqlBatchCommand Write(RowGroup group, out int expected)
    {
        var shape = group.Shape;
        var key = shape.Columns[shape.KeyIndex];
        var keys = Values(key, [.. group.Rows.Select(r => (object?)r.Key)]);
        expected = group.Rows.Count;
        switch (group.Kind)
        {
            case RowChangeKind.Add:
                var column = shape.Columns[group.Column].Name;
                var sums = group.Rows.GroupBy(r => r.Key).ToArray();
                expected = sums.Length;
                return Command(
                    $"update \"{shape.Table}\" t set \"{column}\"=t.\"{column}\"+v.n,\"Version\"=t.\"Version\"+v.times from unnest($1::{key.Type}[],$2::bigint[],$3::bigint[]) v(id,n,times) where t.\"{key.Name}\"=v.id",
                    Values(key, [.. sums.Select(s => s.Key)]),
                    Numbers(sums.Select(s => s.Sum(r => r.Delta))),
                    Numbers(sums.Select(s => (long)s.Count())));
            case RowChangeKind.Delete:
                return Command(
                    $"delete from \"{shape.Table}\" t using unnest($1::{key.Type}[],$2::bigint[]) v(id,expected) where t.\"{key.Name}\"=v.id and t.\"Version\"=v.expected",
                    keys,
                    Numbers(group.Rows.Select(r => r.Version)));
            case RowChangeKind.Update:
                var n = shape.Columns.Length;
                var sets = string.Join(',', shape.Columns.Where(c => c != key).Select(c => $"\"{c.Name}\"=v.\"{c.Name}\""));
                return Command(
                    $"update \"{shape.Table}\" t set {sets},\"Version\"=t.\"Version\"+1 from unnest({Arrays(shape.Columns)},${n + 1}::bigint[]) v({Names(shape.Columns)},expected) where t.\"{key.Name}\"=v.\"{key.Name}\" and t.\"Version\"=v.expected",
                    [.. Columns(group), Numbers(group.Rows.Select(r => r.Version))]);
            default:
                var version = shape.Versioned ? (",\"Version\"", ",1") : ("", "");
                return Command(
                    $"insert into \"{shape.Table}\"({Names(shape.Columns)}{version.Item1}) select v.*{version.Item2} from unnest({Arrays(shape.Columns)}) v on conflict do nothing",
                    [.. Columns(group)]);
        }
    }

    private static bool IsWatched(RowShape shape, int column) =>
        column == shape.KeyIndex || shape.Columns[column].IsNumber || Array.Exists(shape.Unique, u => u.Contains(column));

    private static string Watched(RowShape shape) =>
        string.Join(',', (shape.Versioned ? ["\"Version\""] : Array.Empty<string>()).Concat(shape.Columns.Where((_, i) => IsWatched(shape, i)).Select(c => $"\"{c.Name}\"")));

    private static string Names(IEnumerable<RowColumn> columns) => string.Join(',', columns.Select(c => $"\"{c.Name}\""));

    private static string Arrays(IEnumerable<RowColumn> columns) => string.Join(',', columns.Select((c, i) => $"${i + 1}::{c.Type}[]"));

    private static IEnumerable<NpgsqlParameter> Columns(RowGroup group) =>
        group.Shape.Columns.Select((c, i) => Values(c, [.. group.Rows.Select(r => r.Values[i])]));

    private static NpgsqlParameter<long[]> Numbers(IEnumerable<long> values) => new NpgsqlParameter<long[]> { TypedValue = [.. values] };

    private static NpgsqlParameter Values(RowColumn column, object?[] values) => column.Clr switch
    {
        var t when t == typeof(Guid) => Of<Guid>(values),
        var t when t == typeof(long) => Of<long>(values),
        var t when t == typeof(int) => Of<int>(values),
        var t when t == typeof(bool) => Of<bool>(values),
        var t when t == typeof(string) => new NpgsqlParameter<string?[]> { TypedValue = Array.ConvertAll(values, v => (string?)v) },
        var t when t == typeof(byte[]) => new NpgsqlParameter<byte[]?[]> { TypedValue = Array.ConvertAll(values, v => (byte[]?)v) },
        _ => throw new NotSupportedException($"{column.Name} has a type that the lane does not write."),
    };

    private static NpgsqlParameter<T?[]> Of<T>(object?[] values)
        where T : struct => new() { TypedValue = Array.ConvertAll(values, v => v is null ? null : (T?)v) };

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
