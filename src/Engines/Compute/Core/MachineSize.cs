using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Core;

/// <summary>The most that one run can get at an attached cluster: its largest machine, or several where gangs are spread.</summary>
/// <param name="Devices">Devices of the machine; 0 where nothing is known: then everything fits.</param>
/// <param name="Cpus">Its processor cores; 0 where not known.</param>
/// <param name="MemoryMib">Its memory in MiB; 0 where not known.</param>
/// <param name="GangDevices">Devices of a gang that go to one machine; 0 where a run has one machine only.</param>
public readonly record struct MachineSize(int Devices, int Cpus, long MemoryMib, int GangDevices)
{
    /// <summary>The largest in each respect of what a cluster has: which kind a job gets is the cluster's to say.</summary>
    /// <param name="kinds">What it has.</param>
    public static MachineSize Of(IReadOnlyList<AgentDevices> kinds)
    {
        var machines = kinds.Select(k => k.Machine).OfType<AgentMachine>().ToList();
        return machines.Count == 0 ? default : new(machines.Max(m => m.Devices), machines.Max(m => m.Cpus), machines.Max(m => m.MemoryMib), machines.Max(m => m.GangDevices));
    }

    /// <summary>The first of what a run asks for that no machine can ever give, with its field, what it must be and what it was; null when it fits.</summary>
    /// <param name="devices">Devices, of an elastic gang the fewest.</param>
    /// <param name="cpus">Processor cores; 0 for what comes by itself.</param>
    /// <param name="memoryMib">Memory in MiB, on each machine.</param>
    public (string Field, string Must, string? Was)? Unfit(int devices, int cpus, long memoryMib)
    {
        if (Devices == 0)
        {
            return null;
        }

        var machines = GangDevices > 0 && devices > GangDevices ? (devices + GangDevices - 1) / GangDevices : 1;
        return (devices + machines - 1) / machines > Devices ? ("devices", Most(Devices), $"{devices}")
            : Cpus > 0 && (cpus + machines - 1) / machines > Cpus ? ("limits.cpus", Most((long)Cpus * machines), $"{cpus}")
            : MemoryMib > 0 && memoryMib > MemoryMib ? ("limits.memoryMb", Most(MemoryMib), $"{memoryMib}")
            : null;
    }

    private static string Most(long most) => $"at most {most}, what a run can get at this pool's cluster";
}
