namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>One node as its owner offers it.</summary>
/// <param name="Name">Name, unique in its inventory; ties between nodes go to the smallest.</param>
/// <param name="CpuMilli">Processor time, thousandths of a core.</param>
/// <param name="MemoryMiB">Main memory.</param>
/// <param name="Devices">Number of devices, at most <see cref="NodeInventory.DevicesPerNodeMax"/>.</param>
/// <param name="Model">Model of the devices; empty where there are none.</param>
/// <param name="DeviceMemoryMiB">Memory of each device; 0 where it is not known, then it limits nothing.</param>
public sealed record NodeSpec(string Name, int CpuMilli, int MemoryMiB, int Devices, string Model, int DeviceMemoryMiB = 0);
