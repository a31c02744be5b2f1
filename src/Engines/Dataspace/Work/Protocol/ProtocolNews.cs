using System.Threading.Channels;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Processes whose state has changed: this node looks what it is to do next.</summary>
internal sealed class ProtocolNews
{
    private readonly Channel<(Guid Process, bool IsTransfer)> moved = Channel.CreateUnbounded<(Guid, bool)>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>What has moved, as it comes.</summary>
    public IAsyncEnumerable<(Guid Process, bool IsTransfer)> Moved(CancellationToken stop) => moved.Reader.ReadAllAsync(stop);

    public void Negotiation(Guid id) => moved.Writer.TryWrite((id, false));

    public void Transfer(Guid id) => moved.Writer.TryWrite((id, true));
}
