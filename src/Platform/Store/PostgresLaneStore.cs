using KeyEcosystem.Kernel;
using Npgsql;

namespace KeyEcosystem.Platform.Store;

/// <summary>
/// One connection that holds the lease of the lane; three round trips a batch: read what it touches, write what was accepted, commit.
/// The session lock keeps a second process waiting while this one lives; the token, compared inside every commit, keeps a holder that was replaced from committing.
/// </summary>
internal sealed class PostgresLaneStore(StoreOptions options) : ILaneStore
{
    /// <summary>Name of the lane's lease.</summary>
    public const string Lease = "lane";

    private static readonly TimeSpan AgainWait = TimeSpan.FromSeconds(2);

    private NpgsqlConnection? connection;
    private long token;
    private bool opened;

    public bool Committing { get; private set; }

    public void Open()
    {
        Dispose();
        Committing = false;
        var wait = opened ? AgainWait : options.LeaseWait;
        connection = new NpgsqlConnection(options.Postgres!.Lane);
        connection.Open();
        Run($"set lock_timeout = {(int)wait.TotalMilliseconds}");
        try
        {
            using var seat = new NpgsqlCommand($"select pg_advisory_lock({LaneSeat.Lock})", connection) { CommandTimeout = (int)wait.TotalSeconds + 10 };
            seat.ExecuteNonQuery();
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new LaneHeldException($"{options.Postgres}: another process of the node writes to it; this one waited {wait.TotalSeconds:0} s. Stop the other one first. 另一进程正在写入该数据库，请先停止它。", taken);
        }

        Run("set lock_timeout = 0");
        using var take = new NpgsqlCommand("insert into \"plt_lease\" as l (\"Name\",\"Holder\",\"Url\",\"Token\") values($1,$2,$3,1) on conflict (\"Name\") do update set \"Holder\"=excluded.\"Holder\",\"Url\"=excluded.\"Url\",\"Token\"=l.\"Token\"+1 returning \"Token\"", connection)
        {
            Parameters = { new() { Value = Lease }, new() { Value = $"{options.NodeId}, backend {connection.ProcessID}" }, new() { Value = (object?)options.ReachedAt?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } },
        };
        token = (long)take.ExecuteScalar()!;
        opened = true;
    }

