using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>What is free, node by node, in columns. One writer.</summary>
/// <remarks>Every node has a row of <see cref="NodeInventory.DevicesPerNodeMax"/> places for devices; those it does not have stand at nothing free, so that one vector compares them all.</remarks>
public sealed class ClusterState
{
    private const int NoDevice = 64;
    private readonly int[] cpuFree;
    private readonly int[] memoryFree;
    private readonly short[] milliFree;
    private readonly int[]? deviceMemoryFree;
    private readonly ulong[] modelBit;
    private readonly long[] idleMilli = new long[NoDevice + 1];

    /// <summary>A cluster with nothing placed.</summary>
    /// <param name="inventory">Its nodes.</param>
    public ClusterState(NodeInventory inventory)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        Inventory = inventory;
        cpuFree = [.. inventory.Nodes.Select(n => n.CpuMilli)];
        memoryFree = [.. inventory.Nodes.Select(n => n.MemoryMiB)];
        modelBit = [.. Enumerable.Range(0, inventory.Count).Select(inventory.ModelBit)];
        milliFree = new short[inventory.Count * NodeInventory.DevicesPerNodeMax];
        deviceMemoryFree = inventory.KnowsDeviceMemory ? new int[milliFree.Length] : null;
        for (var node = 0; node < inventory.Count; node++)
        {
            var spec = inventory.Nodes[node];
            milliFree.AsSpan(node * NodeInventory.DevicesPerNodeMax, spec.Devices).Fill(TaskSpec.WholeDevice);
            idleMilli[Model(node)] += spec.Devices * TaskSpec.WholeDevice;
            // A device of unknown memory limits nothing.
            deviceMemoryFree?.AsSpan(node * NodeInventory.DevicesPerNodeMax, spec.Devices).Fill(spec.DeviceMemoryMiB == 0 ? int.MaxValue : spec.DeviceMemoryMiB);
        }
    }

    private ClusterState(ClusterState other)
    {
        Inventory = other.Inventory;
        modelBit = other.modelBit;
        idleMilli = [.. other.idleMilli];
        cpuFree = [.. other.cpuFree];
        memoryFree = [.. other.memoryFree];
        milliFree = [.. other.milliFree];
        deviceMemoryFree = other.deviceMemoryFree is { } memory ? [.. memory] : null;
        AllocatedMilli = other.AllocatedMilli;
    }

    /// <summary>The nodes.</summary>
    public NodeInventory Inventory { get; }

    /// <summary>Device shares given to tasks, in thousandths.</summary>
    public long AllocatedMilli { get; private set; }

    /// <summary>Device shares given to tasks, percent of all devices.</summary>
    public double AllocatedPercent => Inventory.DeviceMilli == 0 ? 0 : 100.0 * AllocatedMilli / Inventory.DeviceMilli;

    /// <summary>Processor time free on a node.</summary>
    /// <param name="node">Index of the node.</param>
    public int CpuFree(int node) => cpuFree[node];

    /// <summary>Memory free on a node.</summary>
    /// <param name="node">Index of the node.</param>
    public int MemoryFree(int node) => memoryFree[node];

    /// <summary>Free thousandths of each device of a node; places past its last device are 0.</summary>
    /// <param name="node">Index of the node.</param>
    public ReadOnlySpan<short> MilliFree(int node) => milliFree.AsSpan(node * NodeInventory.DevicesPerNodeMax, NodeInventory.DevicesPerNodeMax);

    /// <summary>Another state that is as this one is now.</summary>
    public ClusterState Copy() => new(this);

    /// <summary>Whether a task fits a node.</summary>
    /// <param name="task">What it asks for.</param>
    /// <param name="node">Index of the node.</param>
    public bool Fits(in TaskSpec task, int node) =>
        cpuFree[node] >= task.CpuMilli
        && memoryFree[node] >= task.MemoryMiB
        && (task.Devices == 0 || ((task.Models == 0 || (task.Models & modelBit[node]) != 0) && BitOperations.PopCount(DevicesWith(task, node)) >= task.Devices));

    /// <summary>Whether a task fits exactly this place.</summary>
    /// <param name="task">What it asks for.</param>
    /// <param name="place">The place.</param>
    public bool Fits(in TaskSpec task, TaskPlace place) =>
        Fits(task, place.Node) && BitOperations.PopCount(place.Devices) == task.Devices && (task.Devices == 0 || (DevicesWith(task, place.Node) & place.Devices) == place.Devices);

    /// <summary>Whether a task would fit a node with nothing on it.</summary>
    /// <param name="task">What it asks for.</param>
    /// <param name="node">Index of the node.</param>
    public bool Suits(in TaskSpec task, int node)
    {
        var spec = Inventory.Nodes[node];
        return spec.CpuMilli >= task.CpuMilli && spec.MemoryMiB >= task.MemoryMiB && spec.Devices >= task.Devices
            && (task.Devices == 0 || task.Models == 0 || (task.Models & modelBit[node]) != 0)
            && (spec.DeviceMemoryMiB == 0 || spec.DeviceMemoryMiB >= task.DeviceMemoryMiB);
    }

    /// <summary>Devices of a node that have the share a task asks for, as bits.</summary>
    /// <param name="task">What it asks for.</param>
    /// <param name="node">Index of the node.</param>
    public uint DevicesWith(in TaskSpec task, int node)
    {
        var devices = Vector256.GreaterThanOrEqual(Row(node), Vector256.Create((short)task.MilliPerDevice)).ExtractMostSignificantBits();
        return task.DeviceMemoryMiB > 0 && deviceMemoryFree is { } memory ? WithMemory(devices, task.DeviceMemoryMiB, memory.AsSpan(node * NodeInventory.DevicesPerNodeMax, NodeInventory.DevicesPerNodeMax)) : devices;
    }

    /// <summary>Gives a task its place.</summary>
    /// <param name="task">What it asks for.</param>
    /// <param name="at">Where; it fits there.</param>
    public void Place(in TaskSpec task, TaskPlace at)
    {
        Debug.Assert(Fits(task, at.Node), "A task is placed only where it fits.");
        Debug.Assert(BitOperations.PopCount(at.Devices) == task.Devices, "A task holds as many devices as it asks for.");
        Change(task, at, -1);
    }

    /// <summary>Takes a task's place back.</summary>
    /// <param name="task">What it asked for.</param>
    /// <param name="at">Where it stood.</param>
    public void Release(in TaskSpec task, TaskPlace at)
    {
        Change(task, at, 1);
        Debug.Assert(cpuFree[at.Node] <= Inventory.Nodes[at.Node].CpuMilli, "Nothing is given back twice.");
    }

    /// <summary>Free thousandths of all devices of a node, in one vector.</summary>
    /// <param name="node">Index of the node.</param>
    internal Vector256<short> Row(int node) => Vector256.LoadUnsafe(ref milliFree[node * NodeInventory.DevicesPerNodeMax]);

    /// <summary>Index of a node's model; 64 where it has no device.</summary>
    /// <param name="node">Index of the node.</param>
    internal int Model(int node) => BitOperations.TrailingZeroCount(modelBit[node]);

    /// <summary>Device time free on all nodes whose model is in a set.</summary>
    /// <param name="models">Bits of the models; 0 for all.</param>
    internal long IdleMilli(ulong models)
    {
        if (models == 0)
        {
            return Inventory.DeviceMilli - AllocatedMilli;
        }

        var idle = 0L;
        for (var rest = models; rest != 0; rest &= rest - 1)
        {
            idle += idleMilli[BitOperations.TrailingZeroCount(rest)];
        }

        return idle;
    }

    /// <summary>The bit of a node's model.</summary>
    /// <param name="node">Index of the node.</param>
    internal ulong ModelBit(int node) => modelBit[node];

    private static uint WithMemory(uint devices, int needed, ReadOnlySpan<int> memory)
    {
        var with = 0u;
        for (var rest = devices; rest != 0; rest &= rest - 1)
        {
            var device = BitOperations.TrailingZeroCount(rest);
            with |= memory[device] >= needed ? 1u << device : 0;
        }

        return with;
    }

    private void Change(in TaskSpec task, TaskPlace at, int sign)
    {
        cpuFree[at.Node] += sign * task.CpuMilli;
        memoryFree[at.Node] += sign * task.MemoryMiB;
        AllocatedMilli -= sign * task.Milli;
        idleMilli[Model(at.Node)] += sign * task.Milli;
        for (var rest = (uint)at.Devices; rest != 0; rest &= rest - 1)
        {
            var place = (at.Node * NodeInventory.DevicesPerNodeMax) + BitOperations.TrailingZeroCount(rest);
            milliFree[place] += (short)(sign * task.MilliPerDevice);
            Debug.Assert(milliFree[place] is >= 0 and <= TaskSpec.WholeDevice, "No device is given twice or given back twice.");
            if (deviceMemoryFree is { } memory && memory[place] != int.MaxValue)
            {
                memory[place] += sign * task.DeviceMemoryMiB;
            }
        }
    }
}
