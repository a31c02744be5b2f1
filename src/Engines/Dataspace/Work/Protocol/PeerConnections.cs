using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using KeyEcosystem.Dataspace.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// The connections of this node to its peers, each peer's for itself: what stands at its address has to show that peer's certificate, or one that the machine trusts by its authorities. When a certificate has
/// changed or a peer was suspended, its open connections end and new ones are made.
/// </summary>
internal sealed class PeerConnections(ProtocolReads reads, X509Certificate2? own) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);
    private readonly Lock turn = new();
    private readonly Dictionary<Guid, Kept> kept = [];

    /// <summary>For messages: an answer is awaited for 10 seconds.</summary>
    /// <param name="peer">Whom they go to.</param>
    /// <param name="stop">Ends the reading.</param>
    public async ValueTask<HttpClient> Messages(Guid peer, CancellationToken stop) => To(await reads.Peer(peer, stop), peer).Messages;

    /// <summary>For data, which takes as long as it takes.</summary>
    /// <param name="peer">Whom it goes to.</param>
    /// <param name="stop">Ends the reading.</param>
    public async ValueTask<HttpClient> Data(Guid peer, CancellationToken stop) => To(await reads.Peer(peer, stop), peer).Data;

    public void Dispose()
    {
        lock (turn)
        {
            foreach (var each in kept.Values)
            {
                each.End();
                each.Messages.Dispose();
                each.Data.Dispose();
            }

            kept.Clear();
        }
    }

    private Kept To(PeerRow? peer, Guid id)
    {
        var shown = peer?.SuspendedAt is null ? peer?.CertificateHash : null;
        lock (turn)
        {
            if (kept.TryGetValue(id, out var known))
            {
                if (known.Certificate == shown)
                {
                    return known;
                }

                known.End();
            }

            return kept[id] = new Kept(
                shown,
                new HttpClient(Handler(shown, 64)) { Timeout = AnswerMax },
                new HttpClient(Handler(shown, int.MaxValue)) { Timeout = Timeout.InfiniteTimeSpan });
        }
    }

    private SocketsHttpHandler Handler(string? certificate, int connectionsMax) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = own is null ? null : [own],
            LocalCertificateSelectionCallback = own is null ? null : (_, _, _, _, _) => own,
            RemoteCertificateValidationCallback = (_, shown, _, errors) => errors == SslPolicyErrors.None || (certificate is not null && shown is not null && PeerCall.HashOf(shown) == certificate),
        },
        AllowAutoRedirect = false,
        ConnectTimeout = AnswerMax,
        Expect100ContinueTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = Lifetime,
        MaxConnectionsPerServer = connectionsMax,
    };

    private sealed record Kept(string? Certificate, HttpClient Messages, HttpClient Data)
    {
        /// <summary>Ends what is under way. Who has just been given a client may still begin with it, so that it is not disposed of: its connections end as idle ones do.</summary>
        public void End()
        {
            Messages.CancelPendingRequests();
            Data.CancelPendingRequests();
        }
    }
}
