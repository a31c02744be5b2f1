namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Something the scheduler wants done.</summary>
public abstract record PoolDecision
{
    private PoolDecision()
    {
    }

    /// <summary>The workload is admitted: start it; one that runs already goes on with more devices.</summary>
    /// <param name="Workload">Which.</param>
    /// <param name="Cluster">Where.</param>
    /// <param name="Devices">With how many devices.</param>
    /// <param name="Entitled">Whether it holds devices by its owner's own right; else they are lent.</param>
    public sealed record Admit(WorkloadId Workload, ClusterId Cluster, int Devices, bool Entitled) : PoolDecision;

    /// <summary>The workload must give its devices back: notice, grace, checkpoint, then <see cref="PoolEvent.Released"/>.</summary>
    /// <param name="Workload">Which.</param>
    /// <param name="Cluster">Where it runs.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="OnBehalfOf">The workload that gets the devices; null where they are lost.</param>
    public sealed record Evict(WorkloadId Workload, ClusterId Cluster, EvictionReason Reason, WorkloadId? OnBehalfOf) : PoolDecision;

    /// <summary>The workload waits.</summary>
    /// <param name="Workload">Which.</param>
    /// <param name="Reason">The binding limit, one of <see cref="WaitReasons"/>.</param>
    /// <param name="Facts">Named values that belong to the reason.</param>
    public sealed record Wait(WorkloadId Workload, string Reason, IReadOnlyDictionary<string, string> Facts) : PoolDecision;
}
