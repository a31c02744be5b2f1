using System.Collections.Concurrent;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>What pages call members and assets, asked for once in a circuit; and who the person is.</summary>
/// <param name="node">The node's API, with the session's token.</param>
public sealed class Names(NodeHttp node)
{
    private readonly ConcurrentDictionary<MemberId, Task<MemberView?>> members = new();
    private readonly ConcurrentDictionary<AssetId, Task<AssetView?>> assets = new();
    private Task<MeView>? me;

    /// <summary>Who the node takes the person for.</summary>
    public Task<MeView> Me() => me is { IsFaulted: false, IsCanceled: false } ? me : me = node.Me(CancellationToken.None);

    /// <summary>A member; null when it can't be read.</summary>
    /// <param name="id">Which.</param>
    public Task<MemberView?> Member(MemberId id) => members.GetOrAdd(id, i => OrNull(node.Member(i, CancellationToken.None)));

    /// <summary>An asset as it was when first asked for: good for its name. Null when it can't be read.</summary>
    /// <param name="id">Which.</param>
    public Task<AssetView?> Asset(AssetId id) => assets.GetOrAdd(id, i => OrNull(node.Asset(i, CancellationToken.None)));

    private static async Task<T?> OrNull<T>(Task<T> asked)
        where T : class
    {
        try
        {
            return await asked;
        }
        catch (Exception failure) when (failure is NodeProblemException or HttpRequestException)
        {
            // A name is an ornament: the id stands in its place.
            return null;
        }
    }
}
