using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Secrets;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Who a peer is by what its calls carry, and what this node's calls to it carry.</summary>
internal sealed class PeerCredentials(KeyChest chest, ProtocolReads reads, ConformanceScript? script = null)
{
    private const string Scheme = "Bearer";
    private readonly ConcurrentDictionary<Guid, string> tokens = new();

    /// <summary>The peer that calls, which may be suspended; null for nobody that this node knows.</summary>
    /// <param name="authorization">The header.</param>
    /// <param name="stop">Ends the reading.</param>
    public async ValueTask<PeerRow?> Of(string? authorization, CancellationToken stop)
    {
        var peers = await reads.Peers(stop);
        if (string.IsNullOrEmpty(authorization))
        {
            // A folder in which a test kit was tried lets nobody in without a token afterwards.
            return script is null ? null : peers.FirstOrDefault(p => p.TokenHash is null && p.SuspendedAt is null);
        }

        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || !header.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase) || header.Parameter is not { Length: > 0 } token)
        {
            return null;
        }

        var hash = Hash(token);
        return peers.FirstOrDefault(p => p.TokenHash is { } known && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known), Encoding.ASCII.GetBytes(hash)));
    }

    /// <summary>Adds what a peer knows this node by, where it wants any.</summary>
    public void Sign(HttpRequestMessage request, Guid peer)
    {
        var token = tokens.GetOrAdd(peer, id => Encoding.UTF8.GetString(chest.ReadOrMake(Name(id), () => [])));
        if (token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(Scheme, token);
        }
    }

    /// <summary>Keeps the token that a peer has given to this node.</summary>
    public void Keep(Guid peer, string token)
    {
        _ = chest.ReadOrMake(Name(peer), () => []);
        chest.Replace(Name(peer), Encoding.UTF8.GetBytes(token));
        tokens[peer] = token;
    }

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string Name(Guid peer) => $"peer-keys/{new PeerId(peer)}.key";
}
