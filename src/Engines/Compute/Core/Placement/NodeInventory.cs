using System.Collections.Frozen;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>Nodes in columns. It never changes; what is free at a moment is in <see cref="ClusterState"/>.</summary>
public sealed class NodeInventory
{
    /// <summary>Most devices of a node.</summary>
    public const int DevicesPerNodeMax = 16;

    /// <summary>Most models in one inventory: a set of models is a word of bits, one of which stands for a model that no node has.</summary>
    public const int ModelsMax = 63;

    /// <summary>The set of a model that no node has.</summary>
    public const ulong NoModel = 1ul << ModelsMax;

    /// <summary>Most nodes in one inventory: the rank of a name has twenty bits of a candidate's key.</summary>
    public const int NodesMax = 1 << 20;

    private readonly FrozenDictionary<string, ulong> modelBits;

    /// <summary>Puts nodes into columns, in an order that depends on nothing but their names and is like no numbering of them (ADR 0020): the lower index wins a tie.</summary>
    /// <param name="nodes">The nodes, in any order.</param>
    /// <exception cref="ArgumentException">A name is given twice, or a number is outside its range.</exception>
    public NodeInventory(IEnumerable<NodeSpec> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        Nodes = [.. nodes.OrderBy(n => Hash(n.Name)).ThenBy(n => n.Name, StringComparer.Ordinal)];
        if (Nodes.Count > NodesMax)
        {
            throw new ArgumentException($"{Nodes.Count} nodes are more than {NodesMax}: split the inventory.", nameof(nodes));
        }

        modelBits = Bits(Nodes);
        var twice = Nodes.Zip(Nodes.Skip(1)).FirstOrDefault(p => p.First.Name == p.Second.Name);
        if (twice.First is { } same)
        {
            throw new ArgumentException($"Two nodes have the name \"{same.Name}\": names are unique.", nameof(nodes));
        }

        foreach (var node in Nodes)
        {
            Check(node);
            DeviceMilli += node.Devices * (long)TaskSpec.WholeDevice;
            KnowsDeviceMemory |= node.DeviceMemoryMiB > 0;
        }
    }

    /// <summary>The nodes, in the order in which they win ties.</summary>
    public IReadOnlyList<NodeSpec> Nodes { get; }

    /// <summary>Number of nodes.</summary>
    public int Count => Nodes.Count;

    /// <summary>All devices, in thousandths.</summary>
    public long DeviceMilli { get; }

    /// <summary>Whether the memory of any device is known.</summary>
    internal bool KnowsDeviceMemory { get; }

    /// <summary>The set of models with these names, for <see cref="TaskSpec.Models"/>; names that no node has are left out.</summary>
    /// <param name="models">Names; none of them means any model.</param>
    /// <returns>Bits; 0 for any, <see cref="NoModel"/> when names are given and no node has one of them.</returns>
    public ulong ModelBits(IReadOnlyCollection<string> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var bits = models.Aggregate(0ul, (all, m) => all | modelBits.GetValueOrDefault(m));
        return models.Count > 0 && bits == 0 ? NoModel : bits;
    }

    /// <summary>The bit of a node's model; 0 where it has no device.</summary>
    /// <param name="node">Index of the node.</param>
    internal ulong ModelBit(int node) => Nodes[node].Devices == 0 ? 0 : modelBits[Nodes[node].Model];

    /// <summary>FNV-1a over the UTF-16 units, then the final mix of MurmurHash3, so that names that differ in one digit lie far apart.</summary>
    private static ulong Hash(string name)
    {
        var hash = name.Aggregate(0xcbf29ce484222325, (h, c) => (h ^ c) * 0x100000001b3);
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    private static FrozenDictionary<string, ulong> Bits(IReadOnlyList<NodeSpec> nodes)
    {
        var models = nodes.Where(n => n.Devices > 0).Select(n => n.Model).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return models.Count <= ModelsMax
            ? models.Index().ToFrozenDictionary(m => m.Item, m => 1ul << m.Index, StringComparer.Ordinal)
            : throw new ArgumentException($"{models.Count} device models are more than {ModelsMax}: split the inventory.", nameof(nodes));
    }

    private static void Check(NodeSpec node)
    {
        if (node.CpuMilli < 0 || node.MemoryMiB < 0 || node.DeviceMemoryMiB < 0 || node.Devices is < 0 or > DevicesPerNodeMax)
        {
            throw new ArgumentException($"Node \"{node.Name}\": amounts are not below 0, and a node has at most {DevicesPerNodeMax} devices.", nameof(node));
        }
    }
}
