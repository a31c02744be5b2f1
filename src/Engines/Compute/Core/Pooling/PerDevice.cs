namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>What a cluster gives with each device: its machines' processors and memory, shared out equally.</summary>
/// <param name="CpuMilli">Processor cores, in thousandths; 0 where it is not known.</param>
/// <param name="MemoryMib">Memory in MiB; 0 where it is not known.</param>
public readonly record struct PerDevice(int CpuMilli, long MemoryMib);
