using System.Numerics;
using System.Runtime.Intrinsics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>What a node's free devices are good for: how much of them is lost over three horizons (ADR 0020), and which types of task it still fits.</summary>
/// <remarks>All figures are whole numbers, in parts of a thousandth of a device times the weight of the mix: the same on every machine.</remarks>
internal sealed class NodeOutlook
{
    /// <summary>Most types whose nodes are counted: one bit each.</summary>
    public const int TypesMax = 64;

    private const int Parts = 8;
    private const int FilledParts = 1;
    private const int DeviceParts = 2;

    private readonly int[] cpus;
    private readonly Demand[] demands;
    private readonly long[] lostOnDevice;
    private readonly long weight;

    public NodeOutlook(TaskMix mix, ClusterState state)
    {
        weight = mix.Weight;
        Unit = Parts * weight;
        Types = Scarcest(mix, state);
        var typical = mix.Types.Where(t => t.Type.Milli > 0).ToDictionary(t => t.Type, t => t.Count);
        var bits = Types.Index().ToDictionary(t => t.Item.Type, t => 1ul << t.Index);
        var types = typical.Keys.Union(bits.Keys).ToList();
        cpus = [.. types.Select(t => t.CpuMilli).Distinct().Order()];
        demands =
        [
            .. types.GroupBy(t => (t.MilliPerDevice, t.Devices, t.Models))
                .OrderBy(g => g.Key.MilliPerDevice).ThenBy(g => g.Key.Devices).ThenBy(g => g.Key.Models)
                .Select(g => new Demand(
                    (short)g.Key.MilliPerDevice,
                    g.Key.Devices,
                    g.Key.Models,
                    [.. Ranks(g, (served, t) => served + typical.GetValueOrDefault(t), 0)],
                    [.. Ranks(g, (fits, t) => fits | bits.GetValueOrDefault(t), 0ul)],
                    [.. g.Where(typical.ContainsKey).OrderBy(t => t.CpuMilli).Select(t => (t.CpuMilli, typical[t]))],
                    [.. Enumerable.Range(0, TaskSpec.WholeDevice + 1).Select(free => (byte)(free / g.Key.MilliPerDevice > byte.MaxValue ? byte.MaxValue : free / g.Key.MilliPerDevice))])),
        ];
        lostOnDevice = [.. LeftOnDevice(mix).Select(left => (long)Math.Round(left * DeviceParts * weight))];
    }

    /// <summary>What a lost thousandth of a device counts.</summary>
    public long Unit { get; }

    /// <summary>The types whose bits <see cref="Look"/> gives, and how many tasks were of each: those that ask for most of the fewest nodes.</summary>
    public IReadOnlyList<(TaskSpec Type, int Count)> Types { get; }

    /// <summary>Looks at a node.</summary>
    /// <param name="cpuFree">Processor time free.</param>
    /// <param name="model">Bit of its model.</param>
    /// <param name="free">Free thousandths of its devices, all places.</param>
    /// <param name="fits">Bits of the types it fits.</param>
    /// <returns>What is lost of its free devices.</returns>
    public long Look(int cpuFree, ulong model, ReadOnlySpan<short> free, out ulong fits)
    {
        var row = Vector256.Create(free);
        var idle = Vector256.Sum(row);
        fits = 0;
        if (idle == 0)
        {
            return 0;
        }

        // Most devices of a full cluster have nothing free: what is looked up device by device passes over them.
        Span<short> some = stackalloc short[NodeInventory.DevicesPerNodeMax];
        var count = 0;
        foreach (var left in free)
        {
            if (left != 0)
            {
                some[count++] = left;
            }
        }

        some = some[..count];
        var rank = Rank(cpuFree);
        var (usable, filled) = (0L, 0L);
        short milli = 0;
        var (devices, large, shares) = (0, 0, 0);
        foreach (ref readonly var demand in demands.AsSpan())
        {
            if (demand.MilliPerDevice != milli)
            {
                milli = demand.MilliPerDevice;
                var enough = Vector256.GreaterThanOrEqual(row, Vector256.Create(milli));
                devices = BitOperations.PopCount(enough.ExtractMostSignificantBits());
                if (devices == 0)
                {
                    // Demands come by share: what comes now asks for more.
                    break;
                }

                large = Vector256.Sum(row & enough);
                shares = 2 * milli > TaskSpec.WholeDevice ? devices : Shares(demand.SharesOf, some);
            }

            if (devices >= demand.Devices && (demand.Models == 0 || (demand.Models & model) != 0))
            {
                fits |= demand.Fits[rank];
                usable += (long)demand.Served[rank] * large;
                filled += (long)Filled(demand.Typical, cpuFree, shares / demand.Devices) * milli * demand.Devices;
            }
        }

        var lost = (Parts * ((weight * idle) - usable)) + (FilledParts * ((weight * idle) - filled));
        foreach (var left in some)
        {
            lost += lostOnDevice[left];
        }

        return lost;
    }

