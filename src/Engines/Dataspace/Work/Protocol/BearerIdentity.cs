using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Secrets;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>By tokens that the two sides have given each other: of those that come in only hashes are kept, those that go out lie in the chest.</summary>
internal sealed class BearerIdentity(KeyChest chest) : IPeerIdentity
{
    private readonly ConcurrentDictionary<Guid, string> tokens = new();

    public ValueTask<bool?> Knows(PeerRow peer, PeerCall call, CancellationToken stop) => ValueTask.FromResult<bool?>(
        peer.TokenHash is not { } known ? null : call.TokenHash is { } hash && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known), Encoding.ASCII.GetBytes(hash)));

    public void Sign(HttpRequestMessage request, Guid peer)
    {
        var token = tokens.GetOrAdd(peer, id => Encoding.UTF8.GetString(chest.ReadOrMake(Name(id), () => [])));
        if (token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>Keeps the token that a peer has given to this node.</summary>
    public void Keep(Guid peer, string token)
    {
        _ = chest.ReadOrMake(Name(peer), () => []);
        chest.Replace(Name(peer), Encoding.UTF8.GetBytes(token));
        tokens[peer] = token;
    }

    private static string Name(Guid peer) => $"peer-keys/{new PeerId(peer)}.key";
}
