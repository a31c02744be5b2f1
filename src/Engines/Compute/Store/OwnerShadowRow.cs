using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>How a pool of a cohort would stand if its owner were alone, as its scheduler last knew: what a restarted node can't tell from jobs and runs.</summary>
internal sealed class OwnerShadowRow : IRow
{
    /// <summary>The pool.</summary>
    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>The moment, milliseconds since 1970. Jobs that were taken later are not in it.</summary>
    public required long AtMs { get; init; }

    /// <summary>Devices that were the owner's own.</summary>
    public required int Quota { get; init; }

    /// <summary>Devices that would be free, and since when: pairs, JSON.</summary>
    public required string Free { get; init; }

    /// <summary>Devices that it no longer has but would still be using.</summary>
    public required int Gone { get; init; }

    public required long LastStartMs { get; init; }

    /// <summary>Decayed mean of devices held, in millionths: the stores keep no fractions that both order alike.</summary>
    public required long UseMicro { get; init; }

    /// <summary>The same of processors, counted in devices.</summary>
    public required long UseCpusMicro { get; init; }

    /// <summary>The same of memory, counted in devices.</summary>
    public required long UseMemoryMicro { get; init; }

    public required long WaitedAloneMs { get; init; }

    public required long WaitedHereMs { get; init; }
}
