using System.Numerics;
using System.Runtime.Intrinsics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>Ranks the nodes that a task fits, and chooses the devices on one.</summary>
internal abstract class NodeScoring
{
    private const int NodeBits = 20;
    private const int TieBits = 20;
    private const int TieMax = (1 << TieBits) - 1;

    /// <summary>A task's key of a node: the greatest wins. 0 when it does not fit.</summary>
    /// <param name="state">What is free.</param>
    /// <param name="task">What it asks for.</param>
    /// <param name="node">Index of the node.</param>
    public ulong Key(ClusterState state, in TaskSpec task, int node) => state.Fits(task, node) ? Ranked(state, task, node, out _) : 0;

    /// <summary>The devices for a task on a node it fits.</summary>
    /// <param name="state">What is free.</param>
    /// <param name="task">What it asks for.</param>
    /// <param name="node">Index of the node.</param>
    public TaskPlace Choose(ClusterState state, in TaskSpec task, int node)
    {
        Ranked(state, task, node, out var devices);
        return new TaskPlace(node, devices);
    }

    /// <summary>What the scarcity of a model takes off the score of a task there. It changes with every placement, so it is no part of the keys.</summary>
    /// <param name="state">What is free.</param>
    /// <param name="task">What it asks for.</param>
    /// <param name="model">Index of the model.</param>
    public virtual long Price(ClusterState state, in TaskSpec task, int model) => 0;

    /// <summary>Takes notice that a node changed.</summary>
    /// <param name="node">Index of the node.</param>
    /// <returns>Other nodes whose keys are others now, until the next call.</returns>
    public virtual IReadOnlyList<int> Changed(int node) => [];

    /// <summary>Whether one key, less its price, goes before another.</summary>
    /// <param name="key">A key that is not 0.</param>
    /// <param name="price">Price of its model.</param>
    /// <param name="other">Another; 0 goes after all.</param>
    /// <param name="otherPrice">Price of its model.</param>
    public static bool Before(ulong key, long price, ulong other, long otherPrice)
    {
        const int rest = NodeBits + TieBits;
        var (score, against) = ((long)(key >> rest) - price, (long)(other >> rest) - otherPrice);
        return other == 0 || score > against || (score == against && (key & ((1ul << rest) - 1)) > (other & ((1ul << rest) - 1)));
    }

    /// <summary>The node of a key.</summary>
    /// <param name="key">A key that is not 0.</param>
    public static int Node(ulong key) => NodeInventory.NodesMax - 1 - (int)(key & (NodeInventory.NodesMax - 1));

    /// <summary>The key and the devices on a node that the task fits.</summary>
    protected abstract ulong Ranked(ClusterState state, in TaskSpec task, int node, out ushort devices);

    /// <summary>First by score, then by tie, then the smaller name.</summary>
    protected static ulong KeyOf(int score, long tie, int node) =>
        ((ulong)(score + 1) << (NodeBits + TieBits)) | ((ulong)Math.Clamp(tie, 0, TieMax) << NodeBits) | (uint)(NodeInventory.NodesMax - 1 - node);

    /// <summary>As many devices as asked for, those with the least free, then the first.</summary>
    protected static ushort LeastFree(ClusterState state, in TaskSpec task, int node)
    {
        var with = task.Devices == 0 ? 0 : state.DevicesWith(task, node);
        if (!task.Shares)
        {
            // Whole devices are all alike: the first ones.
            var first = 0u;
            for (var n = 0; n < task.Devices; n++, with &= with - 1)
            {
                first |= with & (~with + 1);
            }

            return (ushort)first;
        }

        var free = state.MilliFree(node);
        var chosen = 0u;
        for (var n = 0; n < task.Devices; n++)
        {
            var least = -1;
            for (var rest = with & ~chosen; rest != 0; rest &= rest - 1)
            {
                var device = BitOperations.TrailingZeroCount(rest);
                least = least < 0 || free[device] < free[least] ? device : least;
            }

            chosen |= 1u << least;
        }

        return (ushort)chosen;
    }

    /// <summary>Free thousandths of a node's devices when some have given the task its share.</summary>
    protected static Vector256<short> Less(Vector256<short> free, uint devices, int milli) => free - (Lanes(devices) & Vector256.Create((short)milli));

    private static Vector256<short> Lanes(uint devices) => ~Vector256.Equals(Vector256.Create((short)devices) & LaneBits, Vector256<short>.Zero);

    private static readonly Vector256<short> LaneBits = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, short.MinValue);
}