    public IEnumerable<byte[]> Leaves(long from)
    {
        using var command = new NpgsqlCommand("select \"LeafHash\" from \"plt_evidence\" where \"Sequence\" >= $1 order by \"Sequence\"", connection) { Parameters = { new() { Value = from } }, CommandTimeout = 0 };
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (byte[])rows[0];
        }
    }

    public long NextFact()
    {
        using var command = new NpgsqlCommand("select coalesce(max(\"Position\") + 1, 0) from \"plt_fact\"", connection);
        return (long)command.ExecuteScalar()!;
    }

    public void Write(IReadOnlyList<LaneCommand> batch, LaneEnd end)
    {
        Committing = false;
        var wrote = false;
        try
        {
            wrote = Together(batch, end);
        }
        catch (PostgresException failure) when (IsOfOneRow(failure))
        {
            // Something that can't be judged beforehand, a check or a filtered index: one command of the batch, which one is found by writing each alone.
            wrote = OneByOne(batch, end);
        }
        catch (RowsDifferException)
        {
            wrote = OneByOne(batch, end);
        }

        Committing = wrote;
        Run(wrote ? "commit" : "rollback");
        Committing = false;
    }

    public LaneFailure Of(Exception failure) => (failure as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.DiskFull => LaneFailure.Full,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.TooManyConnections => LaneFailure.Busy,
        _ => LaneFailure.Lost,
    };

    public void Dispose()
    {
        connection?.Dispose();
        connection = null;
    }

    private static bool IsOfOneRow(PostgresException failure) =>
        failure.SqlState.StartsWith("22", StringComparison.Ordinal) || failure.SqlState.StartsWith("23", StringComparison.Ordinal);

    private bool Together(IReadOnlyList<LaneCommand> batch, LaneEnd end)
    {
        var plan = Read([.. batch.Select(c => c.Prepared)], "begin");
        foreach (var command in batch)
        {
            command.Outcome = Judge(plan, command.Prepared, end);
        }

        return Write(plan);
    }

    private bool OneByOne(IReadOnlyList<LaneCommand> batch, LaneEnd end)
    {
        Run("rollback");
        end.Undo(0, end.FirstFact);
        Run("begin");
        var wrote = false;
        foreach (var command in batch)
        {
            var (leaves, fact) = (end.Leaves.Count, end.NextFact);
            var plan = Read([command.Prepared], "savepoint s");
            command.Outcome = Judge(plan, command.Prepared, end);
            try
            {
                wrote |= command.Outcome.IsOk && Write(plan);
                Run("release s");
                continue;
            }
            catch (PostgresException failure) when (IsOfOneRow(failure))
            {
                var table = failure.TableName ?? command.Prepared.Rows[0].Shape.Table;
                command.Outcome = failure.SqlState switch
                {
                    PostgresErrorCodes.UniqueViolation => LaneRefusals.Exists,
                    PostgresErrorCodes.NumericValueOutOfRange => new Refusal("reservation.exceeded", "There is not enough left.", $"The sum in {table} would leave its bounds."),
                    _ => LaneRefusals.Unfit,
                };
            }
            catch (RowsDifferException differ)
            {
                command.Outcome = LaneRefusals.Of(differ.Row);
            }

            end.Undo(leaves, fact);
            Run("rollback to s");
            Run("release s");
        }

        return wrote;
    }

    private static Result<Committed> Judge(BatchPlan plan, PreparedChange change, LaneEnd end)
    {
        if (plan.Try(change) is { } refusal)
        {
            return refusal;
        }

        var (done, rows) = end.Append(change);
        foreach (var row in rows)
        {
            plan.Place(row);
        }

        return done;
    }

    /// <summary>First round trip: begins, holds the lease until the commit, reads what the changes touch.</summary>
    private BatchPlan Read(IReadOnlyList<PreparedChange> changes, string begin)
    {
        var plan = new BatchPlan();
        var shapes = new List<RowShape>();
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(begin));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select \"Token\" from \"plt_lease\" where \"Name\"=$1 for update") { Parameters = { new NpgsqlParameter<string> { TypedValue = Lease } } });
        foreach (var (shape, keys) in BatchPlan.Keys(changes))
        {
            batch.BatchCommands.Add(PostgresStatements.Read(shape, keys));
            shapes.Add(shape);
        }

        foreach (var (shape, index, values) in BatchPlan.Claims(changes))
        {
            batch.BatchCommands.Add(PostgresStatements.ReadOwners(shape, index, values));
            shapes.Add(shape);
        }

        using var reader = batch.ExecuteReader();
        if (!reader.Read() || reader.GetInt64(0) != token)
        {
            throw new InvalidOperationException("Another process has taken the lane over.");
        }

        foreach (var shape in shapes)
        {
            reader.NextResult();
            PostgresStatements.Take(shape, reader, plan);
        }

        return plan;
    }

    /// <summary>Second round trip. The commit is not in it: a count that differs must not be committed.</summary>
    private bool Write(BatchPlan plan)
    {
        using var batch = new NpgsqlBatch(connection);
        var expected = new List<(RowGroup Group, int Count)>();
        foreach (var group in plan.Groups)
        {
            batch.BatchCommands.Add(PostgresStatements.Write(group, out var count));
            expected.Add((group, count));
        }

        if (expected.Count == 0)
        {
            return false;
        }

        batch.ExecuteNonQuery();
        for (var i = 0; i < expected.Count; i++)
        {
            if ((long)batch.BatchCommands[i].RecordsAffected != expected[i].Count)
            {
                throw new RowsDifferException(expected[i].Group.Rows[0]);
            }
        }

        return true;
    }

    private void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>A statement touched other rows than the plan foresaw.</summary>
    private sealed class RowsDifferException(PreparedRow row) : Exception
    {
        public PreparedRow Row { get; } = row;
    }
}
