using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends;

/// <summary>One cluster as the pool sees it: what it has, and jobs that are submitted once, watched, ended and metered.</summary>
/// <remarks>
/// Nothing is kept in the adapter that a restart may not lose: what was submitted is found again by its key where it runs.
/// What can't be done is a refusal of <see cref="BackendRefusals"/>; no method throws for a cluster that is away.
/// </remarks>
public interface IClusterBackend
{
    /// <summary>Whether the cluster answered when last asked, and since when not.</summary>
    BackendStanding Standing { get; }

    /// <summary>Whether jobs may hold parts of one device: <see cref="BackendSubmission.SharedDevice"/>.</summary>
    bool SharesDevices => false;

    /// <summary>What the cluster has and what of it is in use.</summary>
    /// <param name="stop">Ends the waiting.</param>
    Task<Result<ClusterInventory>> Inventory(CancellationToken stop);

    /// <summary>Starts a job, or finds it when it was submitted before: the same key never runs twice.</summary>
    /// <param name="submission">The job.</param>
    /// <param name="stop">Ends the waiting; whether the job was taken is then told by submitting the same key again.</param>
    Task<Result<BackendJob>> Submit(BackendSubmission submission, CancellationToken stop);

    /// <summary>One job as the scheduler says it is.</summary>
    /// <param name="key">Which.</param>
    /// <param name="stop">Ends the waiting.</param>
    Task<Result<BackendJob>> Find(BackendKey key, CancellationToken stop);

    /// <summary>Asks a job to end (SIGTERM), and makes it end (SIGKILL) once the grace is over. The answer is the job as it ended.</summary>
    /// <remarks>The wish is kept with the job: when the caller goes away meanwhile, the next <see cref="Changes"/> carries it out.</remarks>
    /// <param name="key">Which.</param>
    /// <param name="grace">Time to save its work. None: it is killed at once.</param>
    /// <param name="stop">Ends the waiting, not the wish.</param>
    Task<Result<BackendJob>> Cancel(BackendKey key, TimeSpan grace, CancellationToken stop);

    /// <summary>What happened to our jobs since a cursor, each change of state once and in order: one that came and went unseen between two calls too.</summary>
    /// <param name="cursor">Cursor of the last answer, kept by the caller; null tells everything that is known.</param>
    /// <param name="stop">Ends the waiting.</param>
    Task<Result<BackendChanges>> Changes(string? cursor, CancellationToken stop);

    /// <summary>What our jobs held in a window of time, by the scheduler's own start and end.</summary>
    /// <param name="from">Start of the window.</param>
    /// <param name="to">End of the window; what still runs is counted up to now at most.</param>
    /// <param name="stop">Ends the waiting.</param>
    Task<Result<UsageReport>> Usage(DateTimeOffset from, DateTimeOffset to, CancellationToken stop);
}
