using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Gate;

/// <summary>What was used so far under agreements whose terms limit it.</summary>
public interface IUseCounts
{
    /// <summary>Uses, bytes and rows so far; null where nothing was used, and of an agreement whose terms limit none of them.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="stop">Ends the wait.</param>
    Task<UseCountRow?> Of(AgreementId agreement, CancellationToken stop);
}
