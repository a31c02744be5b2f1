using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A job of a pool's queue that ended later than it would have on the pool alone.</summary>
/// <param name="Job">The job.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="AloneEndAt">When it would have ended alone.</param>
/// <param name="LateMs">By how much it was later.</param>
public sealed record PoolComparisonView(JobId Job, DateTimeOffset EndedAt, DateTimeOffset AloneEndAt, long LateMs)
{
    /// <summary>What is on record between its submission and its end that can have made it later; empty where nothing is.</summary>
    public IReadOnlyList<PoolCauseView> Causes { get; init; } = [];
}
