namespace KeyEcosystem.Kernel.Contracts;

/// <summary>Asked: what is this asset? Dataspace answers.</summary>
public interface IAssetAnswer
{
    /// <summary>The asset's facts; null when there is none of that id.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<AssetFacts?> Of(AssetId asset, CancellationToken stop);

    /// <summary>Path of a data set's bytes on this node, to be opened for reading; null when it has none here.</summary>
    /// <param name="asset">The data set.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<string?> ContentOf(AssetId asset, CancellationToken stop);
}
