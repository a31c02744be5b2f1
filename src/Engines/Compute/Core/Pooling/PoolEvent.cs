namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Something the scheduler is told.</summary>
public abstract record PoolEvent
{
    private PoolEvent()
    {
    }

    /// <summary>A cluster has this many healthy and offered devices from now on; fewer for quiet hours, an outage or an owner who leaves.</summary>
    /// <param name="Cluster">Which.</param>
    /// <param name="Devices">How many.</param>
    public sealed record ClusterChanged(ClusterId Cluster, int Devices) : PoolEvent
    {
        /// <summary>Whether nobody hears of the cluster: nothing begins there, and what runs runs on.</summary>
        public bool Away { get; init; }

        /// <summary>What comes with each device.</summary>
        public PerDevice Each { get; init; }

        /// <summary>When it will be closed, where that is known; null where nothing is.</summary>
        public ClusterHours? Hours { get; init; }
    }

    /// <summary>An owner's queue is made or changed; a nominal quota of 0 is an opt-out.</summary>
    /// <param name="Queue">What holds from now on.</param>
    public sealed record QueueChanged(ClusterQueue Queue) : PoolEvent;

    /// <summary>A workload arrives.</summary>
    /// <param name="Workload">Which.</param>
    public sealed record Submitted(Workload Workload) : PoolEvent;

    /// <summary>A workload goes on that was there before this scheduler was made; its owner's queue may know it already.</summary>
    /// <param name="Workload">Which.</param>
    /// <param name="ProgressMs">Useful work done up to <paramref name="SinceMs"/>, or up to now when it waits, milliseconds of the whole gang.</param>
    /// <param name="Cluster">Where it runs; null when it waits.</param>
    /// <param name="SinceMs">When it last started; nothing when it waits.</param>
    /// <param name="Devices">How many devices it holds there; null for its whole gang.</param>
    public sealed record Resumed(Workload Workload, long ProgressMs, ClusterId? Cluster, long SinceMs, int? Devices = null) : PoolEvent;

    /// <summary>The admission checks of a workload have answered.</summary>
    /// <param name="Workload">Which.</param>
    /// <param name="State">What they said.</param>
    public sealed record CheckAnswered(WorkloadId Workload, AdmissionCheckState State) : PoolEvent;

    /// <summary>A workload finished or failed by itself; its devices are free.</summary>
    /// <param name="Workload">Which.</param>
    /// <param name="AtMs">When it ended, where that is heard of late; null: now.</param>
    /// <param name="IdleMs">How long its devices were held for it before it began, at a cluster that is not its owner's: no work, and alone it would not have waited there.</param>
    public sealed record Ended(WorkloadId Workload, long? AtMs = null, long IdleMs = 0) : PoolEvent;

    /// <summary>The user cancelled a workload; its devices are free.</summary>
    /// <param name="Workload">Which.</param>
    public sealed record Cancelled(WorkloadId Workload) : PoolEvent;

    /// <summary>The devices of an evicted workload are free, after notice, grace and checkpoint.</summary>
    /// <param name="Workload">Which.</param>
    /// <param name="LostMs">Work that was not saved.</param>
    /// <param name="AloneMs">Of this, what its owner alone would have lost too: its own cluster took the devices for work of its own, or had not begun it.</param>
    public sealed record Released(WorkloadId Workload, long LostMs, long AloneMs = 0) : PoolEvent;
}
