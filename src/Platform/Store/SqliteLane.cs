using System.Threading.Channels;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>The lane on SQLite: one writer, commits of many commands, a savepoint each.</summary>
internal sealed class SqliteLane : ILane, IEvidenceTail, IAsyncDisposable, IDisposable
{
    private const int SubjectsMax = 16;
    private readonly Channel<LaneCommand> queue;
    private readonly StoreOptions options;
    private readonly Dictionary<Type, RowShape> shapes;
    private readonly IIds ids;
    private readonly TimeProvider clock;
    private readonly Lock tailGate = new();
    private readonly MerkleFrontier tail = new();
    private readonly Task writer;
    private SqliteWriter store;
    private long commits;
    private long committed;
    private long refused;

    public SqliteLane(StoreOptions options, IDbContextFactory<NodeContext> contexts, IIds ids, TimeProvider clock)
    {
        this.options = options;
        this.ids = ids;
        this.clock = clock;
        using (var db = contexts.CreateDbContext())
        {
            shapes = RowShape.All(db.Model);
        }

        queue = Channel.CreateBounded<LaneCommand>(new BoundedChannelOptions(options.QueueMax) { SingleReader = true });
        store = SqliteWriter.Open(options.Database);
        foreach (var leafHash in store.LeafHashes())
        {
            tail.Append(leafHash);
        }

        writer = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public LaneFigures Figures => new(Interlocked.Read(ref commits), Interlocked.Read(ref committed), Interlocked.Read(ref refused));

    /// <summary>Size and root of the log as committed.</summary>
    public (long Size, byte[] Root) Tail()
    {
        lock (tailGate)
        {
            return (tail.Size, tail.Root());
        }
    }

    public async ValueTask<Result<Committed>> Commit(Change change, CancellationToken stop)
    {
        var command = new LaneCommand(change);
        if (!queue.Writer.TryWrite(command))
        {
            return queue.Reader.Completion.IsCompleted || writer.IsCompleted
                ? new Refusal("lane.stopped", "The node is stopping.", "Send it again when the node is back.")
                : new Refusal("lane.full", "Too much is waiting to be written.", $"{options.QueueMax} changes are waiting; try again in a second.");
        }

        await using var withdrawal = stop.UnsafeRegister(
            static (o, token) =>
            {
                var waiting = (LaneCommand)o!;
                if (waiting.Withdraw())
                {
                    waiting.Done.TrySetCanceled(token);
                }
            },
            command);
        return await command.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer;
        store.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Run()
    {
        var batch = new List<LaneCommand>(options.BatchMax);
        while (true)
        {
            if (!queue.Reader.TryPeek(out _) && !queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                return;
            }

            batch.Clear();
            while (batch.Count < options.BatchMax && queue.Reader.TryRead(out var command))
            {
                if (command.Take())
                {
                    batch.Add(command);
                }
            }

            if (batch.Count > 0)
            {
                Write(batch);
            }
        }
    }

    private void Write(List<LaneCommand> batch)
    {
        var leaves = new List<byte[]>();
        var committing = false;
        try
        {
            store.Begin();
            foreach (var command in batch)
            {
                var mark = leaves.Count;
                store.Save();
                command.Outcome = Apply(command.Change, leaves);
                if (command.Outcome.IsOk)
                {
                    store.Keep();
                }
                else
                {
                    leaves.RemoveRange(mark, leaves.Count - mark);
                    store.Undo();
                }
            }

            committing = true;
            store.Commit();
            Interlocked.Increment(ref commits);
            LaneMeters.Batch(batch.Count);
        }
        catch (Exception failure)
        {
            // Whatever it was, the writer must live on: a dead writer leaves every caller waiting for ever.
            Lost(batch, failure, committing);
            return;
        }

        lock (tailGate)
        {
            foreach (var leaf in leaves)
            {
                tail.Append(leaf);
            }
        }

        foreach (var command in batch)
        {
            Interlocked.Increment(ref command.Outcome.IsOk ? ref committed : ref refused);
            command.Done.TrySetResult(command.Outcome);
        }
    }

    private Result<Committed> Apply(Change change, List<byte[]> leaves)
    {
        try
        {
            foreach (var row in change.Rows)
            {
                if (!shapes.TryGetValue(row.Type, out var shape))
                {
                    return new Refusal("command.invalid", "This row is not mapped.", $"{row.Type.Name} is not part of the store.");
                }

                if (store.Apply(shape, row) != 1)
                {
                    return row.Kind switch
                    {
                        RowChangeKind.Add => new Refusal("reservation.exceeded", "There is not enough left.", $"The sum in {shape.Table} would leave its bounds."),
                        RowChangeKind.Insert => new Refusal("state.exists", "This is there already.", $"A row of {shape.Table} has the same key or unique value."),
                        _ => new Refusal("state.stale", "This was changed meanwhile.", $"The row of {shape.Table} has another version: read it again and repeat."),
                    };
                }
            }

            Committed? first = null;
            var at = clock.GetUtcNow();
            foreach (var act in change.Acts)
            {
                if (act.Subjects.Count > SubjectsMax)
                {
                    return new Refusal("command.invalid", "The record can't be written.", $"A record has at most {SubjectsMax} subjects; this one has {act.Subjects.Count}.");
                }

                var record = store.Record(act, ids.Next(), at, tail.Size + leaves.Count);
                leaves.Add(record.LeafHash);
                first ??= record;
            }

            foreach (var fact in change.Facts)
            {
                store.Tell(fact, at, first!.Sequence);
            }

            return first!;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is SqliteWriter.Constraint)
        {
            return failure.SqliteExtendedErrorCode is SqliteWriter.Unique or SqliteWriter.PrimaryKey
                ? new Refusal("state.exists", "This is there already.", "A row with the same key or unique value exists.")
                : new Refusal("command.invalid", "The store refuses this row.", failure.Message);
        }
        catch (ArgumentException wrong)
        {
            return new Refusal("command.invalid", "The record can't be written.", wrong.Message);
        }
        catch (Exception wrong) when (wrong is not SqliteException)
        {
            return new Refusal("command.invalid", "The change can't be written.", "A row, a property or a value of it does not fit the store.");
        }
    }

    /// <summary>The store failed under the whole batch. Before the commit nothing was written; during it the outcome is not known.</summary>
    private void Lost(List<LaneCommand> batch, Exception failure, bool committing)
    {
        var code = (failure as SqliteException)?.SqliteErrorCode switch
        {
            SqliteWriter.Full => "store.full",
            SqliteWriter.Busy => "store.busy",
            _ => committing ? "store.unknown" : "store.lost",
        };
        try
        {
            store.Reopen();
            lock (tailGate)
            {
                foreach (var leafHash in store.LeafHashes(tail.Size))
                {
                    tail.Append(leafHash);
                }
            }
        }
        catch (SqliteException)
        {
            // The next batch finds the store closed, fails the same way and tries to open it again.
        }
        finally
        {
            foreach (var command in batch)
            {
                Interlocked.Increment(ref refused);
                command.Done.TrySetResult(new Refusal(code, "The store can't write.", $"Nothing of this was acknowledged. {failure.Message}"));
            }
        }
    }
}
