namespace KeyEcosystem.Compute.Backends;

/// <summary>One node of a cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Healthy">Whether it takes jobs or runs them; false when it is down, drained or does not answer.</param>
/// <param name="State">The scheduler's own word for its state.</param>
/// <param name="Cpus">Processor cores.</param>
/// <param name="CpusUsed">Of these in use.</param>
/// <param name="MemoryMib">Memory in MiB.</param>
/// <param name="MemoryMibUsed">Of this given to jobs.</param>
/// <param name="Devices">Its devices by flavor.</param>
public sealed record ClusterNode(string Name, bool Healthy, string State, int Cpus, int CpusUsed, long MemoryMib, long MemoryMibUsed, IReadOnlyList<NodeDevices> Devices);
