namespace KeyEcosystem.Kernel.Contracts;

/// <summary>Which jobs meter readings are of: the ledger knows readings, and who reads it knows jobs.</summary>
public interface IReadingJobs
{
    /// <summary>The jobs of those of the readings that are of jobs.</summary>
    /// <param name="readings">The readings.</param>
    /// <param name="stop">Ends the waiting.</param>
    Task<IReadOnlyDictionary<ReadingId, JobId>> Of(IReadOnlyList<ReadingId> readings, CancellationToken stop);
}
