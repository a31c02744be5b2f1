namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>Best fit as published: the whole part of a hundred less what is left over of processors and devices, each against the largest node; ties to the smallest name.</summary>
internal sealed class BestFitScoring : NodeScoring
{
    private const int CpuMilliLargest = 128_000;
    private const int DeviceMilliLargest = 8 * TaskSpec.WholeDevice;

    protected override ulong Ranked(ClusterState state, in TaskSpec task, int node, out ushort devices)
    {
        devices = LeastFree(state, task, node);
        var milli = 0;
        foreach (var free in state.MilliFree(node))
        {
            milli += free;
        }

        // 100 less the mean of both shares, over their common denominator.
        var left = ((state.CpuFree(node) - task.CpuMilli) * (long)DeviceMilliLargest) + ((milli - task.Milli) * (long)CpuMilliLargest);
        const long whole = 2L * CpuMilliLargest * DeviceMilliLargest;
        return KeyOf((int)Math.Max(0, 100 * (whole - left) / whole), 0, node);
    }
}
