using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Hashes of data sets are for those who have the data: short content that nobody may see, a result say, is found by trying what has its hash.</summary>
internal sealed class ContentHashes(DataspaceReads agreements)
{
    /// <summary>An asset as its reader may see it: with its hash for its provider, for who has an agreement in force about it, and for those who supervise.</summary>
    public async ValueTask<AssetView> For(AssetView asset, Caller reader, CancellationToken stop) =>
        asset.Sha256 is null || asset.Provider == reader.Member || reader.Is(NodeRoles.Auditor) || reader.Is(NodeRoles.Regulator) || (await agreements.Between(reader.Member, asset.Id, stop)).Any(a => a.From is not null)
            ? asset
            : asset with { Sha256 = null };
}
