using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Kernel.Evidence;
using Microsoft.Data.Sqlite;

namespace KeyEcosystem.Platform.Store;

/// <summary>Prepared statements on the one writing connection.</summary>
internal sealed class SqliteWriter : IDisposable
{
    public const int Busy = 5;
    public const int Full = 13;
    public const int Constraint = 19;
    public const int Unique = 2067;
    public const int PrimaryKey = 1555;

    private readonly string path;
    private readonly Dictionary<(RowShape, RowChangeKind, string?), SqliteCommand> prepared = [];
    private readonly Dictionary<string, SqliteCommand> plain = new(StringComparer.Ordinal);
    private SqliteConnection connection;
    private long nextFact;

    private SqliteWriter(string path)
    {
        this.path = path;
        connection = Connect();
    }

    public static SqliteWriter Open(string path) => new(path);

    public void Begin() => Run("begin immediate");

    public void Save() => Run("savepoint s");

    public void Keep() => Run("release s");

    public void Undo()
    {
        Run("rollback to s");
        Run("release s");
        nextFact = NextFact();
    }

    public void Commit() => Run("commit");

    public void Reopen()
    {
        Dispose();
        prepared.Clear();
        plain.Clear();
        connection = Connect();
    }

    public IEnumerable<byte[]> LeafHashes(long from = 0)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select \"LeafHash\" from \"plt_evidence\" where \"Sequence\" >= $0 order by \"Sequence\"";
        command.Parameters.AddWithValue("$0", from);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (byte[])rows[0];
        }
    }

    public int Apply(RowShape shape, RowChange row)
    {
        if (!prepared.TryGetValue((shape, row.Kind, row.Property), out var command))
        {
            prepared[(shape, row.Kind, row.Property)] = command = Prepare(shape, row);
        }

        var p = command.Parameters;
        switch (row.Kind)
        {
            case RowChangeKind.Add:
                p[0].Value = shape.KeyToProvider(row.Key);
                p[1].Value = row.Delta;
                break;
            case RowChangeKind.Require:
                p[0].Value = shape.KeyToProvider(row.Key);
                p[1].Value = row.Version;
                return Convert.ToInt32(command.ExecuteScalar());
            case RowChangeKind.Delete:
                p[0].Value = shape.Value(row.Row!, shape.KeyIndex);
                p[1].Value = ((IRow)row.Row!).Version;
                break;
            default:
                for (var i = 0; i < shape.Columns.Length; i++)
                {
                    p[i].Value = shape.Value(row.Row!, i);
                }

                if (row.Kind == RowChangeKind.Update)
                {
                    p[shape.Columns.Length].Value = ((IRow)row.Row!).Version;
                }

                break;
        }

        return command.ExecuteNonQuery();
    }

    public Committed Record(Act act, Guid id, DateTimeOffset at, long sequence)
    {
        var salt = RandomNumberGenerator.GetBytes(EvidenceLeaf.SaltSize);
        var commitment = EvidenceLeaf.Commit(salt, Encoding.UTF8.GetBytes(act.Detail));
        var leaf = EvidenceLeaf.Encode(id, at.UtcTicks, act.Verb, act.Actor, act.Member, act.Subjects, act.Outcome, commitment);
        var hash = MerkleTree.LeafHash(leaf);
        Run(
            "insert into \"plt_evidence\"(\"Sequence\",\"Id\",\"At\",\"Verb\",\"Member\",\"Subject\",\"Outcome\",\"Leaf\",\"LeafHash\") values($0,$1,$2,$3,$4,$5,$6,$7,$8)",
            sequence,
            id.ToByteArray(true),
            at.UtcTicks,
            act.Verb,
            act.Member is { } m ? m.ToByteArray(true) : DBNull.Value,
            act.Subjects.Count > 0 ? act.Subjects[0] : "",
            act.Outcome,
            leaf,
            hash);
        Run("insert into \"plt_evidence_detail\"(\"Id\",\"Salt\",\"Detail\") values($0,$1,$2)", id.ToByteArray(true), salt, act.Detail);
        return new Committed(id, sequence, hash);
    }

    public void Tell(Fact fact, DateTimeOffset at, long evidence) => Run(
        "insert into \"plt_fact\"(\"Position\",\"Topic\",\"Aggregate\",\"Body\",\"At\",\"Evidence\") values($0,$1,$2,$3,$4,$5)",
        nextFact++,
        fact.Topic,
        fact.Aggregate.ToByteArray(true),
        fact.Body,
        at.UtcTicks,
        evidence);

    public void Dispose()
    {
        foreach (var command in prepared.Values.Concat(plain.Values))
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteConnection Connect()
    {
        var opened = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=5");
        opened.Open();
        using var pragmas = opened.CreateCommand();
        pragmas.CommandText = "pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-32768; pragma temp_store=memory; pragma foreign_keys=on";
        pragmas.ExecuteNonQuery();
        connection = opened;
        nextFact = NextFact();
        return opened;
    }

    private long NextFact()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select coalesce(max(\"Position\") + 1, 0) from \"plt_fact\"";
        return (long)command.ExecuteScalar()!;
    }

    private SqliteCommand Prepare(RowShape shape, RowChange row)
    {
        var n = shape.Columns.Length;
        var columns = string.Join(',', shape.Columns.Select(c => $"\"{c}\""));
        var values = string.Join(',', Enumerable.Range(0, n).Select(i => $"${i}"));
        switch (row.Kind)
        {
            case RowChangeKind.Insert:
                return Make(shape.Versioned ? $"insert into \"{shape.Table}\"({columns},\"Version\") values({values},1) on conflict do nothing" : $"insert into \"{shape.Table}\"({columns}) values({values}) on conflict do nothing", n);
            case RowChangeKind.Update:
                var sets = string.Join(',', shape.Columns.Select((c, i) => $"\"{c}\"=${i}"));
                return Make($"update \"{shape.Table}\" set {sets},\"Version\"=\"Version\"+1 where \"{shape.Key}\"=${shape.KeyIndex} and \"Version\"=${n}", n + 1);
            case RowChangeKind.Delete:
                return Make($"delete from \"{shape.Table}\" where \"{shape.Key}\"=$0 and \"Version\"=$1", 2);
            case RowChangeKind.Require:
                return Make($"select count(*) from \"{shape.Table}\" where \"{shape.Key}\"=$0 and \"Version\"=$1", 2);
            default:
                var column = shape.ByProperty[row.Property!];
                // Past the largest integer SQLite would go on in floating point and call the sum within bounds.
                var cap = row.CapProperty is null ? "" : $" and \"{column}\"+$1<=\"{shape.ByProperty[row.CapProperty]}\"";
                return Make($"update \"{shape.Table}\" set \"{column}\"=\"{column}\"+$1,\"Version\"=\"Version\"+1 where \"{shape.Key}\"=$0 and \"{column}\"<={long.MaxValue}-max($1,0) and \"{column}\"+$1>=0{cap}", 2);
        }
    }

    private SqliteCommand Make(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        return command;
    }

    private void Run(string sql, params ReadOnlySpan<object> values)
    {
        if (!plain.TryGetValue(sql, out var command))
        {
            plain[sql] = command = Make(sql, values.Length);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
