namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>What one task asks of one node. Tasks that ask for the same are one type.</summary>
/// <param name="CpuMilli">Processor time, thousandths of a core.</param>
/// <param name="MemoryMiB">Main memory.</param>
/// <param name="Devices">Number of devices; 0 for a task that needs none.</param>
/// <param name="MilliPerDevice">Share of each device in thousandths; 1000 is a whole one.</param>
/// <param name="Models">Models that will do, as bits of <see cref="NodeInventory.ModelBits"/>; 0 for any.</param>
/// <param name="DeviceMemoryMiB">Memory on each device; 0 where the task does not say.</param>
public readonly record struct TaskSpec(int CpuMilli, int MemoryMiB, int Devices, int MilliPerDevice, ulong Models, int DeviceMemoryMiB = 0)
{
    /// <summary>A whole device.</summary>
    public const int WholeDevice = 1000;

    /// <summary>Share of devices in all, in thousandths.</summary>
    public int Milli => Devices * MilliPerDevice;

    /// <summary>Whether the task shares a device with others.</summary>
    public bool Shares => Devices > 0 && MilliPerDevice < WholeDevice;
}
