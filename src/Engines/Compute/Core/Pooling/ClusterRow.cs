namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A cluster as a row.</summary>
/// <param name="Cluster">Which.</param>
/// <param name="Devices">Its devices.</param>
/// <param name="Claims">Workloads that devices are being taken back for, the first first.</param>
public sealed record ClusterRow(ClusterId Cluster, int Devices, IReadOnlyList<WorkloadId> Claims)
{
    /// <summary>Whether nobody hears of it: nothing begins there, and what runs runs on.</summary>
    public bool Away { get; init; }

    /// <summary>What comes with each of its devices.</summary>
    public PerDevice Each { get; init; }

    /// <summary>When it will be closed, where that is known; null where nothing is.</summary>
    public ClusterHours? Hours { get; init; }
}