    /// <summary>The types that ask for most to each node that could hold them: large tasks for a few large nodes come before small ones for all.</summary>
    private static IReadOnlyList<(TaskSpec Type, int Count)> Scarcest(TaskMix mix, ClusterState state) =>
        [.. mix.All.Where(t => t.Type.Milli > 0)
            .Select(t => (Known: t, Nodes: Enumerable.Range(0, state.Inventory.Count).Count(n => state.Suits(t.Type, n))))
            .Where(t => t.Nodes > 0)
            .OrderByDescending(t => (double)t.Known.Count * t.Known.Type.Milli / t.Nodes)
            .Select(t => t.Known)
            .Take(TypesMax)];

    /// <summary>Mean of what is left of so much free on a device when shares of the mix come at random until none fits.</summary>
    private static double[] LeftOnDevice(TaskMix mix)
    {
        var shares = mix.Types.Where(t => t.Type.Milli > 0).GroupBy(t => t.Type.MilliPerDevice).OrderBy(g => g.Key)
            .Select(g => (Milli: g.Key, Count: g.Sum(t => (double)t.Count * t.Type.Devices))).ToArray();
        var left = new double[TaskSpec.WholeDevice + 1];
        for (var free = 0; free <= TaskSpec.WholeDevice; free++)
        {
            var (all, sum) = (0.0, 0.0);
            foreach (var (milli, count) in shares.TakeWhile(s => s.Milli <= free))
            {
                all += count;
                sum += count * left[free - milli];
            }

            left[free] = all > 0 ? sum / all : free;
        }

        return left;
    }

    private static int Shares(ReadOnlySpan<byte> sharesOf, ReadOnlySpan<short> free)
    {
        var shares = 0;
        foreach (var milli in free)
        {
            shares += sharesOf[milli];
        }

        return shares;
    }

    /// <summary>Tasks that the devices and the processors hold when they are all of one type, the sum over the types by how often each comes.</summary>
    private static int Filled(ReadOnlySpan<(int CpuMilli, int Count)> types, int cpuFree, int most)
    {
        var filled = 0;
        foreach (var (cpu, count) in types)
        {
            if (cpu > cpuFree)
            {
                break;
            }

            filled += count * ((long)cpu * most <= cpuFree ? most : cpuFree / cpu);
        }

        return filled;
    }

    /// <summary>For each number of processor amounts that are free: what the types with one of those amounts come to.</summary>
    private IEnumerable<T> Ranks<T>(IEnumerable<TaskSpec> types, Func<T, TaskSpec, T> with, T none) =>
        Enumerable.Range(0, cpus.Length + 1).Select(rank => types.Where(t => Array.IndexOf(cpus, t.CpuMilli) < rank).Aggregate(none, with));

    /// <summary>How many of the processor amounts asked for are not above what is free.</summary>
    private int Rank(int cpuFree)
    {
        var (low, high) = (0, cpus.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = cpus[middle] <= cpuFree ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly record struct Demand(short MilliPerDevice, int Devices, ulong Models, int[] Served, ulong[] Fits, (int CpuMilli, int Count)[] Typical, byte[] SharesOf);
}
