using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A job of a pool's queue that ended later than it would have on the pool alone.</summary>
/// <param name="Job">The job.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="AloneEndAt">When it would have ended alone.</param>
/// <param name="LateMs">By how much it was later.</param>
public sealed record PoolComparisonView(JobId Job, DateTimeOffset EndedAt, DateTimeOffset AloneEndAt, long LateMs)
{
    /// <summary>What is on record that can have made it later: lost, a run was lost with its cluster; given-back, devices went back before it had ended; few-open, its pool had fewer devices open than it needs for a while between its submission and its end.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];
}
