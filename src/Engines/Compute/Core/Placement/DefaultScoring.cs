using System.Numerics;
using System.Runtime.Intrinsics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>
/// The product's own: it loses least device time, looked at over three horizons (ADR 0020). What the next typical task could not use, as in the published measure;
/// an eighth of what would be left were the node filled with one typical type; a quarter of what would be left on each device were it filled at random.
/// Models that tasks ask for by name are kept for them by a price. Ties go to the best fit, then to the node first in its inventory.
/// </summary>
internal sealed class DefaultScoring : NodeScoring
{
    /// <summary>Parts of the whole in which the horizons are weighed.</summary>
    private const int Parts = 8;
    private const int FilledParts = 1;
    private const int DeviceParts = 2;

    /// <summary>Steps of the score to a thousandth of a device.</summary>
    private const int Resolution = 1000;

    /// <summary>What a model costs as soon as it is no scarcer than devices are on the whole, in parts of what is asked.</summary>
    private const double PriceShare = 0.25;

    private const int CpuMilliLargest = 128_000;
    private const int DeviceMilliLargest = 8 * TaskSpec.WholeDevice;
    private const int TieWhole = 1 << 19;
    private const int ScoreMax = (1 << 24) - 2;
    private const int ScoreZero = ScoreMax / 2;

    private readonly TaskMix mix;
    private readonly long[] leftOnDevice;
    private readonly (ulong Models, double Share)[] named;

    public DefaultScoring(TaskMix mix)
    {
        this.mix = mix;
        leftOnDevice = [.. LeftOnDevice(mix).Select(left => (long)Math.Round(left * DeviceParts * mix.Weight))];
        var asked = mix.Types.Sum(t => (double)t.Count * t.Type.Milli);
        named = [.. mix.Types.Where(t => t.Type is { Models: not 0, Milli: > 0 }).GroupBy(t => t.Type.Models).Select(g => (g.Key, g.Sum(t => (double)t.Count * t.Type.Milli) / asked))];
    }

    /// <summary>
    /// Each named set of models is a pool that its tasks drain: the more of them for the devices idle in it, against the same for all devices, the dearer its models are to a task that could stand elsewhere.
    /// It is the slope of the sum of the logarithms of what is idle in the pools, weighted by what is asked of each.
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

        return (long)(price * PriceShare * task.Milli * Resolution);
    }

    protected override ulong Ranked(ClusterState state, in TaskSpec task, int node, out ushort devices)
    {
        var free = state.MilliFree(node);
        var cpu = state.CpuFree(node);
        var model = state.ModelBit(node);
        var idle = 0;
        Span<short> left = stackalloc short[NodeInventory.DevicesPerNodeMax];
        free.CopyTo(left);
        foreach (var milli in free)
        {
            idle += milli;
        }

        if (idle == 0)
        {
            devices = 0;
            return KeyOf(ScoreOf(0), Tie(cpu - task.CpuMilli, 0), node);
        }

        var before = Lost(cpu, model, left);
        cpu -= task.CpuMilli;
        long after;
        if (task is { Shares: true, Devices: 1 })
        {
            (devices, after) = BestDevice(state, task, node, cpu, left);
        }
        else
        {
            devices = LeastFree(state, task, node);
            for (var rest = (uint)devices; rest != 0; rest &= rest - 1)
            {
                left[BitOperations.TrailingZeroCount(rest)] -= (short)task.MilliPerDevice;
            }

            after = Lost(cpu, model, left);
        }

        return KeyOf(ScoreOf(before - after), Tie(cpu, idle - task.Milli), node);
    }

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

    /// <summary>A fall from the greatest rise, so that no score is below 0.</summary>
    private int ScoreOf(long fall) => (int)Math.Clamp(((fall * Resolution) / (Parts * mix.Weight)) + ScoreZero, 0, ScoreMax);

    private static long Tie(int cpu, int idle) => TieWhole - ((long)cpu * (TieWhole / 4) / CpuMilliLargest) - ((long)idle * (TieWhole / 4) / DeviceMilliLargest);

    /// <summary>The device on which least is lost; of devices alike in that, the one with the least free.</summary>
    private (ushort Device, long Lost) BestDevice(ClusterState state, in TaskSpec task, int node, int cpu, Span<short> left)
    {
        var model = state.ModelBit(node);
        var best = -1;
        var least = long.MaxValue;
        Span<short> tried = stackalloc short[NodeInventory.DevicesPerNodeMax];
        tried.Clear();
        var count = 0;
        for (var rest = state.DevicesWith(task, node); rest != 0; rest &= rest - 1)
        {
            var device = BitOperations.TrailingZeroCount(rest);
            if (tried.Contains(left[device]))
            {
                continue;
            }

            tried[count++] = left[device];

            left[device] -= (short)task.MilliPerDevice;
            var lost = Lost(cpu, model, left);
            left[device] += (short)task.MilliPerDevice;
            if (lost < least || (lost == least && left[device] < left[best]))
            {
                (best, least) = (device, lost);
            }
        }

        return ((ushort)(1 << best), least);
    }

    private long Lost(int cpu, ulong model, ReadOnlySpan<short> free)
    {
        var lost = (Parts * mix.Unusable(cpu, model, Vector256.Create(free))) + (FilledParts * mix.LeftWhenFilled(cpu, model, free));
        foreach (var milli in free)
        {
            lost += leftOnDevice[milli];
        }

        return lost;
    }
}
