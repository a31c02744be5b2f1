namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>
/// What is held of each resource, all counted in devices: processors and memory as the devices that they come with at their cluster, so that the shares of unlike clusters add up.
/// Where nothing is asked for, or nothing is known of the cluster, it is what comes with the devices.
/// </summary>
/// <param name="Devices">Devices.</param>
/// <param name="Cpus">Processors.</param>
/// <param name="Memory">Memory.</param>
public readonly record struct ResourceUse(double Devices, double Cpus, double Memory)
{
    private const double Fineness = 1024;

    /// <summary>The largest of the three: what fair shares are compared by (dominant resource fairness; Ghodsi et al., NSDI 2011).</summary>
    public double Dominant => Math.Max(Devices, Math.Max(Cpus, Memory));

    /// <summary>What a workload holds with some of its devices.</summary>
    /// <param name="workload">Which.</param>
    /// <param name="devices">Devices that it holds.</param>
    /// <param name="full">Devices of its whole gang there.</param>
    /// <param name="each">What comes with a device there.</param>
    public static ResourceUse Of(Workload workload, int devices, int full, PerDevice each) => new(
        devices,
        workload.Cpus > 0 && each.CpuMilli > 0 ? InDevices(1000d * workload.Cpus / each.CpuMilli * devices / full) : devices,
        workload.MemoryMib > 0 && each.MemoryMib > 0 ? InDevices((double)workload.MemoryMib / each.MemoryMib * devices / full) : devices);

    /// <summary>Adds.</summary>
    public static ResourceUse operator +(ResourceUse one, ResourceUse other) => new(one.Devices + other.Devices, one.Cpus + other.Cpus, one.Memory + other.Memory);

    /// <summary>Takes away.</summary>
    public static ResourceUse operator -(ResourceUse one, ResourceUse other) => new(one.Devices - other.Devices, one.Cpus - other.Cpus, one.Memory - other.Memory);

    /// <summary>Scales.</summary>
    public static ResourceUse operator *(ResourceUse one, double by) => new(one.Devices * by, one.Cpus * by, one.Memory * by);

    // Such fractions add up and cancel out exactly, in whatever order.
    private static double InDevices(double amount) => Math.Ceiling(amount * Fineness) / Fineness;
}
