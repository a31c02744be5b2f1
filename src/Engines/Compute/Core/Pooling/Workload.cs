namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A gang of devices that somebody asks for. Its run time is not known: the scheduler hears of it when the workload ends.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Owner">Whose queue it stands in.</param>
/// <param name="Devices">Devices of the gang, all on one cluster, as its owner has them.</param>
/// <param name="SubmittedAtMs">When it was submitted, milliseconds of the pool's clock.</param>
/// <param name="Priority">Higher goes first among the workloads of its owner's queue, alone and when devices are lent. Under the fair share it says nothing to other owners, so that nobody gains by claiming more.</param>
/// <param name="DevicesMin">With how many devices it can run, more slowly; null: with no fewer than the gang.</param>
/// <param name="EstimateMs">How long the user says it runs with the whole gang; used for order, backfill and forecast, never for the guarantee.</param>
/// <param name="LostOnEvictionMs">Work that an eviction costs at most: the time between checkpoints; <see cref="long.MaxValue"/> where nothing is checkpointed.</param>
/// <param name="Clusters">Where law, data and flavor allow it; null: everywhere.</param>
/// <param name="ChecksPending">Whether it waits for the answer of an admission check.</param>
public sealed record Workload(
    WorkloadId Id,
    OwnerId Owner,
    int Devices,
    long SubmittedAtMs,
    int Priority = 0,
    int? DevicesMin = null,
    long? EstimateMs = null,
    long LostOnEvictionMs = 0,
    IReadOnlyList<ClusterId>? Clusters = null,
    bool ChecksPending = false)
{
    /// <summary>Devices of the gang where unlike ones are exchanged at measured rates, by cluster; elsewhere it is <see cref="Devices"/>.</summary>
    public IReadOnlyDictionary<ClusterId, int>? Exchanged { get; init; }

    /// <summary>Processor cores of the whole gang; 0: what comes with its devices.</summary>
    public int Cpus { get; init; }

    /// <summary>Memory of the whole gang in MiB; 0: what comes with its devices.</summary>
    public long MemoryMib { get; init; }

    /// <summary>How long it may run at most, milliseconds: forecasts expect no more; null for no limit.</summary>
    public long? LimitMs { get; init; }

    /// <summary>Devices of the whole gang at a cluster.</summary>
    /// <param name="cluster">Where.</param>
    public int DevicesAt(ClusterId cluster) => Exchanged is not null && Exchanged.TryGetValue(cluster, out var devices) ? devices : Devices;
}
