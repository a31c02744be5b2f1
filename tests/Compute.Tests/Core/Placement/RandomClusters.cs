using KeyEcosystem.Compute.Core.Placement;

namespace KeyEcosystem.Compute.Tests.Core.Placement;

/// <summary>Small clusters and tasks of all kinds, made from a seed.</summary>
internal static class RandomClusters
{
    public static NodeInventory Inventory(Random random) =>
        new(Enumerable.Range(0, random.Next(1, 30)).Select(n => new NodeSpec(
            $"n{n}",
            random.Next(1, 9) * 8_000,
            random.Next(1, 9) * 16_384,
            random.Next(0, 4) switch { 0 => 0, 1 => random.Next(1, 5), 2 => 8, _ => 16 },
            random.Next(2) == 0 ? "A" : "B",
            random.Next(3) == 0 ? 0 : 32_768)));

    public static IReadOnlyList<TaskSpec> Tasks(Random random, NodeInventory inventory) =>
        [.. Enumerable.Range(0, 12).Select(_ =>
        {
            var devices = random.Next(0, 4) switch { 0 => 0, 1 or 2 => 1, _ => random.Next(2, 5) };
            return new TaskSpec(
                random.Next(0, 5) * 2_000,
                random.Next(0, 5) * 4_096,
                devices,
                devices == 0 ? 0 : random.Next(3) == 0 ? 1000 : random.Next(1, 100) * 10,
                devices == 0 || random.Next(3) > 0 ? 0 : inventory.ModelBits([random.Next(2) == 0 ? "A" : "B"]),
                devices == 0 || random.Next(2) == 0 ? 0 : random.Next(1, 9) * 4_096);
        })];
}
