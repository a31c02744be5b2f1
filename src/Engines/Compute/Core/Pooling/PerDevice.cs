namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>What a cluster gives with each device: its machines' processors and memory, shared out equally.</summary>
/// <param name="CpuMilli">Processor cores, in thousandths; 0 where it is not known.</param>
/// <param name="MemoryMib">Memory in MiB; 0 where it is not known.</param>
public readonly record struct PerDevice(int CpuMilli, long MemoryMib)
{
    /// <summary>Whether what comes with some devices is enough.</summary>
    /// <param name="devices">Devices.</param>
    /// <param name="cpus">Processor cores of the whole gang; 0 for what comes by itself.</param>
    /// <param name="memoryMib">Memory of the whole gang in MiB.</param>
    public bool Covers(int devices, int cpus, long memoryMib) => (CpuMilli == 0 || cpus * 1000L <= (long)CpuMilli * devices) && (MemoryMib == 0 || memoryMib <= MemoryMib * devices);

    /// <summary>As how many devices a gang counts at home, where it may take more than comes with its devices: those whose processors and memory it takes can be given to nobody else.</summary>
    /// <param name="devices">Devices that it asks for.</param>
    /// <param name="cpus">Processor cores of the whole gang; 0 for what comes by itself.</param>
    /// <param name="memoryMib">Memory of the whole gang in MiB.</param>
    /// <param name="most">Devices that there are.</param>
    public int Takes(int devices, int cpus, long memoryMib, int most)
    {
        var byCpus = CpuMilli == 0 ? 0 : ((cpus * 1000L) + CpuMilli - 1) / CpuMilli;
        var byMemory = MemoryMib == 0 ? 0 : (memoryMib + MemoryMib - 1) / MemoryMib;
        return (int)Math.Max(devices, Math.Min(most, Math.Max(byCpus, byMemory)));
    }
}
