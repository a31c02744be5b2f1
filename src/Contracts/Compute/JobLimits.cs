namespace KeyEcosystem.Contracts.Compute;

/// <summary>What a job may take at most; null takes the node's default.</summary>
/// <param name="WallSeconds">Seconds from start to end.</param>
/// <param name="MemoryMb">Memory in MiB; of a gang over several machines, on each.</param>
/// <param name="Processes">Processes at a time.</param>
/// <param name="DiskMb">MiB of files, results included.</param>
public sealed record JobLimits(int? WallSeconds, int? MemoryMb, int? Processes, int? DiskMb)
{
    /// <summary>Processor cores of the whole job, on an attached cluster; null for what the cluster gives by itself. On a pool of the node itself the devices say it.</summary>
    public int? Cpus { get; init; }
}
