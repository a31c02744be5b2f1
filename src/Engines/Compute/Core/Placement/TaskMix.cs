using System.Numerics;
using System.Runtime.Intrinsics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>The tasks that are typical of a pool: the most frequent types, with how often each comes. Fragmentation is measured against it.</summary>
/// <remarks>Weights are whole counts, so that fragmentation is a whole number and the same on every machine.</remarks>
public sealed class TaskMix
{
    /// <summary>Share of the tasks that the typical types cover.</summary>
    public const double Coverage = 0.95;

    private readonly int[] cpus;
    private readonly Demand[] demands;

    private TaskMix(IReadOnlyList<(TaskSpec Type, int Count)> all, int typical)
    {
        All = all;
        var types = all.Take(typical).ToList();
        Types = types;
        Weight = types.Sum(t => (long)t.Count);
        cpus = [.. types.Where(t => t.Type.Milli > 0).Select(t => t.Type.CpuMilli).Distinct().Order()];
        demands =
        [
            .. types.Where(t => t.Type.Milli > 0)
                .GroupBy(t => (t.Type.MilliPerDevice, t.Type.Devices, t.Type.Models))
                .OrderBy(g => g.Key.MilliPerDevice).ThenBy(g => g.Key.Devices).ThenBy(g => g.Key.Models)
                .Select(g => new Demand((short)g.Key.MilliPerDevice, g.Key.Devices, g.Key.Models, Served([.. g]))),
        ];
    }

    /// <summary>The typical types and how many tasks were of each, the most frequent first.</summary>
    public IReadOnlyList<(TaskSpec Type, int Count)> Types { get; }

    /// <summary>All types and how many tasks were of each, the most frequent first.</summary>
    public IReadOnlyList<(TaskSpec Type, int Count)> All { get; }

    /// <summary>Number of tasks that are of a typical type.</summary>
    public long Weight { get; }

    /// <summary>The mix of a list of tasks. Memory does not tell types apart here, as in the published measure.</summary>
    /// <param name="tasks">Tasks that came; of the last days, or all of a file.</param>
    public static TaskMix Of(IEnumerable<TaskSpec> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var types = tasks.CountBy(t => t with { MemoryMiB = 0, DeviceMemoryMiB = 0 })
            .OrderByDescending(t => t.Value).ThenByDescending(t => t.Key.CpuMilli).ThenByDescending(t => t.Key.MilliPerDevice).ThenByDescending(t => t.Key.Devices).ThenByDescending(t => t.Key.Models)
            .Select(t => (t.Key, t.Value)).ToList();
        var enough = types.Sum(t => (long)t.Value) * Coverage;
        var typical = 0;
        for (var covered = 0L; covered < enough; typical++)
        {
            covered += types[typical].Value;
        }

        return new TaskMix(types, typical);
    }

    /// <summary>Free device time of a node that a task of the mix cannot use, times <see cref="Weight"/>.</summary>
    /// <param name="cpuFree">Processor time free.</param>
    /// <param name="model">Bit of the node's model.</param>
    /// <param name="milliFree">Free thousandths of its devices.</param>
    internal long Unusable(int cpuFree, ulong model, Vector256<short> milliFree)
    {
        var rank = CpuRank(cpuFree);
        var usable = 0L;
        short milli = 0;
        var devices = 0;
        var free = 0;
        foreach (ref readonly var demand in demands.AsSpan())
        {
            if (demand.MilliPerDevice != milli)
            {
                milli = demand.MilliPerDevice;
                var large = Vector256.GreaterThanOrEqual(milliFree, Vector256.Create(milli));
                devices = BitOperations.PopCount(large.ExtractMostSignificantBits());
                free = Vector256.Sum(milliFree & large);
            }

            if (devices >= demand.Devices && (demand.Models == 0 || (demand.Models & model) != 0))
            {
                usable += (long)demand.Served[rank] * free;
            }
        }

        return (Weight * Vector256.Sum(milliFree)) - usable;
    }

    /// <summary>How many of the processor amounts asked for are not above what is free.</summary>
    private int CpuRank(int cpuFree)
    {
        var rank = 0;
        while (rank < cpus.Length && cpus[rank] <= cpuFree)
        {
            rank++;
        }

        return rank;
    }

    /// <summary>Tasks served when the first so many processor amounts are.</summary>
    private int[] Served(IReadOnlyList<(TaskSpec Type, int Count)> types) =>
        [.. Enumerable.Range(0, cpus.Length + 1).Select(rank => types.Where(t => Array.IndexOf(cpus, t.Type.CpuMilli) < rank).Sum(t => t.Count))];

    private readonly record struct Demand(short MilliPerDevice, int Devices, ulong Models, int[] Served);
}
