using System.Numerics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>
/// The nodes that each type of task fits are its pool. Taking a node out of a pool costs the more, the more the type asks for and the smaller its pool is:
/// the slope of the sum of the logarithms of the pools, weighted by what is asked of each. So a node that few others can replace is spared for the tasks that need it.
/// </summary>
/// <remarks>
/// A node's costs are those of the moment at which it was last renewed: when it changes, when a small pool it is in becomes half or twice as large, and in turn.
/// So a decision renews a few nodes, whatever the size of the cluster.
/// </remarks>
internal sealed class TypePools
{
    /// <summary>Part of the slope that counts against lost device time.</summary>
    private const double Part = 1.0 / 32;

    /// <summary>Pools up to this size are renewed at once: there the costs rise fast.</summary>
    private const int SmallPool = 64;

    private readonly ClusterState state;
    private readonly NodeOutlook outlook;
    private readonly double[] shares;
    private readonly int[] sizes;
    private readonly int[] magnitudes;
    private readonly NodeStanding[] nodes;
    private readonly List<long[]> costs = [];
    private readonly List<int> renewed = [];
    private int turn;

    public TypePools(ClusterState state, NodeOutlook outlook, TaskMix mix)
    {
        (this.state, this.outlook) = (state, outlook);
        var asked = mix.All.Sum(t => (double)t.Count * t.Type.Milli);
        shares = [.. outlook.Types.Select(t => (double)t.Count * t.Type.Milli / asked)];
        sizes = new int[shares.Length];
        magnitudes = new int[shares.Length];
        nodes = new NodeStanding[state.Inventory.Count];
        for (var node = 0; node < nodes.Length; node++)
        {
            var lost = outlook.Look(state.CpuFree(node), state.ModelBit(node), state.MilliFree(node), out var fits);
            nodes[node] = new NodeStanding(lost, fits, 0);
            Count(fits, 1);
        }

        costs.Add([.. sizes.Select((_, type) => CostOf(type))]);
    }

    /// <summary>What is lost on a node as it is.</summary>
    /// <param name="node">Index of the node.</param>
    public long Lost(int node) => nodes[node].Lost;

    /// <summary>What it costs that a node leaves the pools of the types it no longer fits.</summary>
    /// <param name="node">Index of the node.</param>
    /// <param name="fits">Bits of the types it would still fit.</param>
    public long CostOfLeaving(int node, ulong fits)
    {
        ref readonly var standing = ref nodes[node];
        var cost = 0L;
        var at = costs[standing.Costs];
        for (var left = standing.Fits & ~fits; left != 0; left &= left - 1)
        {
            cost += at[BitOperations.TrailingZeroCount(left)];
        }

        return cost;
    }

    /// <summary>Takes notice that a node changed.</summary>
    /// <param name="node">Index of the node.</param>
    /// <returns>Other nodes whose costs were renewed, until the next call.</returns>
    public IReadOnlyList<int> Changed(int node)
    {
        renewed.Clear();
        var lost = outlook.Look(state.CpuFree(node), state.ModelBit(node), state.MilliFree(node), out var fits);
        Count(nodes[node].Fits & ~fits, -1);
        Count(fits & ~nodes[node].Fits, 1);
        var small = Recost();
        nodes[node] = new NodeStanding(lost, fits, costs.Count - 1);
        if (small != 0)
        {
            for (var member = 0; member < nodes.Length; member++)
            {
                if ((nodes[member].Fits & small) != 0)
                {
                    Renew(member);
                }
            }
        }

        turn = turn + 1 == nodes.Length ? 0 : turn + 1;
        Renew(turn);
        return renewed;
    }

    private void Renew(int node)
    {
        if (nodes[node].Fits != 0 && nodes[node].Costs != costs.Count - 1)
        {
            nodes[node] = nodes[node] with { Costs = costs.Count - 1 };
            renewed.Add(node);
        }
    }

    private void Count(ulong types, int by)
    {
        for (; types != 0; types &= types - 1)
        {
            sizes[BitOperations.TrailingZeroCount(types)] += by;
        }
    }

    /// <summary>Costs change when a pool is half or twice what it was. The bits of the small ones that are.</summary>
    private ulong Recost()
    {
        var small = 0ul;
        long[]? anew = null;
        for (var type = 0; type < sizes.Length; type++)
        {
            if (BitOperations.Log2((uint)sizes[type]) != magnitudes[type] || (sizes[type] == 0) != (costs[^1][type] == 0))
            {
                anew ??= [.. costs[^1]];
                anew[type] = CostOf(type);
                small |= sizes[type] <= SmallPool ? 1ul << type : 0;
            }
        }

        if (anew is not null)
        {
            costs.Add(anew);
        }

        return small;
    }

    private long CostOf(int type)
    {
        magnitudes[type] = BitOperations.Log2((uint)sizes[type]);
        return sizes[type] == 0 ? 0 : (long)(Part * shares[type] * state.IdleMilli(0) / sizes[type] * outlook.Unit);
    }

    private readonly record struct NodeStanding(long Lost, ulong Fits, int Costs);
}
