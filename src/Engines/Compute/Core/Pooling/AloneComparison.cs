namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A workload that has ended, compared with what would have happened on its owner's own devices alone.</summary>
/// <param name="Workload">Which.</param>
/// <param name="EndedAtMs">When it ended, milliseconds of the pool's clock.</param>
/// <param name="NeededMs">The useful work it needed.</param>
/// <param name="AloneEndAtMs">When it would have ended alone, maybe in the future; null when it would wait by now.</param>
public sealed record AloneComparison(WorkloadId Workload, long EndedAtMs, long NeededMs, long? AloneEndAtMs)
{
    /// <summary>Of this, what one that would wait by now would have done before, when its owner still had the devices.</summary>
    public long DoneAloneMs { get; init; }

    /// <summary>By how much it ended later than alone; negative when earlier. For one that would wait by now the least it can have gained.</summary>
    public long LateMs => AloneEndAtMs is { } alone ? EndedAtMs - alone : DoneAloneMs - NeededMs;
}
