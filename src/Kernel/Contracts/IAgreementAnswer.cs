namespace KeyEcosystem.Kernel.Contracts;

/// <summary>Asked: under which agreements may this consumer use this asset? Dataspace answers.</summary>
public interface IAgreementAnswer
{
    /// <summary>All agreements between the asset's provider and the consumer about the asset, newest first, whatever their state; at most 100.</summary>
    /// <param name="consumer">Who wants to use.</param>
    /// <param name="asset">What.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<IReadOnlyList<AgreementStanding>> Between(MemberId consumer, AssetId asset, CancellationToken stop);
}
