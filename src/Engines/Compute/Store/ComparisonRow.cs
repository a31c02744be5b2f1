using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>A job that ended in a cohort, compared with what would have happened on its own pool alone; never changed.</summary>
internal sealed class ComparisonRow : IRow
{
    /// <summary>What clusters' whole seconds and the way to them take: no job is called later for less.</summary>
    public const long ResolutionMs = 1000;

    /// <summary>The job.</summary>
    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>Its own pool.</summary>
    public required Guid Pool { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>When it would have ended alone; null when it would not even have begun.</summary>
    public required DateTimeOffset? AloneEndAt { get; init; }

    /// <summary>By how much it ended later than alone; negative when earlier.</summary>
    public required long LateMs { get; init; }
}
