namespace KeyEcosystem.Kernel.Contracts;

/// <summary>Asked: what was agreed to be paid? Dataspace answers.</summary>
public interface IAgreementPrices
{
    /// <summary>The price of an agreement that both have signed, even if it was terminated since; null when there is none.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<AgreementPrice?> PriceOf(AgreementId agreement, CancellationToken stop);
}
