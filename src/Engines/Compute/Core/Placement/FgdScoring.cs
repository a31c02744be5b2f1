using System.Numerics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>
/// Fragmentation gradient descent as published: the whole part of a hundred times the logistic of what fragmentation falls by, in devices;
/// ties go to the smallest name, on a node to the first device.
/// </summary>
internal sealed class FgdScoring(TaskMix mix) : NodeScoring
{
    /// <summary>Least fall of fragmentation for a score, so that no logarithm is taken per decision.</summary>
    private readonly long[] falls = [.. Enumerable.Range(1, 99).Select(s => (long)Math.Ceiling(Math.Log(s / (100.0 - s)) * TaskSpec.WholeDevice * mix.Weight))];

    protected override ulong Ranked(ClusterState state, in TaskSpec task, int node, out ushort devices)
    {
        var model = state.ModelBit(node);
        var row = state.Row(node);
        var cpu = state.CpuFree(node) - task.CpuMilli;
        var before = mix.Unusable(state.CpuFree(node), model, row);
        if (!(task.Shares && task.Devices == 1))
        {
            devices = LeastFree(state, task, node);
            return KeyOf(Score(before - mix.Unusable(cpu, model, Less(row, devices, task.MilliPerDevice))), 0, node);
        }

        var free = state.MilliFree(node);
        var best = -1;
        devices = 0;
        var seen = 0;
        for (var rest = state.DevicesWith(task, node); rest != 0; rest &= rest - 1)
        {
            var device = BitOperations.TrailingZeroCount(rest);
            if (free[device] == seen)
            {
                continue;
            }

            seen = free[device];
            var score = Score(before - mix.Unusable(cpu, model, Less(row, 1u << device, task.MilliPerDevice)));
            if (score > best)
            {
                best = score;
                devices = (ushort)(1 << device);
            }
        }

        return KeyOf(best, 0, node);
    }

    private int Score(long fall)
    {
        var at = falls.AsSpan().BinarySearch(fall);
        return at >= 0 ? at + 1 : ~at;
    }
}
