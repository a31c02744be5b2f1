using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>An output of a sealed job; its content lies in the airlock's folder under its id.</summary>
internal sealed class AirlockRow : IRow
{
    public required Guid Id { get; init; }

    /// <summary>Grows with every vote, so that of two last votes at once one sees the other.</summary>
    public long Version { get; init; }

    public required Guid Job { get; init; }

    public required Guid Pool { get; init; }

    /// <summary>Who sent the job.</summary>
    public required Guid Member { get; init; }

    /// <summary>The person or key that sent the job.</summary>
    public required string Actor { get; init; }

    public required string JobName { get; init; }

    /// <summary><see cref="Contracts.Compute.OutputForm"/>, JSON.</summary>
    public required string Form { get; init; }

    /// <summary>All data sets that it was made of, JSON.</summary>
    public required string Sources { get; init; }

    /// <summary>Those of others, JSON.</summary>
    public required string Foreign { get; init; }

    public required string State { get; set; }

    /// <summary><see cref="Contracts.Compute.AirlockFindingView"/>, JSON.</summary>
    public required string Findings { get; init; }

    public required bool Passed { get; init; }

    /// <summary>Of what may leave; null where a check failed.</summary>
    public string? Sha256 { get; init; }

    public long? Bytes { get; init; }

    /// <summary>The end of the job as it is told: the moment in which its run was over is not.</summary>
    public DateTimeOffset HeldAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Reason { get; set; }

    public Guid? Asset { get; set; }
}
