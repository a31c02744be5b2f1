using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

/// <summary>Jobs that hold parts of a device.</summary>
public sealed class SharedDeviceTests
{
    [Fact]
    public async Task Parts_are_packed_into_devices_and_metered_as_parts()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Shared(node, 2);
        var jobs = new List<JobView>();
        foreach (var milli in new[] { 500, 300, 200, 700 })
        {
            jobs.Add(await node.Submit(Part(pool, milli)));
            node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await Round(node, agent);

        var rows = await Rows(node, jobs);
        Assert.All(rows, r => Assert.Equal(JobState.Admitted, r.State));
        Assert.Single(rows.Take(3).Select(r => r.Device).Distinct());
        Assert.NotEqual(rows[0].Device, rows[3].Device);
        Assert.Equal(2, (await node.Load(pool)).DevicesBusy);
        var order = agent.Orders.Single(o => o.Job == jobs[1].Id);
        Assert.Equal((300, $"{rows[0].Device:n}"), (order.Share!.Milli, order.Share.Device));

        // A whole device has to wait for one of them.
        var whole = await node.Submit(TestNode.Script(pool, 1));
        await Round(node, agent);
        Assert.Equal("compute.wait.devices-busy", node.Get<CohortRounds>().WaitOf(whole.Id));
        await agent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(100));
        await agent.End(new RunName(jobs[1].Id, 1), 0);
        await agent.End(new RunName(jobs[3].Id, 1), 0);
        await Round(node, agent);

        Assert.Equal((30_000L, 70_000L), ((await node.Row(jobs[1].Id)).DeviceMs, (await node.Row(jobs[3].Id)).DeviceMs));
        Assert.Equal(JobState.Admitted, (await node.Row(whole.Id)).State);
        Assert.Equal(2, (await node.Load(pool)).DevicesBusy);
        Assert.Equal([30_000L, 70_000L], (await node.All<MeterRow>()).Where(m => m.Kind == "device.ms").Select(m => m.Quantity).Order());

        // What has become free of a device that is held already is given at once.
        var more = await node.Submit(Part(pool, 300));
        await Round(node, agent);
        Assert.Equal(rows[0].Device, (await node.Row(more.Id)).Device);
        foreach (var job in new[] { jobs[0].Id, jobs[2].Id, more.Id, whole.Id })
        {
            await agent.Begin();
            await agent.End(new RunName(job, 1), 0);
        }

