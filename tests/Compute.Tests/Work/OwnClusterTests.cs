using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

/// <summary>What an owner's own cluster does to its jobs it would have done alone too: it takes devices for work of its own, and lets runs wait.</summary>
public sealed class OwnClusterTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_its_own_cluster_takes_back_for_work_of_its_own_a_job_would_have_lost_alone_too(bool restarted)
    {
        await using var first = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(first);
        var taken = await first.Submit(TestNode.Script(cloud, 4));
        await CohortTests.Round(first, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        first.Clock.Advance(TimeSpan.FromSeconds(10));
        var behind = await first.Submit(TestNode.Script(cloud, 3));
        await CohortTests.Round(first, cloudAgent, factoryAgent);
        first.Clock.Advance(TimeSpan.FromSeconds(20));

        await cloudAgent.End(new RunName(taken.Id, 1), null, "preempted");
        await CohortTests.Round(first, cloudAgent, factoryAgent);
        await cloudAgent.Wait(new RunName(taken.Id, 2), "Resources");
        first.Clock.Advance(TimeSpan.FromSeconds(20));
        await cloudAgent.Begin();
        var node = first;
        if (restarted)
        {
            (node, cloudAgent, factoryAgent) = await Again(node, cloudAgent, factoryAgent);
        }

        node.Clock.Advance(TimeSpan.FromSeconds(60));
        await cloudAgent.End(new RunName(taken.Id, 2), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        await cloudAgent.End(new RunName(behind.Id, 1), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);

        Assert.Equal([0L, 0L], (await node.All<ComparisonRow>()).Select(c => c.LateMs));
        var row = await node.Row(taken.Id);
        Assert.Equal([("evicted", "cluster-preempted"), ("succeeded", null)], (await node.Get<HistoryReads>().RunsOf(row, default)).Select(r => (r.Outcome, r.Cause)));
        Assert.Equal(("其集群让给了集群自己的作业", "their cluster gave them to work of its own"), Client.LeaveWords.Of("cluster-preempted"));
        Assert.Equal(["node: 其集群将设备让给了集群自己的作业，第 1 次运行结束，作业重新排队。Its cluster gave the devices to work of its own: run 1 has ended, and the job waits for another."], await AgentDeskTests.Log(node, taken.Id));
        await node.DisposeAsync();
    }

    [Fact]
    public async Task What_is_late_for_another_reason_names_the_own_clusters_doing_apart_from_what_was_given_back()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(node);
        var job = await node.Submit(TestNode.Script(cloud, 4));
        node.Clock.Advance(TimeSpan.FromSeconds(5));
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(20));
        await cloudAgent.End(new RunName(job.Id, 1), null, "preempted");
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(20));
        await cloudAgent.End(new RunName(job.Id, 2), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(1));

        var late = Assert.Single((await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value.LaterJobs);
        Assert.Equal((5_000L, "cluster-preempted"), (late.LateMs, string.Join(", ", late.Causes.Select(c => c.Code))));
        Assert.Equal(("其集群曾将设备让给集群自己的作业，独用时亦然", "its cluster gave the devices to work of its own, as it would have alone"), Client.LateWords.Of(late.Causes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task To_wait_at_the_own_cluster_is_the_same_alone_whoever_restarts_meanwhile(bool home)
    {
        await using var first = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(first);
        var ahead = await first.Submit(TestNode.Script(cloud, 4) with { Elsewhere = !home });
        if (home)
        {
            await first.Jobs.Cancel(ahead.Id, first.Institute, default);
        }

        var job = await first.Submit(TestNode.Script(cloud, 3) with { Elsewhere = !home });
        await CohortTests.Round(first, cloudAgent, factoryAgent);
        var agent = home ? cloudAgent : factoryAgent;
        await agent.Wait(new RunName(job.Id, 1), "Resources");
        first.Clock.Advance(TimeSpan.FromSeconds(22));
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        if (!home)
        {
            await cloudAgent.End(new RunName(ahead.Id, 1), 0);
        }

        await CohortTests.Round(first, cloudAgent, factoryAgent);
        first.Clock.Advance(TimeSpan.FromSeconds(30));
        var (node, newCloud, newFactory) = await Again(first, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        await (home ? newCloud : newFactory).End(new RunName(job.Id, 1), 0);
        await CohortTests.Round(node, newCloud, newFactory);

        // Elsewhere: alone it would have begun when the first had ended, when it began here too.
        Assert.Equal(0, (await node.All<ComparisonRow>()).Single(c => c.Id == job.Id.Value).LateMs);
        await node.DisposeAsync();
    }

    [Fact]
    public async Task A_run_that_waits_at_its_own_cluster_when_devices_leave_it_has_lost_no_more_than_alone()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(node);
        var job = await node.Submit(TestNode.Script(cloud, 3));
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Wait(new RunName(job.Id, 1), "Resources");
        node.Clock.Advance(TimeSpan.FromSeconds(22));
        await Has(2);
        await cloudAgent.End(new RunName(job.Id, 1), null, "cancelled");
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        await Has(4);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(60));
        await cloudAgent.End(new RunName(job.Id, 2), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);

        Assert.Equal(0, Assert.Single(await node.All<ComparisonRow>()).LateMs);

        // It was given devices and had not begun: that run is told too, with nothing held.
        var runs = await node.Get<HistoryReads>().RunsOf(await node.Row(job.Id), default);
        Assert.Equal([new JobRunView(1, cloud.Id, job.QueuedAt, job.QueuedAt.AddSeconds(22), "evicted", 0) { Cause = "capacity" }, runs[1]], runs);

        async Task Has(int devices)
        {
            await node.Get<PoolCommands>().SeeDevices(cloud.Id, [new AgentDevices("sim", 4, devices, 1)], default);
            await CohortTests.Round(node, cloudAgent, factoryAgent);
        }
    }

    [Theory]
    [InlineData(63, true, "node-down 63-67, agent-silent 67-87")]
    [InlineData(63, false, "node-down 63-67, agent-silent 67-87")]
    [InlineData(75, true, "agent-silent 75-87")]
    [InlineData(75, false, "agent-silent 75-87")]
    public async Task That_the_node_was_down_is_told_of_the_part_of_a_lateness_that_it_covers_and_the_rest_by_its_own_cause(int ended, bool attaches, string causes)
    {
        await using var first = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(first);
        var ahead = await first.Submit(TestNode.Script(cloud, 4));
        var job = await first.Submit(TestNode.Script(cloud, 4));
        await CohortTests.Round(first, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        first.Clock.Advance(TimeSpan.FromSeconds(60));
        await first.Crash();
        first.Clock.Advance(TimeSpan.FromSeconds(7));
        await using var node = await TestNode.Start(after: first);
        await node.Get<PoolCommands>().TellAll(TestNode.Begin.AddSeconds(60), node.Clock.GetUtcNow(), default);
        await node.Get<CohortRounds>().Round(default);
        node.Clock.Advance(TimeSpan.FromSeconds(20));
        var agent = await cloudAgent.At(node, attaches);
        await agent.End(new RunName(ahead.Id, 1), 0, at: TestNode.Begin.AddSeconds(ended));
        await CohortTests.Round(node, agent);
        await agent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        await agent.End(new RunName(job.Id, 1), 0);
        await CohortTests.Round(node, agent);
        node.Clock.Advance(TimeSpan.FromSeconds(1));

        var late = Assert.Single((await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value.LaterJobs);
        Assert.Equal(((87 - ended) * 1000L, causes), (late.LateMs, string.Join(", ", late.Causes.Select(c => $"{c.Code} {(c.From!.Value - TestNode.Begin).TotalSeconds}-{(c.To!.Value - TestNode.Begin).TotalSeconds}"))));
    }

    [Fact]
    public async Task An_end_that_is_heard_of_late_is_told_as_handing_the_devices_on_however_long_that_took()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(node);
        var ahead = await node.Submit(TestNode.Script(cloud, 4));
        var job = await node.Submit(TestNode.Script(cloud, 4));
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(95));
        await cloudAgent.End(new RunName(ahead.Id, 1), 0, at: TestNode.Begin.AddSeconds(75));
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        await cloudAgent.End(new RunName(job.Id, 1), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(1));

        var late = Assert.Single((await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value.LaterJobs);
        Assert.Equal([new PoolCauseView("handed-on", TestNode.Begin.AddSeconds(75), TestNode.Begin.AddSeconds(95))], late.Causes);
    }

    private static async Task<(TestNode Node, FakeAgent Cloud, FakeAgent Factory)> Again(TestNode node, FakeAgent cloud, FakeAgent factory)
    {
        await node.Crash();
        var again = await TestNode.Start(after: node);
        await again.Get<CohortRounds>().Round(default);
        return (again, await cloud.At(again), await factory.At(again));
    }
}
