namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>How the pool is run.</summary>
public sealed record PoolPolicy
{
    /// <summary>In which order idle devices are lent.</summary>
    public LendingOrder Order { get; init; } = LendingOrder.FairShare;

    /// <summary>Whether owners get their own devices back at the moment they would have had them alone.</summary>
    public bool Entitlement { get; init; } = true;

    /// <summary>
    /// Whether a workload that runs with a part of its gang gets the rest while it runs. Where processes can't be given further devices, it gives its own back, with what it has saved, and begins anew with all.
    /// </summary>
    public bool GrowsInPlace { get; init; } = true;

    /// <summary>Whether run times are learned from what ends.</summary>
    public bool Learns { get; init; } = true;

    /// <summary>After how long past use counts half in the fair share; one week: a team's quiet week pays for its busy one.</summary>
    public long HalfLifeMs { get; init; } = 7L * 24 * 3600 * 1000;

    /// <summary>After how long past waits count half in the strain; one day: an owner is not to be worse off in any week for having gained in an earlier one.</summary>
    public long StrainHalfLifeMs { get; init; } = 24L * 3600 * 1000;

    /// <summary>In a pool smaller than its owners' quotas: above how many hours of waiting for each hour alone an owner goes before the others.</summary>
    public double StrainMax { get; init; } = 0.5;
}
