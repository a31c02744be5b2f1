using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Core;

/// <summary>The most that one run can get at an attached cluster: its largest machine, or several where gangs are spread.</summary>
public static class MachineRules
{
    /// <summary>The largest in each respect of what a cluster has: which kind a job gets is the cluster's to say. Null where nothing is known.</summary>
    /// <param name="kinds">What it has.</param>
    public static AgentMachine? Largest(IReadOnlyList<AgentDevices> kinds)
    {
        var machines = kinds.Select(k => k.Machine).OfType<AgentMachine>().ToList();
        return machines.Count == 0 ? null : new AgentMachine(machines.Max(m => m.Devices), machines.Max(m => m.Cpus), machines.Max(m => m.MemoryMib), machines.Max(m => m.GangDevices));
    }

    /// <summary>The first of what a run asks for that no machine can ever give, with its field, what it must be and what it was; null when it fits, or nothing is known.</summary>
    /// <param name="machine">The largest machine; processors and memory are 0 where they are not known.</param>
    /// <param name="devices">Devices, of an elastic gang the fewest.</param>
    /// <param name="cpus">Processor cores; 0 for what comes by itself.</param>
    /// <param name="memoryMib">Memory in MiB, on each machine.</param>
    public static (string Field, string Must, string? Was)? Unfit(AgentMachine? machine, int devices, int cpus, long memoryMib)
    {
        if (machine is null)
        {
            return null;
        }

        var machines = machine.GangDevices > 0 && devices > machine.GangDevices ? (devices + machine.GangDevices - 1) / machine.GangDevices : 1;
        return (devices + machines - 1) / machines > machine.Devices ? ("devices", Most(machine.Devices), $"{devices}")
            : machine.Cpus > 0 && (cpus + machines - 1) / machines > machine.Cpus ? ("limits.cpus", Most((long)machine.Cpus * machines), $"{cpus}")
            : machine.MemoryMib > 0 && memoryMib > machine.MemoryMib ? ("limits.memoryMb", Most(machine.MemoryMib), $"{memoryMib}")
            : null;
    }

    private static string Most(long most) => $"at most {most}, what a run can get at this pool's cluster";
}
