using KeyEcosystem.Kernel;
using Microsoft.Data.Sqlite;

namespace KeyEcosystem.Platform.Store;

/// <summary>Prepared statements on the one writing connection; a savepoint per command, so that one that does not fit fails alone.</summary>
internal sealed class SqliteLaneStore(StoreOptions options) : ILaneStore
{
    private const int Busy = 5;
    private const int Full = 13;
    private const int Constraint = 19;
    private const int Unique = 2067;
    private const int PrimaryKey = 1555;

    private readonly Dictionary<(RowShape, RowChangeKind, int, int), SqliteCommand> prepared = [];
    private readonly Dictionary<string, SqliteCommand> plain = new(StringComparer.Ordinal);
    private SqliteConnection? connection;

    public bool Committing { get; private set; }

    public void Open()
    {
        Dispose();
        Committing = false;
        connection = new SqliteConnection($"Data Source={options.Database};Pooling=False;Default Timeout=5");
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-32768; pragma temp_store=memory; pragma foreign_keys=on";
        pragmas.ExecuteNonQuery();
    }

    public IEnumerable<byte[]> Leaves(long from)
    {
        using var command = connection!.CreateCommand();
        command.CommandText = "select \"LeafHash\" from \"plt_evidence\" where \"Sequence\" >= $0 order by \"Sequence\"";
        command.Parameters.AddWithValue("$0", from);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (byte[])rows[0];
        }
    }

    public long NextFact()
    {
        using var command = connection!.CreateCommand();
        command.CommandText = "select coalesce(max(\"Position\") + 1, 0) from \"plt_fact\"";
        return (long)command.ExecuteScalar()!;
    }

    public void Write(IReadOnlyList<LaneCommand> batch, LaneEnd end)
    {
        Committing = false;
        Run("begin immediate");
        foreach (var command in batch)
        {
            Run("savepoint s");
            var (leaves, fact) = (end.Leaves.Count, end.NextFact);
            command.Outcome = Apply(command.Prepared, end);
            if (!command.Outcome.IsOk)
            {
                end.Undo(leaves, fact);
                Run("rollback to s");
            }

            Run("release s");
        }

        Committing = true;
        Run("commit");
        Committing = false;
    }

    public LaneFailure Of(Exception failure) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        Full => LaneFailure.Full,
        Busy => LaneFailure.Busy,
        _ => LaneFailure.Lost,
    };

    public void Dispose()
    {
        foreach (var command in prepared.Values.Concat(plain.Values))
        {
            command.Dispose();
        }

        prepared.Clear();
        plain.Clear();
        connection?.Dispose();
        connection = null;
    }

    private Result<Committed> Apply(PreparedChange change, LaneEnd end)
    {
        var table = "";
        try
        {
            foreach (var row in change.Rows)
            {
                table = row.Shape.Table;
                if (Apply(row) != 1)
                {
                    return LaneRefusals.Of(row);
                }
            }

            var (done, rows) = end.Append(change);
            foreach (var row in rows)
            {
                table = row.Shape.Table;
                if (Apply(row) != 1)
                {
                    return LaneRefusals.Of(row);
                }
            }

            return done;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is Constraint)
        {
            return failure.SqliteExtendedErrorCode is Unique or PrimaryKey ? LaneRefusals.Exists : LaneRefusals.Unfit;
        }
    }

    private int Apply(PreparedRow row)
    {
        if (!prepared.TryGetValue((row.Shape, row.Kind, row.Column, row.Cap), out var command))
        {
            prepared[(row.Shape, row.Kind, row.Column, row.Cap)] = command = Make(Sql(row, out var count), count);
        }

        var p = command.Parameters;
        switch (row.Kind)
        {
            case RowChangeKind.Add:
                p[0].Value = row.Key;
                p[1].Value = row.Delta;
                break;
            case RowChangeKind.Require:
                p[0].Value = row.Key;
                p[1].Value = row.Version;
                return Convert.ToInt32(command.ExecuteScalar());
            case RowChangeKind.Delete:
                p[0].Value = row.Key;
                p[1].Value = row.Version;
                break;
            default:
                for (var i = 0; i < row.Values.Length; i++)
                {
                    p[i].Value = row.Values[i] ?? DBNull.Value;
                }

                if (row.Kind == RowChangeKind.Update)
                {
                    p[row.Values.Length].Value = row.Version;
                }

                break;
        }

        return command.ExecuteNonQuery();
    }

    private static string Sql(PreparedRow row, out int parameters)
    {
        var shape = row.Shape;
        var n = shape.Columns.Length;
        switch (row.Kind)
        {
            case RowChangeKind.Insert:
                var columns = string.Join(',', shape.Columns.Select(c => $"\"{c.Name}\""));
                var values = string.Join(',', Enumerable.Range(0, n).Select(i => $"${i}"));
                parameters = n;
                return shape.Versioned
                    ? $"insert into \"{shape.Table}\"({columns},\"Version\") values({values},1) on conflict do nothing"
                    : $"insert into \"{shape.Table}\"({columns}) values({values}) on conflict do nothing";
            case RowChangeKind.Update:
                var sets = string.Join(',', shape.Columns.Select((c, i) => $"\"{c.Name}\"=${i}"));
                parameters = n + 1;
                return $"update \"{shape.Table}\" set {sets},\"Version\"=\"Version\"+1 where \"{shape.Key}\"=${shape.KeyIndex} and \"Version\"=${n}";
            case RowChangeKind.Delete:
                parameters = 2;
                return $"delete from \"{shape.Table}\" where \"{shape.Key}\"=$0 and \"Version\"=$1";
            case RowChangeKind.Require:
                parameters = 2;
                return $"select count(*) from \"{shape.Table}\" where \"{shape.Key}\"=$0 and \"Version\"=$1";
            default:
                var column = shape.Columns[row.Column];
                // Past the largest integer SQLite would go on in floating point and call the sum within bounds.
                var cap = row.Cap < 0 ? "" : $" and \"{column.Name}\"+$1<=\"{shape.Columns[row.Cap].Name}\"";
                parameters = 2;
                return $"update \"{shape.Table}\" set \"{column.Name}\"=\"{column.Name}\"+$1,\"Version\"=\"Version\"+1 where \"{shape.Key}\"=$0 and \"{column.Name}\"<={column.Max}-max($1,0) and \"{column.Name}\"+$1>=0{cap}";
        }
    }

    private SqliteCommand Make(string sql, int parameters)
    {
        var command = connection!.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        return command;
    }

    private void Run(string sql)
    {
        if (!plain.TryGetValue(sql, out var command))
        {
            plain[sql] = command = Make(sql, 0);
        }

        command.ExecuteNonQuery();
    }
}