        await Round(node, agent);
        Assert.Equal(0, (await node.Load(pool)).DevicesBusy);
        Assert.Empty(await node.All<SharedDeviceRow>());
        Assert.All(await node.All<IntervalRow>(), i => Assert.Equal((long)(i.To - i.From).TotalMilliseconds * i.Milli / 1000, i.DeviceMs));
    }

    [Fact]
    public async Task A_lent_device_goes_back_when_all_who_share_it_have_left()
    {
        await using var node = await TestNode.Start();
        var (cloud, cloudAgent) = await Shared(node, 1, cohort: "alliance");
        var (factory, factoryAgent) = await Shared(node, 1, node.Factory, "alliance");
        node.Agree(node.Institute, factory.Asset);
        await node.Submit(TestNode.Script(cloud, 1));
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var one = await node.Submit(Part(cloud, 400) with { Elsewhere = true });
        var other = await node.Submit(Part(cloud, 400) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        Assert.All(await Rows(node, [one, other]), r => Assert.Equal(factory.Id.Value, r.RunPool));
        var view = await node.Get<CohortViews>().One("alliance", node.Factory.Member, default);
        Assert.Equal((1, 1), (view!.Pools.Single(p => p.Id == factory.Id).Lent, view.Pools.Single(p => p.Id == cloud.Id).Borrowed));

        node.Clock.Advance(TimeSpan.FromMinutes(1));
        var own = await node.Jobs.Submit(TestNode.Script(factory, 1), null, node.Factory, default);
        await Round(node, cloudAgent, factoryAgent);
        Assert.Equal(["reclaimed", "reclaimed"], factoryAgent.Stops.Values.Select(s => s.Reason));
        await factoryAgent.End(new RunName(one.Id, 1), null, "cancelled");
        await Round(node, cloudAgent, factoryAgent);
        Assert.Equal("compute.wait.reclaiming", node.Get<CohortRounds>().WaitOf(own.Value.Id));
        await factoryAgent.End(new RunName(other.Id, 1), null, "cancelled");
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(factory.Id.Value, (await node.Row(own.Value.Id)).RunPool);
        Assert.All(await Rows(node, [one, other]), r => Assert.Equal((JobState.Queued, null), (r.State, r.Device)));
        Assert.Equal(1, (await node.Load(factory)).DevicesBusy);
    }

    [Fact]
    public async Task A_restarted_node_knows_who_shares_which_device()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Shared(node, 1);
        var first = await node.Submit(Part(pool, 400));
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = await node.Submit(Part(pool, 300));
        await Round(node, agent);
        await agent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await agent.End(new RunName(first.Id, 1), 0);
        await node.Crash();

        await using var again = await TestNode.Start(after: node);
        await again.Get<CohortRounds>().Round(default);
        var there = await agent.At(again);
        var third = await again.Submit(Part(pool, 700));
        again.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var fourth = await again.Submit(Part(pool, 200));
        await again.Get<CohortRounds>().Round(default);

        var rows = await Rows(again, [second, third, fourth]);
        Assert.Equal((JobState.Running, JobState.Admitted, JobState.Queued), (rows[0].State, rows[1].State, rows[2].State));
        Assert.Equal(rows[0].Device, rows[1].Device);
        Assert.Equal(1, (await again.Load(pool)).DevicesBusy);
        await there.Call();
        await there.Begin();
        await there.End(new RunName(second.Id, 1), 0);
        await again.Get<CohortRounds>().Round(default);
        Assert.Equal(rows[0].Device, (await again.Row(fourth.Id)).Device);
    }

    [Fact]
    public async Task Who_may_not_use_a_device_elsewhere_leaves_it_to_the_others_and_waits_for_one_of_its_own()
    {
        await using var node = await TestNode.Start();
        var (cloud, cloudAgent) = await Shared(node, 1, cohort: "alliance");
        await node.Submit(TestNode.Script(cloud, 1));
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var set = node.DataSet();
        var first = await node.Submit(Part(cloud, 400) with { Elsewhere = true });
        node.Clock.Advance(TimeSpan.FromMinutes(1));

        // The pool that joins later permits nobody: both wait for the own device.
        var (factory, factoryAgent) = await Shared(node, 1, node.Factory, "alliance");
        var second = await node.Submit(Part(cloud, 400) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        await Round(node, cloudAgent, factoryAgent);

        Assert.All(await Rows(node, [first, second]), r => Assert.Equal(JobState.Queued, r.State));
        Assert.Equal(0, (await node.Load(factory)).DevicesBusy);
        Assert.Empty(await node.All<SharedDeviceRow>());
        Assert.NotEqual(default, set);
    }

    [Fact]
    public async Task A_plan_that_its_owner_approves_moves_jobs_that_save_and_frees_a_device()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Shared(node, 2);
        var large = await node.Submit(Part(pool, 600) with { Saves = true });
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var gone = await node.Submit(Part(pool, 400) with { Saves = true });
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var alone = await node.Submit(Part(pool, 300) with { Saves = true });
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var whole = await node.Submit(TestNode.Script(pool, 1));
        await Round(node, agent);
        await agent.Begin();
        await agent.End(new RunName(gone.Id, 1), 0);
        await Round(node, agent);
        Assert.Equal(JobState.Queued, (await node.Row(whole.Id)).State);

        var tidying = node.Get<Tidying>();
        var plan = await tidying.Plan(pool.Id, null, node.Cloud, default);
        Assert.Equal((1, 2, 0, alone.Id), (plan.Value.DevicesFreed, plan.Value.DevicesShared, plan.Value.Pinned, Assert.Single(plan.Value.Moves).Job));
        Assert.Equal("compute.pool.unknown", (await tidying.Plan(pool.Id, null, node.Factory, default)).Refusal?.Code);
        Assert.Equal("compute.tidy.state", (await tidying.Approve(pool.Id, new TidyApproval("other", null), node.Cloud, default)).Refusal?.Code);
        Assert.Empty(agent.Stops);

        Assert.True((await tidying.Approve(pool.Id, new TidyApproval(plan.Value.Plan, null), node.Cloud, default)).Value.Approved);
        await Round(node, agent);
        Assert.Equal("defragmented", agent.Stops[new RunName(alone.Id, 1)].Reason);
        await agent.End(new RunName(alone.Id, 1), null, "cancelled");
        await Round(node, agent);

        var rows = await Rows(node, [large, alone]);
        Assert.Equal(rows[0].Device, rows[1].Device);
        Assert.Equal((JobState.Admitted, 2), (rows[1].State, rows[1].Attempt));
        Assert.Equal(JobState.Admitted, (await node.Row(whole.Id)).State);
        Assert.Equal(2, (await node.Load(pool)).DevicesBusy);
        Assert.Contains("pool.tidy.approved", (await node.All<Platform.Store.EvidenceRow>()).Select(e => e.Verb));
    }

    [Theory]
    [InlineData("Ascend910B3", 100, 1000, 250, 16_384, "vir05_1c_16g")]
    [InlineData("Ascend910B3", 300, 0, 500, 32_768, "vir10_3c_32g")]
    [InlineData("Ascend910B3", 600, 0, 1000, 0, null)]
    [InlineData("H800", 100, 1000, 100, 1000, null)]
    public async Task Where_the_driver_cuts_fixed_parts_a_share_is_rounded_up_to_one(string model, int milli, long mib, int held, long heldMib, string? part)
    {
        await using var node = await TestNode.Start();
        var (pool, _) = await Shared(node, 1, model: model);

        var job = await node.Submit(Part(pool, milli) with { DeviceMemoryMib = mib });

        Assert.Equal((held, heldMib, part), (job.Milli, job.DeviceMemoryMib, job.Part));
    }

    [Fact]
    public async Task Parts_are_refused_where_devices_are_whole_and_sharing_where_the_cluster_can_not()
    {
        await using var node = await TestNode.Start();
        var (whole, _) = await AgentDeskTests.Attached(node);
        var refused = await node.Jobs.Submit(Part(whole, 500), null, node.Institute, default);
        Assert.Equal("compute.pool.shares", refused.Refusal?.Code);

        var cannot = await node.Get<PoolCommands>().Change(whole.Id, new PoolChange(null, null, null, null, null) { SharesDevices = true }, null, node.Cloud, default);
        Assert.Equal("compute.pool.shares", cannot.Refusal?.Code);
        var two = await node.Jobs.Submit(Part(whole, 500) with { Devices = 2 }, null, node.Institute, default);
        Assert.Equal("devices", two.Refusal?.Facts?["field"]);
        var memory = await node.Jobs.Submit(Part(whole, 500) with { ShareMilli = null, DeviceMemoryMib = 8000 }, null, node.Institute, default);
        Assert.Equal("deviceMemoryMib", memory.Refusal?.Facts?["field"]);
    }

    [Fact]
    public async Task The_nodes_own_pool_shares_its_processors()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool(1);
        Assert.True((await node.Get<PoolCommands>().Change(pool.Id, new PoolChange(null, null, null, null, null) { SharesDevices = true }, null, node.Cloud, default)).IsOk);
        var one = await node.Submit(Part(pool, 500));
        var other = await node.Submit(Part(pool, 500));
        await node.Get<CohortRounds>().Round(default);
        await node.Rounds.Round(default);

        await node.Runner.Begun(one.Id);
        await node.Runner.Begun(other.Id);
        Assert.Equal(1, (await node.Load(pool)).DevicesBusy);
        node.Runner.Exit(one.Id, 0);
        node.Runner.Exit(other.Id, 0);
        await node.Rounds.Idle();
        await node.Get<CohortRounds>().Round(default);
        Assert.Equal(0, (await node.Load(pool)).DevicesBusy);
    }

    private static JobSubmission Part(PoolView pool, int milli) => TestNode.Script(pool, 1) with { ShareMilli = milli };

    private static async Task<List<JobRow>> Rows(TestNode node, IEnumerable<JobView> jobs)
    {
        var rows = new List<JobRow>();
        foreach (var job in jobs)
        {
            rows.Add(await node.Row(job.Id));
        }

        return rows;
    }

    private static async Task Round(TestNode node, params FakeAgent[] agents)
    {
        await node.Get<CohortRounds>().Round(default);
        foreach (var agent in agents)
        {
            await agent.Call();
        }
    }

    private static async Task<(PoolView Pool, FakeAgent Agent)> Shared(TestNode node, int devices, Platform.Identity.Caller? owner = null, string? cohort = null, string model = "sim")
    {
        var pool = await node.AgentPool(devices, owner ?? node.Cloud, model: model);
        var agent = new FakeAgent(node, pool.Id, owner ?? node.Cloud, devices) { SharesDevices = true };
        await agent.Attach();
        var changed = await node.Get<PoolCommands>().Change(pool.Id, new PoolChange(null, null, null, null, null) { SharesDevices = true, DeviceMemoryMib = 65_536, Cohort = cohort }, null, owner ?? node.Cloud, default);
        Assert.True(changed.IsOk, changed.Refusal?.Detail);
        await node.Get<CohortRounds>().Round(default);
        return (changed.Value, agent);
    }
}
