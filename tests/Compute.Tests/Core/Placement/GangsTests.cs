using KeyEcosystem.Compute.Core.Placement;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Placement;

public sealed class GangsTests
{
    private static readonly TaskSpec Whole = new(1_000, 1_024, 1, 1000, 0);

    [Fact]
    public void A_gang_that_does_not_fit_as_a_whole_holds_nothing()
    {
        var placer = Placer(devices: 4);

        Assert.Null(Gangs.Place(placer, [new PodSet(Whole, 3, 3), new PodSet(Whole with { CpuMilli = 2_000 }, 2, 2)]));

        Assert.Equal(0, placer.State.AllocatedMilli);
        Assert.Equal(64_000, placer.State.CpuFree(0));
    }

    [Fact]
    public void An_elastic_gang_grows_evenly_as_far_as_it_fits()
    {
        var placer = Placer(devices: 5);

        var places = Gangs.Place(placer, [new PodSet(Whole, 1, 4), new PodSet(Whole with { CpuMilli = 2_000 }, 1, 4)]);

        Assert.Equal([3, 2], places!.Select(p => p.Count));
        Assert.Equal(5_000, placer.State.AllocatedMilli);
    }

    [Fact]
    public void A_gang_never_grows_past_its_most()
    {
        Assert.Equal([2], Gangs.Place(Placer(devices: 8), [new PodSet(Whole, 0, 2)])!.Select(p => p.Count));
        Assert.Throws<ArgumentException>(() => Gangs.Place(Placer(devices: 8), [new PodSet(Whole, 3, 2)]));
    }

    private static Placer Placer(int devices) =>
        new(new ClusterState(new NodeInventory([new NodeSpec("n", 64_000, 65_536, devices, "A")])), PlacementPolicy.Default, TaskMix.Of([Whole]));
}
