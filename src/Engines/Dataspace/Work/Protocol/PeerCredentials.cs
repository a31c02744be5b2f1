using KeyEcosystem.Dataspace.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Who a peer is by what its calls carry, and what this node's calls to it carry.</summary>
internal sealed class PeerCredentials(IEnumerable<IPeerIdentity> ways, ProtocolReads reads, ConformanceScript? script = null)
{
    private readonly IPeerIdentity[] ways = [.. ways];

    /// <summary>The peer that calls, which may be suspended; null for nobody that this node knows.</summary>
    /// <param name="call">What the call carries.</param>
    /// <param name="stop">Ends the reading.</param>
    public async ValueTask<PeerRow?> Of(PeerCall call, CancellationToken stop)
    {
        var peers = await reads.Peers(stop);
        if (call.IsBare)
        {
            // A folder in which a test kit was tried lets nobody in without a credential afterwards.
            return script is null ? null : peers.FirstOrDefault(p => p is { TokenHash: null, CertificateHash: null, SuspendedAt: null });
        }

        foreach (var peer in peers)
        {
            if (await Knows(peer, call, stop))
            {
                return peer;
            }
        }

        return null;
    }

    /// <summary>Adds what a peer knows this node by, where it wants any.</summary>
    public void Sign(HttpRequestMessage request, Guid peer) => Array.ForEach(ways, w => w.Sign(request, peer));

    private async ValueTask<bool> Knows(PeerRow peer, PeerCall call, CancellationToken stop)
    {
        var known = false;
        foreach (var way in ways)
        {
            switch (await way.Knows(peer, call, stop))
            {
                case false:
                    return false;
                case true:
                    known = true;
                    break;
            }
        }

        return known;
    }
}
