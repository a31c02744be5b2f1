namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>Free device time that a task of the mix cannot use. All figures are thousandths of a device times <see cref="TaskMix.Weight"/>.</summary>
internal static class Fragmentation
{
    /// <summary>Of one node.</summary>
    public static long Of(ClusterState state, TaskMix mix, int node) => mix.Unusable(state.CpuFree(node), state.ModelBit(node), state.Row(node));

    /// <summary>Of every node.</summary>
    public static long[] PerNode(ClusterState state, TaskMix mix) => [.. Enumerable.Range(0, state.Inventory.Count).Select(n => Of(state, mix, n))];
}
