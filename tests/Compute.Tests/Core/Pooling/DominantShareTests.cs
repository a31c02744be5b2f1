using KeyEcosystem.Compute.Core.Pooling;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

/// <summary>Processors and memory beside devices: whose turn it is to borrow, and what a borrowed device comes with.</summary>
public sealed class DominantShareTests
{
    private static readonly PerDevice Each = new(4000, 1000);
    private static readonly ClusterId Idle = new(2);
    private PoolScheduler pool = new(new PoolPolicy());

    [Theory]
    [InlineData(0, 0, 10)]
    [InlineData(16, 0, 11)]
    [InlineData(0, 4000, 11)]
    [InlineData(8, 2000, 10)]
    public void The_next_to_borrow_is_the_owner_whose_largest_share_is_the_smallest(int cpus, long memoryMib, long first)
    {
        Make();
        // One device with many processors or much memory weighs as the devices that these come with; the other owner holds five plain ones, and both have no more of their own.
        Step(0, Gang(1, 0, 1) with { Cpus = cpus, MemoryMib = memoryMib }, Gang(2, 0, 3), Gang(3, 1, 5), Gang(4, 2, 5));
        Step(1, Gang(10, 0, 1) with { Clusters = [Idle] }, Gang(11, 1, 1) with { Clusters = [Idle] });
        pool = PoolScheduler.Restore(new PoolPolicy(), pool.Rows());

        var given = Step(2, new PoolEvent.Ended(new WorkloadId(4)));

        Assert.Equal([first, 21 - first], given.Decisions.OfType<PoolDecision.Admit>().Select(a => a.Workload.Number));
    }

    [Theory]
    [InlineData(1, 4, 1000, true)]
    [InlineData(1, 5, 1000, false)]
    [InlineData(1, 4, 1001, false)]
    [InlineData(2, 8, 2000, true)]
    [InlineData(1, 0, 0, true)]
    public void A_borrowed_device_comes_with_its_share_and_with_no_more(int devices, int cpus, long memoryMib, bool lent)
    {
        Make();
        Step(0, Gang(1, 0, 4));

        var given = Step(1, Gang(2, 0, devices) with { Cpus = cpus, MemoryMib = memoryMib, Clusters = [new ClusterId(0), Idle] });

        Assert.Equal(lent, given.Decisions.OfType<PoolDecision.Admit>().Any());
        Assert.Equal(lent ? [] : [WaitReasons.FewWithDevices], given.Decisions.OfType<PoolDecision.Wait>().Select(w => w.Reason));
        // At home it is its owner's own affair.
        Step(2, new PoolEvent.Ended(new WorkloadId(1)));
        Assert.False(pool.IsWaiting(new WorkloadId(2)));
    }

    [Fact]
    public void Where_nothing_is_known_of_a_cluster_devices_alone_count()
    {
        Make();
        Step(0, new PoolEvent.ClusterChanged(Idle, 5));

        var given = Step(1, Gang(2, 0, 5) with { Cpus = 1000, MemoryMib = 1_000_000 });

        Assert.Single(given.Decisions.OfType<PoolDecision.Admit>());
    }

    private static Workload Gang(int id, int owner, int devices) => new(new WorkloadId(id), new OwnerId(owner), devices, 0);

    /// <summary>Two owners with four and five devices, and a third who lends five.</summary>
    private void Make() => pool.Step(
        0,
        [
            .. new[] { 4, 5, 5 }.Select((d, i) => new PoolEvent.ClusterChanged(new ClusterId(i), d) { Each = Each }),
            .. new[] { 4, 5, 5 }.Select((d, i) => new PoolEvent.QueueChanged(new ClusterQueue(new OwnerId(i), new ClusterId(i), d))),
        ]);

    private StepResult Step(long now, params PoolEvent[] events) => pool.Step(now, events);

    private StepResult Step(long now, params Workload[] workloads) => pool.Step(now, [.. workloads.Select(w => new PoolEvent.Submitted(w with { SubmittedAtMs = now }))]);
}
