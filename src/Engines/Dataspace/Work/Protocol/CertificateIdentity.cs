using KeyEcosystem.Dataspace.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// By mutual TLS: each side knows the other's certificate by its hash, whoever has issued it, so that no authority is to be agreed on. What this node shows, and whom it connects to, is up to
/// <see cref="PeerConnections"/>.
/// </summary>
internal sealed class CertificateIdentity : IPeerIdentity
{
    public ValueTask<bool?> Knows(PeerRow peer, PeerCall call, CancellationToken stop) => ValueTask.FromResult<bool?>(peer.CertificateHash is not { } known ? null : call.CertificateHash == known);

    /// <summary>The certificate is the connection's, not the message's.</summary>
    public void Sign(HttpRequestMessage request, Guid peer)
    {
    }
}
