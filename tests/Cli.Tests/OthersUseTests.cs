using KeyEcosystem.Cli.Agent;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>A cluster that its owner's people use beside the node.</summary>
[Trait("Store", "none")]
public sealed class OthersUseTests
{
    private readonly OthersUse others = new();

    [Fact]
    public void What_others_hold_is_counted_from_the_second_look_on()
    {
        others.Look(Nodes(6), []);
        Assert.Equal(0, others.Of("h100"));

        // In the first look the node's own jobs were not known yet.
        others.Look(Nodes(6), [Job(4)]);
        Assert.Equal(2, others.Of("h100"));
        Assert.Equal(0, others.Of("other"));
    }

    [Fact]
    public void A_job_that_began_or_ended_between_two_looks_is_not_taken_for_anothers()
    {
        others.Look(Nodes(0), []);
        others.Look(Nodes(4), []);
        Assert.Equal(0, others.Of("h100"));

        others.Look(Nodes(4), [Job(4)]);
        Assert.Equal(0, others.Of("h100"));
    }

    [Fact]
    public void Jobs_that_have_ended_hold_nothing_and_machines_that_are_down_count_for_nothing()
    {
        List<ClusterNode> nodes = [.. Nodes(2), Nodes(4)[0] with { Healthy = false }];
        others.Look(nodes, []);
        others.Look(nodes, [Job(2) with { State = BackendJobState.Completed }]);

        Assert.Equal(2, others.Of("h100"));
    }

    private static List<ClusterNode> Nodes(int used) => [new("one", true, "mixed", 8, used, 4000, 0, [new NodeDevices("h100", 8, used)])];

    private static BackendJob Job(int devices) =>
        new(new BackendKey(new JobId(Guid.CreateVersion7()), 1), "7", BackendJobState.Running, DateTimeOffset.UnixEpoch) { Devices = [new HeldDevices("one", "h100", devices, [])] };
}
