namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Everything the scheduler knows, as rows that can be stored and read again; what it has learned of run times aside.</summary>
/// <param name="NowMs">The moment.</param>
/// <param name="Clusters">The clusters.</param>
/// <param name="Owners">The owners.</param>
/// <param name="Workloads">The workloads, and those that are done but would not be alone.</param>
public sealed record PoolRows(long NowMs, IReadOnlyList<ClusterRow> Clusters, IReadOnlyList<OwnerRow> Owners, IReadOnlyList<WorkloadRow> Workloads);
