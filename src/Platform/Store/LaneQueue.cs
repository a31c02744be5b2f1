using System.Threading.Channels;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Store;

/// <summary>The bounded door of a lane.</summary>
internal sealed class LaneQueue(StoreOptions options)
{
    private readonly Channel<LaneCommand> queue = Channel.CreateBounded<LaneCommand>(new BoundedChannelOptions(options.QueueMax) { SingleReader = true });
    private volatile bool closed;

    public async ValueTask<Result<Committed>> Submit(Change change, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var command = new LaneCommand(change);
        if (!queue.Writer.TryWrite(command))
        {
            return closed
                ? Stopped
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

    /// <summary>Waits for work; false when there will be none any more.</summary>
    public ValueTask<bool> Wait() => queue.Reader.WaitToReadAsync(CancellationToken.None);

    public void Fill(List<LaneCommand> batch)
    {
        while (batch.Count < options.BatchMax && queue.Reader.TryRead(out var command))
        {
            if (command.Take())
            {
                batch.Add(command);
            }
        }
    }

    /// <summary>Takes nothing more; what is inside is still written.</summary>
    public void Close()
    {
        closed = true;
        queue.Writer.TryComplete();
    }

    /// <summary>Takes nothing more and answers all that waits: the writer has ended.</summary>
    public void Abandon()
    {
        Close();
        while (queue.Reader.TryRead(out var command))
        {
            if (command.Take())
            {
                command.Done.TrySetResult(Stopped);
            }
        }
    }

    private static Refusal Stopped => new("lane.stopped", "The node is stopping.", "Send it again when the node is back.");
}
