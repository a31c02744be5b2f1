using System.Threading.Channels;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Telemetry;

namespace KeyEcosystem.Platform.Store;

/// <summary>The one write path: one writer thread, commits of many commands. Which store it writes to is the <see cref="ILaneStore"/>'s.</summary>
internal sealed class CommitLane : ILane, IEvidenceTail, IAsyncDisposable, IDisposable
{
    private readonly Channel<LaneCommand> queue;
    private readonly StoreOptions options;
    private readonly LanePreparation preparation;
    private readonly ILaneStore store;
    private readonly Lock tailGate = new();
    private readonly LogSuite suite;
    private readonly RowStamps stamps;
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task writer;
    private MerkleFrontier tail = new();
    private bool open;
    private long nextFact;
    private long commits;
    private long committed;
    private long refused;

    public CommitLane(StoreOptions options, LanePreparation preparation, ILaneStore store, LogSuite suite, RowStamps stamps)
    {
        this.options = options;
        this.preparation = preparation;
        this.store = store;
        this.suite = suite;
        this.stamps = stamps;
        queue = Channel.CreateBounded<LaneCommand>(new BoundedChannelOptions(options.QueueMax) { SingleReader = true });
        Open([]);
        writer = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Ends when another process has taken the lane: this one writes nothing any more.</summary>
    public Task HeldByAnother => lost.Task;

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
                if (command.Take() && Fits(command))
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

    /// <summary>What no store would take is answered at once and holds up nobody.</summary>
    private bool Fits(LaneCommand command)
    {
        var prepared = preparation.Prepare(command.Change);
        if (prepared.IsOk)
        {
            command.Prepared = prepared.Value;
            return true;
        }

        command.Outcome = prepared.Refusal;
        Tell(command);
        return false;
    }

    private void Write(List<LaneCommand> batch)
    {
        var end = new LaneEnd(tail.Size, nextFact, preparation);
        try
        {
            if (!open)
            {
                Open([]);
                end = new LaneEnd(tail.Size, nextFact, preparation);
            }

            store.Write(batch, end);
        }
        catch (Exception failure)
        {
            // Whatever it was, the writer must live on: a dead writer leaves every caller waiting for ever.
            Lost(batch, failure, end, store.Committing);
            return;
        }

        stamps.Touch(batch);
        Interlocked.Increment(ref commits);
        LaneMeters.Batch(batch.Count);
        nextFact = end.NextFact;
        lock (tailGate)
        {
            foreach (var leaf in end.Leaves)
            {
                tail.Append(leaf);
            }
        }

        batch.ForEach(Tell);
    }

    /// <summary>
    /// The store failed under the whole batch. Before the commit nothing was written. During it the log tells: it holds the batch whole, or not at all.
    /// Where it can't be asked, the outcome is not known.
    /// </summary>
    private void Lost(List<LaneCommand> batch, Exception failure, LaneEnd end, bool committing)
    {
        var code = store.Of(failure) switch
        {
            LaneFailure.Full => "store.full",
            LaneFailure.Busy => "store.busy",
            _ => committing ? "store.unknown" : "store.lost",
        };
        try
        {
            if (Open(end.Leaves) && committing)
            {
                batch.ForEach(Tell);
                return;
            }

            code = code == "store.unknown" ? "store.lost" : code;
        }
        catch (Exception again)
        {
            if (again is LaneHeldException)
            {
                lost.TrySetResult();
            }

            // The next batch tries again. The first failure is the one that is told.
            open = false;
        }

        foreach (var command in batch)
        {
            command.Outcome = new Refusal(code, "The store can't write.", code == "store.unknown"
                ? $"Whether this was written is not known: look before you repeat it. {failure.Message}"
                : $"Nothing of this was written. {failure.Message}");
            Tell(command);
        }
    }

    /// <summary>Connects, and reads what the log holds beyond what is known here.</summary>
    /// <returns>Whether that begins with the leaves expected.</returns>
    private bool Open(IReadOnlyList<byte[]> expected)
    {
        open = false;
        store.Open();
        stamps.TouchAll();
        nextFact = store.NextFact();
        var alike = 0;
        var read = 0;
        lock (tailGate)
        {
            if (tail.Size == 0)
            {
                // Only now: until the store is open for writing another process may begin the log, in a suite of its own.
                tail = new MerkleFrontier(suite.Value.Hash);
            }

            foreach (var leafHash in store.Leaves(tail.Size))
            {
                alike += read < expected.Count && leafHash.AsSpan().SequenceEqual(expected[read]) ? 1 : 0;
                read++;
                tail.Append(leafHash);
            }
        }

        open = true;
        return alike == expected.Count;
    }

    private void Tell(LaneCommand command)
    {
        Interlocked.Increment(ref command.Outcome.IsOk ? ref committed : ref refused);
        command.Done.TrySetResult(command.Outcome);
    }
}
