using KeyEcosystem.Compute.Core.Placement;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Placement;

public sealed class TaskMixTests
{
    [Fact]
    public void The_typical_types_are_the_most_frequent_that_cover_95_percent()
    {
        var often = new TaskSpec(1_000, 1, 1, 500, 0);
        var seldom = new TaskSpec(2_000, 1, 1, 1000, 0);
        var rare = new TaskSpec(3_000, 1, 0, 0, 0);

        var mix = TaskMix.Of([.. Enumerable.Repeat(often, 90), .. Enumerable.Repeat(seldom, 6), .. Enumerable.Repeat(rare, 4)]);

        Assert.Equal([(1_000, 90), (2_000, 6)], mix.Types.Select(t => (t.Type.CpuMilli, t.Count)));
        Assert.Equal(96, mix.Weight);
        Assert.Equal(3, mix.All.Count);
    }

    [Fact]
    public void Fragmentation_is_what_the_published_formula_says()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var inventory = RandomClusters.Inventory(random);
            var tasks = RandomClusters.Tasks(random, inventory);
            var mix = TaskMix.Of(tasks);
            var placer = new Placer(new ClusterState(inventory), PlacementPolicy.Random, mix, seed);
            for (var n = 0; n < 60; n++)
            {
                placer.Place(tasks[random.Next(tasks.Count)]);
            }

            for (var node = 0; node < inventory.Count; node++)
            {
                Assert.Equal(Slow(placer.State, mix, node), Fragmentation.Of(placer.State, mix, node));
            }
        }
    }

    /// <summary>For every typical type: all that is idle if it can't run here or asks for no device, else what lies on devices with less free than it asks for.</summary>
    private static long Slow(ClusterState state, TaskMix mix, int node)
    {
        var free = state.MilliFree(node).ToArray();
        return mix.Types.Sum(t =>
        {
            var runs = t.Type.Milli > 0
                && state.CpuFree(node) >= t.Type.CpuMilli
                && (t.Type.Models == 0 || (t.Type.Models & state.ModelBit(node)) != 0)
                && free.Count(f => f >= t.Type.MilliPerDevice) >= t.Type.Devices;
            return t.Count * (long)free.Where(f => !runs || f < t.Type.MilliPerDevice).Sum(f => f);
        });
    }
}
