using System.Numerics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>
/// The product's own (ADR 0020): the place where least device time is lost over three horizons, with what it costs to take the node from the tasks that need one like it.
/// Models that tasks ask for by name have a price for all others. Ties go to the best fit, then to the node first in its inventory.
/// </summary>
internal sealed class DefaultScoring : NodeScoring
{
    /// <summary>Steps of the score to a thousandth of a device.</summary>
    private const int Resolution = 1000;
    private const int ScoreMax = (1 << 24) - 2;
    private const int ScoreZero = ScoreMax / 2;

    /// <summary>What a model costs that is as scarce for the tasks that name it as devices are on the whole, as a part of what is asked for.</summary>
    private const double PricePart = 0.25;

    private const int CpuMilliLargest = 128_000;
    private const int DeviceMilliLargest = 8 * TaskSpec.WholeDevice;
    private const int TieWhole = 1 << 19;

    private readonly NodeOutlook outlook;
    private readonly TypePools pools;
    private readonly (ulong Models, double Share)[] named;

    public DefaultScoring(ClusterState state, TaskMix mix)
    {
        outlook = new NodeOutlook(mix, state);
        pools = new TypePools(state, outlook, mix);
        var asked = mix.Types.Sum(t => (double)t.Count * t.Type.Milli);
        named = [.. mix.Types.Where(t => t.Type is { Models: not 0, Milli: > 0 }).GroupBy(t => t.Type.Models).Select(g => (g.Key, g.Sum(t => (double)t.Count * t.Type.Milli) / asked))];
    }

    /// <summary>
    /// Each set of models that tasks name is a pool they drain: the more they ask for to the devices idle in it, against the same for all devices, the dearer its models are.
    /// It is the slope of the sum of the logarithms of what is idle, weighted by what is asked of each set.
    /// </summary>
    public override long Price(ClusterState state, in TaskSpec task, int model)
    {
        var price = 0.0;
        foreach (var (models, share) in named)
        {
            if ((models >> model & 1) != 0)
            {
                price += share * state.IdleMilli(0) / Math.Max(1, state.IdleMilli(models));
            }
        }

        return (long)(price * PricePart * task.Milli * Resolution);
    }

    public override IReadOnlyList<int> Changed(int node) => pools.Changed(node);

    protected override ulong Ranked(ClusterState state, in TaskSpec task, int node, out ushort devices)
    {
        Span<short> free = stackalloc short[NodeInventory.DevicesPerNodeMax];
        state.MilliFree(node).CopyTo(free);
        var cpu = state.CpuFree(node) - task.CpuMilli;
        long after;
        if (task is { Shares: true, Devices: 1 })
        {
            (devices, after) = BestDevice(state, task, node, cpu, free);
        }
        else
        {
            devices = LeastFree(state, task, node);
            after = After(state, node, cpu, free, devices, task.MilliPerDevice);
        }

        var idle = -task.Milli;
        foreach (var milli in free)
        {
            idle += milli;
        }

        var fall = (pools.Lost(node) - after) * Resolution / outlook.Unit;
        return KeyOf((int)Math.Clamp(fall + ScoreZero, 0, ScoreMax), Tie(cpu, idle), node);
    }

    private static long Tie(int cpu, int idle) => TieWhole - ((long)cpu * (TieWhole / 4) / CpuMilliLargest) - ((long)idle * (TieWhole / 4) / DeviceMilliLargest);

    /// <summary>The device on which least is lost; of devices alike in that, the one with the least free, then the first.</summary>
    private (ushort Device, long Lost) BestDevice(ClusterState state, in TaskSpec task, int node, int cpu, Span<short> free)
    {
        var best = -1;
        var least = long.MaxValue;
        var with = state.DevicesWith(task, node);
        for (var rest = with; rest != 0; rest &= rest - 1)
        {
            var device = BitOperations.TrailingZeroCount(rest);
            if (Seen(with, free, device))
            {
                continue;
            }

            var lost = After(state, node, cpu, free, 1u << device, task.MilliPerDevice);
            if (lost < least || (lost == least && free[device] < free[best]))
            {
                (best, least) = (device, lost);
            }
        }

        return ((ushort)(1 << best), least);
    }

    /// <summary>Whether an earlier device that would do has as much free.</summary>
    private static bool Seen(uint with, ReadOnlySpan<short> free, int device)
    {
        for (var rest = with & ((1u << device) - 1); rest != 0; rest &= rest - 1)
        {
            if (free[BitOperations.TrailingZeroCount(rest)] == free[device])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is lost and what leaving pools costs when devices have given a share.</summary>
    private long After(ClusterState state, int node, int cpu, Span<short> free, uint devices, int milli)
    {
        Give(free, devices, milli);
        var lost = outlook.Look(cpu, state.ModelBit(node), free, out var fits) + pools.CostOfLeaving(node, fits);
        Give(free, devices, -milli);
        return lost;
    }

    private static void Give(Span<short> free, uint devices, int milli)
    {
        for (var rest = devices; rest != 0; rest &= rest - 1)
        {
            free[BitOperations.TrailingZeroCount(rest)] -= (short)milli;
        }
    }
}
