using KeyEcosystem.Compute.Core.Placement;

namespace KeyEcosystem.Cli.Compute;

/// <summary>A made-up cluster of the shape that shared training and inference clusters have: few kinds of nodes, many small shares, some tasks of eight devices.</summary>
internal static class SyntheticCluster
{
    private const int TaskCount = 8_000;

    private static readonly (int Weight, NodeSpec Node)[] Kinds =
    [
        (45, new NodeSpec("", 96_000, 393_216, 8, "A")),
        (30, new NodeSpec("", 104_000, 524_288, 2, "B")),
        (10, new NodeSpec("", 16_000, 122_880, 2, "C")),
        (6, new NodeSpec("", 128_000, 786_432, 8, "D")),
        (6, new NodeSpec("", 32_000, 131_072, 4, "E")),
        (3, new NodeSpec("", 64_000, 262_144, 2, "C")),
    ];

    /// <summary>Weight, devices and the range of the share.</summary>
    private static readonly (int Weight, int Devices, int MilliLeast, int MilliMost)[] Demands =
    [
        (20, 0, 0, 0), (30, 1, 100, 900), (44, 1, 1000, 1000), (3, 2, 1000, 1000), (1, 4, 1000, 1000), (2, 8, 1000, 1000),
    ];

    private static readonly int[] CpuMilliPerDevice = [3_000, 4_000, 6_000, 8_000, 11_500, 12_000];

    public static IEnumerable<NodeSpec> Nodes(int count, int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < count; n++)
        {
            yield return Draw(Kinds, k => k.Weight, random).Node with { Name = $"node-{n:D7}" };
        }
    }

    /// <summary>Tasks of some ninety types, a few of which name a model.</summary>
    public static IReadOnlyList<TaskSpec> Tasks(NodeInventory inventory, int seed)
    {
        var random = new Random(seed);
        var types = Enumerable.Range(0, 90).Select(n => Type(inventory, random, n)).ToArray();

        // Like words of a language, types come about as often as their rank says.
        var ranked = types.Select((t, rank) => (Weight: 2_000 / (rank + 3), Task: t)).ToArray();
        return [.. Enumerable.Range(0, TaskCount).Select(_ => Draw(ranked, t => t.Weight, random).Task)];
    }

    private static TaskSpec Type(NodeInventory inventory, Random random, int n)
    {
        var (_, devices, least, most) = Draw(Demands, d => d.Weight, random);
        var milli = devices == 0 ? 0 : (random.Next(least, most + 1) + 5) / 10 * 10;
        var cpu = CpuMilliPerDevice[random.Next(CpuMilliPerDevice.Length)] * Math.Max(1, devices);
        return new TaskSpec(cpu, cpu * 4, devices, milli, devices > 0 && n % 15 == 14 ? inventory.ModelBits(["A", "D"]) : 0);
    }

    private static T Draw<T>(T[] from, Func<T, int> weight, Random random)
    {
        var at = random.Next(from.Sum(weight));
        return from.First(f => (at -= weight(f)) < 0);
    }
}
