using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>
/// Where a job would stand if its owner were alone, when that can't be told from the job: it would have begun, or it has ended here and would not have there. Gone when it would be done.
/// </summary>
internal sealed class JobShadowRow : IRow
{
    /// <summary>The job.</summary>
    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>Its own pool.</summary>
    public required Guid Pool { get; init; }

    /// <summary>When it would have begun; null when it would still wait.</summary>
    public required long? StartMs { get; init; }

    /// <summary>Progress that it would have made before that; less than nothing where it would have lost work since, since its own cluster took its devices.</summary>
    public required long BaseMs { get; init; }

    /// <summary>The useful work it needed; null while it has not ended here.</summary>
    public required long? NeedMs { get; init; }
}
