using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using KeyEcosystem.Dataspace.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// By mutual TLS: each side knows the other's certificate by its hash, whoever has issued it, so that no authority is to be agreed on. A peer's server shows the same certificate; one that the machine trusts
/// by its authorities is taken as well.
/// </summary>
internal sealed class CertificateIdentity(ProtocolReads reads, X509Certificate2? own) : IPeerIdentity
{
    public ValueTask<bool?> Knows(PeerRow peer, PeerCall call, CancellationToken stop) => ValueTask.FromResult<bool?>(peer.CertificateHash is not { } known ? null : call.CertificateHash == known);

    /// <summary>The certificate is the connection's, not the message's.</summary>
    public void Sign(HttpRequestMessage request, Guid peer)
    {
    }

    /// <summary>How connections to peers are made: with this node's certificate, and to whom theirs is.</summary>
    public SslClientAuthenticationOptions Connections() => new()
    {
        ClientCertificates = own is null ? null : [own],
        LocalCertificateSelectionCallback = own is null ? null : (_, _, _, _, _) => own,
        RemoteCertificateValidationCallback = Trusts,
    };

    private bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        // The peers are at hand in memory: nothing is waited for here but after they have changed.
        var host = (sender as SslStream)?.TargetHostName;
        return certificate is not null && PeerCall.HashOf(certificate) is var hash
            && reads.Peers(CancellationToken.None).AsTask().GetAwaiter().GetResult().Any(p => p.CertificateHash == hash && p.SuspendedAt is null && string.Equals(new Uri(p.Address).IdnHost, host, StringComparison.OrdinalIgnoreCase));
    }
}
