using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Store;

/// <summary>A change that waits in the lane.</summary>
internal sealed class LaneCommand(Change change)
{
    private const int Queued = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;
    private int state = Queued;

    public Change Change { get; } = change;

    /// <summary>The change in the store's values; set when the lane has taken it and it fits.</summary>
    public PreparedChange Prepared { get; set; } = null!;

    public TaskCompletionSource<Result<Committed>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What became of it inside the batch; told only after the commit.</summary>
    public Result<Committed> Outcome { get; set; }

    public bool Take() => Interlocked.CompareExchange(ref state, Taken, Queued) == Queued;

    public bool Withdraw() => Interlocked.CompareExchange(ref state, Withdrawn, Queued) == Queued;
}
