namespace KeyEcosystem.Kernel.Contracts;

/// <summary>Asked: keep this result as an asset. Dataspace answers.</summary>
public interface IDerivedAssets
{
    /// <summary>Stores the file and registers the asset with the strictest terms of its sources. Asking twice with one id keeps one asset.</summary>
    /// <param name="derived">What was made of what.</param>
    /// <param name="actor">On record as the one who acted.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<Result<AssetId>> Keep(DerivedAsset derived, string actor, CancellationToken stop);
}
