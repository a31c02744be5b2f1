using System.Threading.Channels;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Agreements that have ended: what goes on under them with other connectors ends too.</summary>
internal sealed class EndedAgreements
{
    private readonly Channel<Guid> ended = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>One has ended.</summary>
    public void Add(Guid agreement) => ended.Writer.TryWrite(agreement);

    /// <summary>They, as they end.</summary>
    public IAsyncEnumerable<Guid> All(CancellationToken stop) => ended.Reader.ReadAllAsync(stop);
}
