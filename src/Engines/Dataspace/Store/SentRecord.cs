using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Puts what a request has sent on record while it goes on: should the node be killed, little of it is not.</summary>
/// <param name="transfers">Where it is recorded.</param>
/// <param name="use">Of which use.</param>
/// <param name="from">The first byte of the request.</param>
internal sealed class SentRecord(Transfers transfers, UseId use, long from)
{
    /// <summary>Bytes after which it is recorded again, once the record before is written.</summary>
    private const int Every = 1 << 24;

    private long recorded;

    /// <summary>The record that is being written.</summary>
    public Task Written { get; private set; } = Task.CompletedTask;

    /// <summary>So far it has sent.</summary>
    /// <param name="at">The byte after the last one.</param>
    public void Reached(long at)
    {
        if (at - from - recorded >= Every && Written.IsCompleted)
        {
            recorded = at - from;
            Written = transfers.Progress(use, from, at);
        }
    }
}
