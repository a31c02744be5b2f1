using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

/// <summary>Two owners with a cluster of four devices each: the cloud provider, whose pool the institute uses, and the factory.</summary>
public sealed class CohortTests
{
    [Fact]
    public async Task Idle_devices_of_others_are_lent_at_once_and_go_back_when_their_owner_asks()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        var first = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        var second = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);

        var lent = await node.Row(second.Id);
        Assert.Equal((factory.Id.Value, JobState.Admitted), (lent.RunPool, lent.State));
        Assert.Equal(cloud.Id.Value, (await node.Row(first.Id)).RunPool);
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        await factoryAgent.Say(new RunName(second.Id, 1), new RunLoad(900_000, 300_000, node.Clock.GetUtcNow(), 25, 10, 40));
        await Everybody_sees_how_much_held_devices_compute(node, second.Id, factory);

        // The owner's job comes: the guest gets notice, and the owner's job the devices as soon as they are free.
        var own = await node.Jobs.Submit(TestNode.Script(factory, 4), null, node.Factory, default);
        Assert.True(own.IsOk, own.Refusal?.Detail);
        await Round(node, cloudAgent, factoryAgent);
        var run = new RunName(second.Id, 1);
        Assert.Equal("reclaimed", factoryAgent.Stops[run].Reason);
        Assert.Equal(7, factoryAgent.Stops[run].GraceSeconds);
        Assert.Equal("compute.wait.reclaiming", node.Get<CohortRounds>().WaitOf(own.Value.Id));
        await factoryAgent.End(run, null, "cancelled");
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(factory.Id.Value, (await node.Row(own.Value.Id)).RunPool);
        var evicted = await node.Row(second.Id);
        Assert.Equal((JobState.Queued, 1, 1_200_000L), (evicted.State, evicted.Evictions, evicted.DeviceMs));
        var reading = (await node.All<MeterRow>()).Single(m => m.Kind == "device.ms");
        Assert.Equal((node.Factory.Member.Value, 1_200_000L, "evicted"), (reading.Provider, reading.Quantity, reading.Outcome));

        await The_owner_sees_what_was_lent(node, cloud, factory);

        // It runs on at home when the first has ended.
        await cloudAgent.End(new RunName(first.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);
        Assert.Equal((cloud.Id.Value, 2), ((await node.Row(second.Id)).RunPool, (await node.Row(second.Id)).Attempt));
    }

    private static async Task Everybody_sees_how_much_held_devices_compute(TestNode node, JobId lent, PoolView factory)
    {
        var view = await node.Get<CohortViews>().One("alliance", node.Factory.Member, default);
        Assert.Equal([null, 25], view!.Pools.OrderBy(p => p.Id == factory.Id).Select(p => p.UtilisationPct));
        Assert.Equal(25, view.Runs.Single(r => r.Id == lent).Load!.UtilisationPct);
    }

    private static async Task The_owner_sees_what_was_lent(TestNode node, PoolView cloud, PoolView factory)
    {
        var histories = node.Get<PoolHistories>();
        node.Clock.Advance(TimeSpan.FromSeconds(10));

        var balance = await histories.Balance(factory.Id, TestNode.Begin, null, node.Factory, default);
        var borrower = await histories.Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default);
        var stranger = await histories.Balance(factory.Id, TestNode.Begin, null, node.Cloud, default);
        var history = await histories.Cohort("alliance", TestNode.Begin, null, 7, default);

        Assert.Equal((1_200_000L, 0L, 1_200_000L), (balance.Value.LentMs, balance.Value.BorrowedMs, balance.Value.WastedMs));
        Assert.Equal((900_000L, 300_000L), (balance.Value.MeasuredMs, balance.Value.BusyMs));
        Assert.Equal(1, (await node.All<IntervalRow>()).Count(i => (i.MeasuredMs, i.BusyMs) == (900_000L, 300_000L)));
        Assert.All(history.Value.Bins.Where(b => b.LentMs > 0), b => Assert.Equal(100.0 / 3, b.UtilisationPct!.Value, 6));
        Assert.Equal(cloud.Id, Assert.Single(balance.Value.Lines).Pool);
        Assert.Equal((0L, 1_200_000L), (borrower.Value.LentMs, borrower.Value.BorrowedMs));
        Assert.Equal("compute.pool.unknown", stranger.Refusal?.Code);
        Assert.Equal((1_200_000L, borrower.Value.OwnMs + balance.Value.OwnMs), (history.Value.Bins.Sum(b => b.LentMs), history.Value.Bins.Sum(b => b.OwnMs)));
        Assert.Equal(history.Value.Bins.Sum(b => b.OpenMs), borrower.Value.OpenMs + balance.Value.OpenMs);
    }

    [Fact]
    public async Task What_others_sent_to_a_pool_itself_is_named_beside_what_was_lent_and_what_was_held_while_it_was_not_open()
    {
        await using var node = await TestNode.Start(o => (o.AgentSilentSeconds, o.AgentLeaseSeconds) = (30, 300));
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        var own = await node.Jobs.Submit(TestNode.Script(cloud, 1), null, node.Cloud, default);
        var direct = await node.Submit(TestNode.Script(cloud, 2));
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(40));
        await node.Get<AgentDesk>().Watch(default);
        node.Clock.Advance(TimeSpan.FromSeconds(20));
        var running = (await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value;

        await cloudAgent.End(new RunName(direct.Id, 1), null, "agent.lost");
        var lost = (await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value;

        // Three devices for a minute; for the last twenty seconds none was open.
        Assert.Equal(("queued", 180_000L, 60_000L), (own.Value.State, running.OwnMs, running.BeyondOpenMs));
        Assert.Equal((node.Institute.Member, 120_000L, 1), Assert.Single(running.Direct) is var one ? (one.Member, one.Ms, one.Runs) : default);
        Assert.Equal((120_000L, 0L), (running.UnderWayMs, running.UnpaidMs));
        Assert.Equal((120_000L, 0L, 120_000L), (Assert.Single(lost.Direct).Ms, lost.UnderWayMs, lost.UnpaidMs));
    }

    [Fact]
    public async Task A_run_that_another_cluster_does_not_begin_is_called_home_when_there_is_room()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        var (first, second) = await OneAtHomeAndOneAway(node, cloud, cloudAgent, factoryAgent);
        var away = new RunName(second.Id, 1);
        await factoryAgent.Wait(away, "Resources");
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        await Round(node, cloudAgent, factoryAgent);
        Assert.DoesNotContain(away, factoryAgent.Stops.Keys);

        await cloudAgent.End(new RunName(first.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);
        Assert.Equal("home", factoryAgent.Stops[away].Reason);
        await factoryAgent.End(away, null, "cancelled");
        await Round(node, cloudAgent, factoryAgent);

        var row = await node.Row(second.Id);
        Assert.Equal((cloud.Id.Value, 2, 0L), (row.RunPool, row.Attempt, row.DeviceMs));
    }

    [Fact]
    public async Task To_wait_at_anothers_cluster_is_no_work_and_the_job_is_told_to_be_later_than_alone()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        var (first, second) = await OneAtHomeAndOneAway(node, cloud, cloudAgent, factoryAgent);
        var gone = node.Clock.GetUtcNow().AddSeconds(60);
        node.Clock.Advance(TimeSpan.FromSeconds(60));
        await cloudAgent.End(new RunName(first.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(40));

        // As after a start: the node tells what was open up to its last sign of life, and from now on.
        await node.Get<PoolCommands>().TellAll(gone, node.Clock.GetUtcNow(), default);
        await factoryAgent.Call();
        await factoryAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        await factoryAgent.End(new RunName(second.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);

        // Alone the first would have begun at once, the second when it had ended, and run for half a minute.
        var row = (await node.All<ComparisonRow>()).Single(c => c.Id == second.Id.Value);
        Assert.Equal((41_000L, node.Clock.GetUtcNow().AddSeconds(-41)), (row.LateMs, row.AloneEndAt));
        var (run, withdrawn) = (await node.Row(second.Id), await node.Submit(TestNode.Script(cloud, 1)));
        await node.Jobs.Cancel(withdrawn.Id, node.Institute, default);
        await node.Submit(TestNode.Script(cloud, 1));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var balance = (await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value;
        var late = Assert.Single(balance.LaterJobs);
        Assert.Equal(second.Id, late.Job);
        Assert.Equal([new PoolCauseView("waited-away", run.AdmittedAt, run.StartedAt), new PoolCauseView("node-down", gone, gone.AddSeconds(40))], late.Causes);
        Assert.Equal((2, "cancelled 1, under-way 1"), (balance.Compared, string.Join(", ", balance.NotCompared.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} {n.Value}"))));
    }

    [Fact]
    public async Task What_runs_at_a_cluster_that_is_away_for_a_while_runs_on_and_nothing_begins_there()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        var own = await node.Submit(TestNode.Script(cloud, 2));
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(40));
        await factoryAgent.Call();
        await node.Get<AgentDesk>().Watch(default);
        var waits = await node.Submit(TestNode.Script(factory, 4) with { Elsewhere = true });
        var further = await node.Submit(TestNode.Script(factory, 2) with { Elsewhere = true });
        await Round(node, factoryAgent);

        var runs = await node.Row(own.Id);
        Assert.Equal((JobState.Running, (DateTimeOffset?)null, cloud.Id.Value), (runs.State, runs.EvictAskedAt, runs.RunPool));
        Assert.Equal((factory.Id.Value, JobState.Queued), ((await node.Row(waits.Id)).RunPool, (await node.Row(further.Id)).State));

        // It calls again: the run was never disturbed, and what is idle there is lent.
        await cloudAgent.Call();
        await Round(node, cloudAgent, factoryAgent);
        Assert.Empty(cloudAgent.Stops);
        Assert.Equal(cloud.Id.Value, (await node.Row(further.Id)).RunPool);
        await cloudAgent.End(new RunName(own.Id, 1), 0);
        Assert.Equal((JobState.Succeeded, 0), ((await node.Row(own.Id)).State, (await node.Row(own.Id)).Evictions));
    }

    [Fact]
    public async Task A_job_whose_cluster_is_away_is_told_so()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        await Round(node, cloudAgent, factoryAgent);
        var job = await node.Submit(TestNode.Script(cloud, 2));
        node.Clock.Advance(TimeSpan.FromSeconds(40));
        await factoryAgent.Call();
        await node.Get<AgentDesk>().Watch(default);
        await Round(node, factoryAgent);

        Assert.Equal("compute.wait.cluster-away", (await node.Waiting(job.Id)).Wait);
    }

    [Fact]
    public async Task What_an_owner_waits_for_its_own_silent_agent_is_told_as_late_and_after_the_lease_it_would_have_nothing_alone()
    {
        await using var node = await TestNode.Start(o => (o.AgentSilentSeconds, o.AgentLeaseSeconds) = (30, 300));
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        var other = await node.Submit(TestNode.Script(factory, 4));
        await Round(node, cloudAgent, factoryAgent);
        await factoryAgent.Begin();
        await Silent(31);
        var job = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await Round(node, factoryAgent);
        var wait = (await node.Waiting(job.Id)).Wait;

        await Silent(60);
        await Round(node, cloudAgent, factoryAgent);
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await cloudAgent.End(new RunName(job.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(("compute.wait.cluster-away", 60_000L), (wait, (await node.All<ComparisonRow>()).Single(c => c.Id == job.Id.Value).LateMs));
        Assert.Equal(0, (await node.Row(other.Id)).Evictions);

        await Silent(301);
        Assert.Equal((false, 0), await Alone());
        await cloudAgent.Call();
        Assert.Equal((true, 4), await Alone());

        async Task<(bool Counted, int Devices)> Alone() => (await node.All<PoolRow>()).Single(p => p.Id == cloud.Id.Value) is var row ? (row.Counted, row.DevicesAlone) : default;
        async Task Silent(int seconds)
        {
            node.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await factoryAgent.Call();
            await node.Get<AgentDesk>().Watch(default);
        }
    }

    [Fact]
    public async Task A_pool_whose_agent_never_called_promises_its_owner_nothing()
    {
        await using var node = await TestNode.Start();
        await node.AgentPool(4, node.Cloud);

        Assert.Equal(0, (await node.All<PoolRow>()).Single().DevicesAlone);
    }

    [Fact]
    public async Task An_end_is_put_on_record_beside_what_the_owner_alone_would_have_had()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        var first = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        var second = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(5));

        await factoryAgent.End(new RunName(second.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        await cloudAgent.End(new RunName(first.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);

        // Alone the second would not have begun when it had ended; the first ran at home as alone.
        var rows = (await node.All<ComparisonRow>()).ToDictionary(c => c.Id);
        Assert.Equal((null, -300_000L), (rows[second.Id.Value].AloneEndAt, rows[second.Id.Value].LateMs));
        Assert.Equal((node.Clock.GetUtcNow(), 0L), (rows[first.Id.Value].AloneEndAt, rows[first.Id.Value].LateMs));
        Assert.Equal(["kept", "kept"], (await node.All<EvidenceRow>()).Where(e => e.Verb == "job.compared").Select(e => e.Outcome));
        var balance = await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default);
        Assert.Equal((2, 0, 300_000L), (balance.Value.Compared, balance.Value.Later, balance.Value.EarlierMs));
    }

    [Fact]
    public async Task An_owner_leaves_at_any_time_and_both_sides_give_back_what_they_hold_of_each_other()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        node.Agree(node.Factory, cloud.Asset);
        var guest = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });

        // Two of the same moment would have no order of their own after the cohort is made anew.
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await node.Submit(TestNode.Script(cloud, 2) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        var there = await node.Jobs.Submit(TestNode.Script(factory, 4) with { Elsewhere = true }, null, node.Factory, default);
        Assert.True(there.IsOk, there.Refusal?.Detail);
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        Assert.Equal(factory.Id.Value, (await node.Row(second.Id)).RunPool);

        Assert.True((await node.Get<PoolCommands>().Change(factory.Id, new PoolChange(null, null, null, null, null) { Cohort = "" }, null, node.Factory, default)).IsOk);
        await Round(node, cloudAgent, factoryAgent);
        var run = new RunName(second.Id, 1);
        Assert.Equal("withdrawn", factoryAgent.Stops[run].Reason);
        await factoryAgent.End(run, null, "cancelled");
        await node.Rounds.Round(default);
        await Round(node, cloudAgent, factoryAgent);

        // The guest waits at home again, what ran at home runs on, and the owner has its devices to itself.
        Assert.Equal((JobState.Queued, 1), ((await node.Row(second.Id)).State, (await node.Row(second.Id)).Evictions));
        Assert.Equal(JobState.Running, (await node.Row(guest.Id)).State);
        Assert.Equal(factory.Id.Value, (await node.Row(there.Value.Id)).RunPool);
        Assert.Empty(cloudAgent.Stops);
    }

    [Fact]
    public async Task A_job_too_large_for_its_own_pool_runs_where_another_one_lends_enough()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        Assert.True((await node.Get<PoolCommands>().Change(cloud.Id, new PoolChange(2, null, null, null, null), null, node.Cloud, default)).IsOk);

        var large = await node.Submit(TestNode.Script(cloud, 3) with { Elsewhere = true });
        var tooLarge = await node.Jobs.Submit(TestNode.Script(cloud, 5) with { Elsewhere = true }, null, node.Institute, default);
        var home = await node.Jobs.Submit(TestNode.Script(cloud, 3), null, node.Institute, default);
        var unlike = await node.Jobs.Submit(TestNode.Script(cloud, 1) with { Elsewhere = true, Models = ["nope"] }, null, node.Institute, default);
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(factory.Id.Value, (await node.Row(large.Id)).RunPool);
        Assert.Equal(("compute.devices.exceeded", "4"), (tooLarge.Refusal?.Code, tooLarge.Refusal?.Facts!["devices"]));
        Assert.Equal(("compute.devices.exceeded", "2"), (home.Refusal?.Code, home.Refusal?.Facts!["devices"]));
        Assert.Equal(("models", "nope"), (unlike.Refusal?.Facts!["field"], unlike.Refusal?.Facts!["was"]));
    }

    [Fact]
    public async Task A_job_that_saves_its_work_goes_to_no_pool_that_keeps_none()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        var asset = node.Asset(node.Cloud, "compute-pool", "node's own");
        node.Agree(node.Institute, asset);
        var own = (await node.Get<PoolCommands>().Register(new PoolRegistration(null, asset, 4, cloud.Model, cloud.Origin, cloud.Class, cloud.PeakFlops, cloud.Precision, 0, false, true, true), node.Cloud, default)).Value;
        foreach (var (pool, change) in new[] { (own.Id, new PoolChange(null, null, null, null, null) { Cohort = "alliance" }), (factory.Id, new PoolChange(null, null, null, false, null)) })
        {
            Assert.True((await node.Get<PoolCommands>().Change(pool, change, null, pool == own.Id ? node.Cloud : node.Factory, default)).IsOk);
        }

        await node.Submit(TestNode.Script(cloud, 4));
        await Round(node, cloudAgent, factoryAgent);
        var saves = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true, Saves = true });
        var other = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        var refused = await node.Jobs.Submit(TestNode.Script(own, 1) with { Saves = true }, null, node.Institute, default);
        var busy = (await node.Waiting(saves.Id)).Wait;
        Assert.True((await node.Jobs.Cancel(other.Id, node.Institute, default)).IsOk);
        await node.Rounds.Idle();
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal((JobState.Queued, own.Id.Value), ((await node.Row(saves.Id)).State, (await node.Row(other.Id)).RunPool));
        Assert.Equal("saves", refused.Refusal?.Facts!["field"]);
        Assert.Equal(("compute.wait.devices-busy", "compute.wait.not-kept"), (busy, (await node.Waiting(saves.Id)).Wait));
    }

    [Fact]
    public async Task Saved_work_travels_to_the_next_run()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        await node.Submit(TestNode.Script(cloud, 4));
        var lent = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true, Saves = true });
        await Round(node, cloudAgent, factoryAgent);
        await factoryAgent.Begin();
        Assert.True((await node.Jobs.Submit(TestNode.Script(factory, 4), null, node.Factory, default)).IsOk);
        await Round(node, cloudAgent, factoryAgent);
        var saved = await AgentUpload(node, "epoch 7");

        await factoryAgent.End(new RunName(lent.Id, 1), null, "cancelled", new RunFile("checkpoint", "state", 7, saved));
        await cloudAgent.Begin();
        await cloudAgent.End(cloudAgent.Runs[0], 0);
        await node.Get<CohortRounds>().Round(default);
        var order = Assert.Single((await cloudAgent.Call()).Begin);

        Assert.Equal(("checkpoint", "state", saved), (order.Files[0].Folder, order.Files[0].Name, order.Files[0].Sha256));
        Assert.Equal(2, order.Attempt);
    }

    [Fact]
    public async Task A_borrowed_device_comes_with_its_share_of_processors_and_no_more()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        factoryAgent.Has = factoryAgent.Has with { CpuMilliEach = 8000, MemoryMibEach = 1000 };
        await factoryAgent.Attach();
        await node.Submit(TestNode.Script(cloud, 4));
        var greedy = await node.Submit(TestNode.Script(cloud, 2) with { Elsewhere = true, Limits = new JobLimits(null, null, null, null) { Cpus = 17 } });
        await Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var modest = await node.Submit(TestNode.Script(cloud, 2) with { Elsewhere = true, Limits = new JobLimits(null, null, null, null) { Cpus = 16 } });

        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(modest.Id, Assert.Single(factoryAgent.Runs).Job);
        Assert.Equal("compute.wait.few-with-devices", node.Get<CohortRounds>().WaitOf(greedy.Id));
    }

    [Fact]
    public async Task Devices_whose_processors_are_taken_at_home_are_neither_lent_nor_given_and_why_is_said()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        factoryAgent.Has = factoryAgent.Has with { CpuMilliEach = 8000, MemoryMibEach = 1000 };
        await factoryAgent.Attach();
        var greedy = (await node.Jobs.Submit(TestNode.Script(factory, 1) with { Limits = new JobLimits(null, null, null, null) { Cpus = 30 } }, null, node.Factory, default)).Value;
        await Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = (await node.Jobs.Submit(TestNode.Script(factory, 1), null, node.Factory, default)).Value;
        await node.Submit(TestNode.Script(cloud, 4));
        var guest = await node.Submit(TestNode.Script(cloud, 1) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal((JobState.Admitted, 1), ((await node.Row(greedy.Id)).State, (await node.Row(greedy.Id)).DevicesHeld));
        Assert.Equal(1, (await node.Load(factory)).DevicesBusy);
        Assert.Equal((JobState.Queued, JobState.Queued), ((await node.Row(second.Id)).State, (await node.Row(guest.Id)).State));
        Assert.Equal("compute.wait.processors-busy", node.Get<CohortRounds>().WaitOf(second.Id));

        await factoryAgent.Begin();
        await factoryAgent.End(new RunName(greedy.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal((JobState.Admitted, JobState.Admitted), ((await node.Row(second.Id)).State, (await node.Row(guest.Id)).State));
        Assert.Equal(new PoolId((await node.Row(guest.Id)).RunPool!.Value), factory.Id);
    }

    [Fact]
    public async Task Where_the_Gate_does_not_permit_it_a_job_does_not_run()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node, agree: false);
        await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        var second = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });

        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(JobState.Queued, (await node.Row(second.Id)).State);
        Assert.Empty(factoryAgent.Runs);
    }

    [Fact]
    public async Task A_job_runs_only_on_ground_where_its_data_may_be_used()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node, place: "SG");
        var set = node.DataSet();
        node.World.Assets[set] = (node.World.Assets[set].Facts with { Jurisdictions = ["CN", "FR"] }, node.World.Assets[set].Content);
        await node.Submit(TestNode.Script(cloud, 4, set) with { Elsewhere = true });
        var bound = await node.Submit(TestNode.Script(cloud, 4, set) with { Elsewhere = true });
        var free = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });

        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(JobState.Queued, (await node.Row(bound.Id)).State);
        Assert.Equal(factory.Id.Value, (await node.Row(free.Id)).RunPool);
        node.Agree(node.Factory, set);
        var there = await node.Jobs.Submit(TestNode.Script(factory, 1, set), null, node.Factory, default);
        Assert.Equal("data.place.refused", there.Refusal?.Facts?["reason0.code"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task From_a_pool_that_is_not_offered_guests_leave_and_the_owners_jobs_run_to_their_end(bool restarted)
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        await node.Submit(TestNode.Script(cloud, 4));
        var own = await node.Jobs.Submit(TestNode.Script(factory, 2), null, node.Factory, default);
        await Round(node, cloudAgent, factoryAgent);
        var lent = await node.Submit(TestNode.Script(cloud, 2) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        Assert.Equal(factory.Id.Value, (await node.Row(lent.Id)).RunPool);
        await Offer(node, factory, false);
        if (!restarted)
        {
            await Round(node, cloudAgent, factoryAgent);
            await Ends(node, cloudAgent, factoryAgent);
            return;
        }

        await node.Crash();
        await using var again = await TestNode.Start(after: node);
        await again.Rounds.Recover(TestNode.Begin, default);
        await Ends(again, await cloudAgent.At(again), await factoryAgent.At(again));

        async Task Ends(TestNode at, FakeAgent cloudAt, FakeAgent factoryAt)
        {
            await Round(at, cloudAt, factoryAt);
            var run = new RunName(lent.Id, 1);
            Assert.Equal((run, "capacity"), (Assert.Single(factoryAt.Stops).Key, factoryAt.Stops[run].Reason));
            await factoryAt.End(run, null, "cancelled");
            await Round(at, cloudAt, factoryAt);

            var runs = await at.Row(own.Value.Id);
            Assert.Equal((JobState.Running, 0, (DateTimeOffset?)null), (runs.State, runs.Evictions, runs.EvictAskedAt));
            Assert.Equal((JobState.Queued, 1), ((await at.Row(lent.Id)).State, (await at.Row(lent.Id)).Evictions));
            await factoryAt.End(new RunName(own.Value.Id, 1), 0);
            await Round(at, cloudAt, factoryAt);
            Assert.Equal((JobState.Succeeded, JobState.Queued), ((await at.Row(own.Value.Id)).State, (await at.Row(lent.Id)).State));
        }
    }

    [Fact]
    public async Task What_waits_for_a_pool_that_is_not_offered_is_told_so_and_begins_when_it_is()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        var job = await node.Submit(TestNode.Script(cloud, 2));
        await Offer(node, cloud, false);
        await Round(node, cloudAgent, factoryAgent);
        var waits = await node.Waiting(job.Id);
        var shown = (await node.Get<CohortViews>().One("alliance", node.Cloud.Member, default))!.Pools.Single(p => p.Id == cloud.Id);

        await Offer(node, cloud, true);
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(("queued", "compute.wait.pool-closed"), (waits.State, waits.Wait));
        Assert.Equal((false, true, 0), (shown.Offered, shown.Healthy, shown.Devices));
        Assert.Equal(cloud.Id.Value, (await node.Row(job.Id)).RunPool);
    }

    [Theory]
    [InlineData(null, null, "compute.wait.taken")]
    [InlineData("Sun 07:00-20:00 UTC", null, "compute.wait.quiet-hours")]
    [InlineData(null, 40, "compute.wait.cluster-away")]
    public async Task A_job_that_was_just_taken_is_not_said_to_begin_where_nothing_can(string? quiet, int? silent, string said)
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        await Round(node, cloudAgent, factoryAgent);
        await node.Get<PoolCommands>().Change(cloud.Id, new PoolChange(null, null, null, null, null) { QuietHours = quiet ?? "" }, null, node.Cloud, default);
        node.Clock.Advance(TimeSpan.FromSeconds(silent ?? 0));
        await factoryAgent.Call();
        await node.Get<AgentDesk>().Watch(default);

        var job = await node.Submit(TestNode.Script(cloud, 2));

        Assert.Equal(("queued", said), (job.State, (await node.Waiting(job.Id)).Wait));
    }

    [Fact]
    public async Task A_restarted_node_knows_who_borrows_and_who_waits()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        await node.Submit(TestNode.Script(cloud, 4));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var lent = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var third = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        await node.Crash();

        await using var again = await TestNode.Start(after: node);
        await again.Rounds.Recover(TestNode.Begin, default);
        await again.Get<CohortRounds>().Round(default);

        Assert.Equal(JobState.Running, (await again.Row(lent.Id)).State);
        Assert.Equal("compute.wait.devices-busy", again.Get<CohortRounds>().WaitOf(third.Id));
        Assert.True((await again.Jobs.Submit(TestNode.Script(factory, 4), null, again.Factory, default)).IsOk);
        await again.Get<CohortRounds>().Round(default);
        Assert.NotNull((await again.Row(lent.Id)).EvictAskedAt);
    }

    [Fact]
    public async Task A_restarted_node_knows_what_owners_would_have_had_alone()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        var first = await node.Submit(TestNode.Script(cloud, 4));
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var lent = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        await cloudAgent.End(new RunName(first.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await factoryAgent.End(new RunName(lent.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);
        var ranHere = await node.Submit(TestNode.Script(cloud, 2));
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.Crash();

        // Alone, the job that was lent would have begun at minute 5 and run to 11, and the next one behind it.
        await using var again = await TestNode.Start(after: node);
        await again.Rounds.Recover(TestNode.Begin, default);
        await again.Get<CohortRounds>().Round(default);
        var agent = await cloudAgent.At(again);
        again.Clock.Advance(TimeSpan.FromMinutes(1));
        await agent.Call();
        var endedAt = again.Clock.GetUtcNow().AddSeconds(-30);
        await agent.End(new RunName(ranHere.Id, 1), 0, at: endedAt);
        await again.Get<CohortRounds>().Round(default);

        var compared = (await again.All<ComparisonRow>()).ToDictionary(c => c.Id);
        Assert.Equal(3, compared.Count);
        Assert.Equal(TestNode.Begin.AddMinutes(11), compared[lent.Id.Value].AloneEndAt!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal(endedAt, compared[ranHere.Id.Value].EndedAt);
        Assert.Null(compared[ranHere.Id.Value].AloneEndAt);

        // What would have been done by then is kept no longer.
        again.Clock.Advance(TimeSpan.FromMinutes(10));
        await again.Get<CohortRounds>().Round(default);
        Assert.Empty(await again.All<JobShadowRow>());
        Assert.Equal(2, (await again.All<OwnerShadowRow>()).Count);
        Assert.True((await again.Get<PoolCommands>().Change(cloud.Id, new PoolChange(null, null, null, null, null) { Cohort = "" }, null, again.Cloud, default)).IsOk);
        await again.Get<CohortRounds>().Round(default);
        Assert.Equal(factory.Id.Value, Assert.Single(await again.All<OwnerShadowRow>()).Id);
    }

    [Fact]
    public async Task What_ended_while_the_node_was_away_is_compared_too()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        var first = await node.Submit(TestNode.Script(cloud, 4));
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(5));

        // It ends, and the node dies before its scheduler hears of that.
        await cloudAgent.End(new RunName(first.Id, 1), 0);
        await node.Crash();
        node.Clock.Advance(TimeSpan.FromMinutes(60));
        await using var again = await TestNode.Start(after: node);
        await again.Get<CohortRounds>().Round(default);

        var compared = Assert.Single(await again.All<ComparisonRow>());
        Assert.Equal((first.Id.Value, TestNode.Begin.AddMinutes(5), 0L), (compared.Id, compared.EndedAt, compared.LateMs));
        Assert.Empty(await again.All<JobShadowRow>());
    }

    [Fact]
    public async Task Devices_are_free_when_the_quiet_hours_of_their_owner_begin()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        var own = await node.Submit(TestNode.Script(cloud, 4));
        var lent = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        await factoryAgent.Begin();

        // It is eight o'clock; the notice is 7 seconds.
        var set = await node.Get<PoolCommands>().Change(factory.Id, new PoolChange(null, null, null, null, null) { QuietHours = "Sun 08:10-08:20 UTC" }, null, node.Factory, default);
        Assert.True(set.IsOk, set.Refusal?.Detail);
        node.Clock.Advance(TimeSpan.FromSeconds(592));
        await node.Get<PoolCommands>().WatchHours(default);
        await Round(node, cloudAgent, factoryAgent);
        Assert.Empty(factoryAgent.Stops);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        await node.Get<PoolCommands>().WatchHours(default);
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal("capacity", factoryAgent.Stops[new RunName(lent.Id, 1)].Reason);
        await factoryAgent.End(new RunName(lent.Id, 1), null, "cancelled");
        var waits = await node.Jobs.Submit(TestNode.Script(factory, 1), null, node.Factory, default);
        Assert.True(waits.IsOk, waits.Refusal?.Detail);
        await Round(node, cloudAgent, factoryAgent);
        Assert.Equal("compute.wait.quiet-hours", node.Get<CohortRounds>().WaitOf(waits.Value.Id));
        Assert.Equal(JobState.Running, (await node.Row(own.Id)).State);

        node.Clock.Advance(TimeSpan.FromSeconds(607));
        await node.Get<PoolCommands>().WatchHours(default);
        await Round(node, cloudAgent, factoryAgent);
        Assert.Equal(factory.Id.Value, (await node.Row(waits.Value.Id)).RunPool);
        Assert.Equal(["pool.quiet.begun", "pool.quiet.ended"], (await node.All<EvidenceRow>()).OrderBy(e => e.Sequence).Select(e => e.Verb).Where(v => v.StartsWith("pool.quiet", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_is_not_begun_just_before_quiet_hours_and_both_views_say_why_and_until_when(bool shared)
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        await node.Get<PoolCommands>().Change(cloud.Id, new PoolChange(null, null, null, null, null) { Cohort = shared ? null : "", QuietHours = "Sun 08:10-08:20 UTC", GraceSeconds = 30 }, null, node.Cloud, default);
        node.Clock.Advance(TimeSpan.FromSeconds(568));
        await cloudAgent.Call();

        var quick = await node.Submit(TestNode.Script(cloud, 1) with { ExpectedSeconds = 1 });
        var job = await node.Submit(TestNode.Script(cloud, 2));
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = await node.Submit(TestNode.Script(cloud, 4) with { ExpectedSeconds = 120 });
        await node.Rounds.Round(default);
        await Round(node, cloudAgent, factoryAgent);

        var waits = await node.Waiting(job.Id);
        Assert.Equal((JobState.Admitted, "compute.wait.before-quiet-hours"), ((await node.Row(quick.Id)).State, waits.Wait));
        Assert.Equal(TestNode.Begin.AddMinutes(20), waits.ExpectedAt);
        Assert.True((await node.Waiting(second.Id)).ExpectedAt > waits.ExpectedAt);
        if (shared)
        {
            var shown = (await node.Get<CohortViews>().One("alliance", node.Institute.Member, default))!.Queue.Single(w => w.Id == job.Id);
            Assert.Equal((waits.Wait, waits.ExpectedAt), (shown.Wait, shown.ExpectedAt));
        }

        await cloudAgent.Begin();
        await cloudAgent.End(new RunName(quick.Id, 1), 0);
        node.Clock.Advance(TimeSpan.FromSeconds(632));
        await node.Get<PoolCommands>().WatchHours(default);
        await cloudAgent.Call();
        await node.Rounds.Round(default);
        await Round(node, cloudAgent, factoryAgent);
        Assert.Equal((JobState.Admitted, 1), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Attempt));
    }

    [Fact]
    public async Task An_owner_who_leaves_and_comes_back_had_its_quiet_hours_alone_too()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        await Alter(new PoolChange(null, null, null, null, null) { QuietHours = "Sun 08:04-08:10 UTC" });
        var job = await node.Submit(TestNode.Script(cloud, 4) with { ExpectedSeconds = 600 });
        await Round(node, cloudAgent, factoryAgent);
        foreach (var seconds in new[] { 235, 365 })
        {
            node.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await node.Get<PoolCommands>().WatchHours(default);
            await Round(node, cloudAgent, factoryAgent);
        }

        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var change in new PoolChange[] { new(null, null, null, false, null), new(null, null, null, true, null), new(null, null, null, null, null) { QuietHours = "" }, new(null, null, null, null, null) { Cohort = "" }, new(null, null, null, null, null) { Cohort = "alliance" } })
        {
            node.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Alter(change);
        }

        node.Clock.Advance(TimeSpan.FromMinutes(8));
        await cloudAgent.End(new RunName(job.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);

        var compared = Assert.Single(await node.All<ComparisonRow>());
        Assert.Equal(TestNode.Begin.AddMinutes(20), compared.AloneEndAt!.Value, TimeSpan.FromSeconds(1));
        Assert.Empty((await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value.LaterJobs);

        async Task Alter(PoolChange change)
        {
            var done = await node.Get<PoolCommands>().Change(cloud.Id, change, null, node.Cloud, default);
            Assert.True(done.IsOk, done.Refusal?.Detail);
            await Round(node, cloudAgent, factoryAgent);
        }
    }

    [Fact]
    public async Task A_small_lateness_is_told_by_the_step_that_took_it_and_a_gap_of_no_length_is_no_outage()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        var job = await node.Submit(TestNode.Script(cloud, 4));
        node.Clock.Advance(TimeSpan.FromMilliseconds(1400));
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        await node.Get<PoolCommands>().TellAll(node.Clock.GetUtcNow(), node.Clock.GetUtcNow().AddMilliseconds(300), default);
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await cloudAgent.Attach();
        await cloudAgent.End(new RunName(job.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(1));

        var late = Assert.Single((await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value.LaterJobs);

        Assert.Equal([new PoolCauseView("taking", job.QueuedAt, job.QueuedAt.AddMilliseconds(1400))], late.Causes);
        Assert.Equal(("从提交到分得设备用时 1.4 秒", "from when it was sent until it was given devices it took 1.4 s"), Client.LateWords.Of(late.Causes));
    }

    [Fact]
    public async Task Hours_that_are_taken_away_held_a_job_until_then_alone_too()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        await node.Get<PoolCommands>().Change(cloud.Id, new PoolChange(null, null, null, null, null) { QuietHours = "Sun 08:04-08:10 UTC" }, null, node.Cloud, default);
        await Round(node, cloudAgent, factoryAgent);
        var job = await node.Submit(TestNode.Script(cloud, 4) with { ExpectedSeconds = 600 });
        await Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromMinutes(2));
        await node.Get<PoolCommands>().Change(cloud.Id, new PoolChange(null, null, null, null, null) { QuietHours = "" }, null, node.Cloud, default);
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(10));
        await cloudAgent.End(new RunName(job.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(TestNode.Begin.AddMinutes(12), Assert.Single(await node.All<ComparisonRow>()).AloneEndAt!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_cohort_says_that_the_agent_of_a_run_is_silent_and_since_when()
    {
        await using var node = await TestNode.Start(o => (o.AgentSilentSeconds, o.AgentLeaseSeconds) = (30, 300));
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        await node.Submit(TestNode.Script(cloud, 1));
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        var called = node.Clock.GetUtcNow();
        node.Clock.Advance(TimeSpan.FromSeconds(31));
        await node.Get<AgentDesk>().Watch(default);

        var run = Assert.Single((await node.Get<CohortViews>().One("alliance", node.Institute.Member, default))!.Runs);

        Assert.Equal(("compute.wait.agent-silent", called, called.AddSeconds(300)), (run.Wait, run.AwaySince, run.LostAt));
    }

    [Fact]
    public async Task Where_a_job_ran_before_is_told_to_its_sender_and_a_cohort_that_is_not_there_names_near_ones()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        await node.Submit(TestNode.Script(cloud, 4));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var lent = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        await factoryAgent.Begin();
        var (begun, history) = (node.Clock.GetUtcNow(), node.Get<HistoryReads>());
        Assert.Empty(await history.RunsOf(await node.Row(lent.Id), default));
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.Jobs.Submit(TestNode.Script(factory, 4), null, node.Factory, default);
        await Round(node, cloudAgent, factoryAgent);
        await factoryAgent.End(new RunName(lent.Id, 1), null, "cancelled");

        Assert.Equal([new JobRunView(1, factory.Id, begun, begun.AddMinutes(1), "evicted", 240_000) { Cause = "reclaimed" }], await history.RunsOf(await node.Row(lent.Id), default));
        Assert.Equal("alliance", (await CohortRefusals.Unknown(node.Get<ComputeReads>(), "aliance", default)).Facts!["near"]);
    }

    [Fact]
    public async Task A_job_that_may_run_elsewhere_says_that_its_own_pool_is_closed_and_not_that_devices_are_busy()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        await node.Jobs.Submit(TestNode.Script(factory, 4), null, node.Factory, default);
        await Round(node, cloudAgent, factoryAgent);
        await node.Submit(TestNode.Script(cloud, 4));
        await Round(node, cloudAgent, factoryAgent);
        var job = await node.Submit(TestNode.Script(cloud, 2) with { Elsewhere = true });
        await Offer(node, cloud, false);
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal("compute.wait.pool-closed", await node.WaitOf(job.Id));
    }

    [Fact]
    public async Task A_job_that_is_being_given_devices_says_that_it_was_just_taken_and_not_that_they_are_busy()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await Two(node);
        await Round(node, cloudAgent, factoryAgent);
        var job = await node.Submit(TestNode.Script(cloud, 4));
        var row = await node.Row(job.Id);
        await Round(node, cloudAgent, factoryAgent);

        // The scheduler has decided, and its start is not on record as it is read.
        var read = (await node.Get<JobWaits>().Of([ComputeReads.View(row, node.Institute.Member, null)], default))[0];

        Assert.Equal(("queued", "compute.wait.taken"), (read.State, read.Wait));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pool_that_joins_later_is_asked_about_jobs_that_wait(bool permitted)
    {
        await using var node = await TestNode.Start();
        var (cloud, cloudAgent) = await AgentDeskTests.Attached(node);
        var (factory, factoryAgent) = await AgentDeskTests.Attached(node, owner: node.Factory);
        if (permitted)
        {
            node.Agree(node.Institute, factory.Asset);
        }

        Assert.True((await node.Get<PoolCommands>().Change(cloud.Id, new PoolChange(null, null, null, null, null) { Cohort = "alliance" }, null, node.Cloud, default)).IsOk);
        await node.Submit(TestNode.Script(cloud, 4));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var waits = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await Round(node, cloudAgent, factoryAgent);
        Assert.Equal(JobState.Queued, (await node.Row(waits.Id)).State);
        node.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await node.Get<PoolCommands>().Change(factory.Id, new PoolChange(null, null, null, null, null) { Cohort = "alliance" }, null, node.Factory, default)).IsOk);
        await Round(node, cloudAgent, factoryAgent);

        Assert.Equal(permitted ? factory.Id.Value : null, (await node.Row(waits.Id)).RunPool);
        if (!permitted)
        {
            Assert.Equal("compute.wait.not-permitted-elsewhere", node.Get<CohortRounds>().WaitOf(waits.Id));
            node.Agree(node.Institute, factory.Asset);
            node.Clock.Advance(TimeSpan.FromSeconds(15));
            await Round(node, cloudAgent, factoryAgent);
            Assert.Equal(factory.Id.Value, (await node.Row(waits.Id)).RunPool);
        }
    }

    [Fact]
    public async Task On_unlike_devices_a_job_holds_as_many_as_do_its_work_and_is_metered_for_these()
    {
        await using var node = await TestNode.Start();
        var set = await node.Get<Exchange>().Set(new ExchangeRatesChange("job_type,scale_factor,v100_steps_per_s,p100_steps_per_s,k80_steps_per_s\nresnet,1,30,15,0"), node.Cloud, default);
        Assert.True(set.IsOk, set.Refusal?.Detail);
        var (cloud, cloudAgent) = await Exchanging(node, node.Cloud, "V100");
        var (factory, factoryAgent) = await Exchanging(node, node.Factory, "P100");
        var (other, otherAgent) = await Exchanging(node, node.Factory, "K80");
        foreach (var pool in new[] { factory, other })
        {
            node.Agree(node.Institute, pool.Asset);
        }

        await node.Submit(TestNode.Script(cloud, 4));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var unmeasured = (await node.Jobs.Submit(TestNode.Script(cloud, 2) with { Workload = "bert" }, null, node.Cloud, default)).Refusal!;
        Assert.Equal(("compute.workload.unmeasured", "workload"), (unmeasured.Code, unmeasured.Facts!["field"]));
        Assert.Contains("\"resnet\"", unmeasured.Detail, StringComparison.Ordinal);
        var job = await node.Submit(TestNode.Script(cloud, 2) with { Elsewhere = true, Workload = "resnet" });
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var none = await node.Submit(TestNode.Script(cloud, 2) with { Elsewhere = true, Workload = "resnet" });
        await Round(node, cloudAgent, factoryAgent, otherAgent);

        var row = await node.Row(job.Id);
        Assert.Equal((factory.Id.Value, 2, 4), (row.RunPool, row.Devices, row.DevicesHeld));
        Assert.Equal(4, (await node.Load(factory)).DevicesBusy);
        Assert.Equal(4, factoryAgent.Orders.Single().Devices);
        Assert.Equal(JobState.Queued, (await node.Row(none.Id)).State);
        await factoryAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await factoryAgent.End(new RunName(job.Id, 1), 0);

        Assert.Equal(40_000, (await node.Row(job.Id)).DeviceMs);
        Assert.Equal(0, (await node.Load(factory)).DevicesBusy);
        Assert.Equal("exchange-rates.set", Assert.Single((await node.All<EvidenceRow>()).Select(e => e.Verb), v => v.StartsWith("exchange", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_job_begins_with_what_is_idle_and_goes_on_with_all_its_devices_when_its_owner_alone_would_have_been_as_far()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, cloudAgent, factoryAgent) = await Two(node);
        var before = await node.Submit(TestNode.Script(cloud, 4));
        await Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        Assert.True((await node.Jobs.Submit(TestNode.Script(factory, 2), null, node.Factory, default)).IsOk);
        var job = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true, Saves = true, DevicesMin = 1 });
        await Round(node, cloudAgent, factoryAgent);
        await factoryAgent.Begin();
        Assert.Equal((factory.Id.Value, 2), ((await node.Row(job.Id)).RunPool, (await node.Row(job.Id)).DevicesHeld));
        Assert.Equal(2, factoryAgent.Orders.Single(o => o.Job == job.Id).Devices);

        // In 20 s two devices do what four do in 10 s: alone it would have begun now, and be as far in 10 s.
        node.Clock.Advance(TimeSpan.FromSeconds(20));
        await cloudAgent.End(new RunName(before.Id, 1), 0);
        await Round(node, cloudAgent, factoryAgent);
        Assert.Empty(factoryAgent.Stops);
        node.Clock.Advance(TimeSpan.FromSeconds(21));
        await Round(node, cloudAgent, factoryAgent);
        Assert.Equal("grown", factoryAgent.Stops[new RunName(job.Id, 1)].Reason);
        var saved = await AgentUpload(node, "epoch 7");
        await factoryAgent.End(new RunName(job.Id, 1), null, "cancelled", new RunFile("checkpoint", "state", 7, saved));
        await Round(node, cloudAgent, factoryAgent);

        var row = await node.Row(job.Id);
        Assert.Equal((cloud.Id.Value, 4, 20_500L), (row.RunPool, row.DevicesHeld, row.WorkMs));
        Assert.Equal(4, cloudAgent.Orders.Last().Devices);
        Assert.Equal((0, 4), ((await node.Load(factory)).DevicesBusy - 2, (await node.Load(cloud)).DevicesBusy));
    }

    [Fact]
    public async Task A_history_is_of_those_who_were_members_at_the_time()
    {
        await using var node = await TestNode.Start();
        var (cloud, factory, _, _) = await Two(node);
        var histories = node.Get<PoolHistories>();
        node.Clock.Advance(TimeSpan.FromSeconds(60));
        var (from, to) = (TestNode.Begin, node.Clock.GetUtcNow());
        var before = await histories.Cohort("alliance", from, to, 1, default);

        Assert.True((await node.Get<PoolCommands>().Change(factory.Id, new PoolChange(null, null, null, null, null) { Cohort = "" }, null, node.Factory, default)).IsOk);
        node.Clock.Advance(TimeSpan.FromSeconds(60));
        var after = await histories.Cohort("alliance", from, to, 1, default);
        var later = await histories.Cohort("alliance", to, node.Clock.GetUtcNow(), 1, default);

        Assert.Equal(8 * 60_000, before.Value.Bins.Single().OpenMs);
        Assert.Equal(before.Value.Bins.Single(), after.Value.Bins.Single());
        Assert.Equal(4 * 60_000, later.Value.Bins.Single().OpenMs);
        await node.Get<PoolCommands>().Change(cloud.Id, new PoolChange(null, null, null, null, null) { Cohort = "" }, null, node.Cloud, default);
        Assert.True((await histories.Cohort("alliance", from, to, 1, default)).IsOk);
    }

    [Fact]
    public async Task What_is_lent_is_shared_by_the_weights_that_the_operator_has_set()
    {
        await using var node = await TestNode.Start();
        var (lender, lenderAgent) = await Exchanging(node, node.Cloud, "V100");
        var (light, lightAgent) = await Exchanging(node, node.Factory, "V100");
        var (heavy, heavyAgent) = await Exchanging(node, node.Factory, "V100");
        var weighed = await node.Get<PoolCommands>().Weigh(heavy.Id, new PoolWeight(300), node.Cloud, default);
        var none = await node.Get<PoolCommands>().Weigh(heavy.Id, new PoolWeight(0), node.Cloud, default);
        Assert.Equal(("weight", 300), (none.Refusal!.Facts!["field"], weighed.Value.Weight));
        foreach (var pool in new[] { light, heavy })
        {
            node.Agree(node.Institute, pool.Asset);
            await node.Submit(TestNode.Script(pool, 4));
        }

        await Round(node, lenderAgent, lightAgent, heavyAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        var waiting = new List<(JobId Job, PoolView Queue)>();
        foreach (var pool in new[] { light, heavy, light, heavy, light, heavy, light, heavy })
        {
            waiting.Add(((await node.Submit(TestNode.Script(pool) with { Elsewhere = true })).Id, pool));
        }

        await Round(node, lenderAgent, lightAgent, heavyAgent);

        var lent = new List<PoolView>();
        foreach (var (job, queue) in waiting)
        {
            lent.AddRange((await node.Row(job)).RunPool == lender.Id.Value ? [queue] : Array.Empty<PoolView>());
        }

        // Each holds four of its own: with three times the weight, all four that are lent go to the heavy one before the light one has held less for its weight.
        Assert.Equal([heavy.Id, heavy.Id, heavy.Id, heavy.Id], lent.Select(p => p.Id));
    }

    private static async Task<(PoolView Pool, FakeAgent Agent)> Exchanging(TestNode node, Platform.Identity.Caller owner, string model)
    {
        var pool = await node.AgentPool(4, owner, model: model);
        var agent = new FakeAgent(node, pool.Id, owner, 4);
        await agent.Attach();
        Assert.True((await node.Get<PoolCommands>().Change(pool.Id, new PoolChange(null, null, null, null, null) { Cohort = "alliance" }, null, owner, default)).IsOk);
        return (pool, agent);
    }

    /// <summary>The first runs at home; the second, which came a second later, is given others' devices and has not begun.</summary>
    private static async Task<(JobView First, JobView Second)> OneAtHomeAndOneAway(TestNode node, PoolView home, FakeAgent homeAgent, FakeAgent awayAgent)
    {
        var first = await node.Submit(TestNode.Script(home, 4) with { Elsewhere = true });
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await node.Submit(TestNode.Script(home, 4) with { Elsewhere = true });
        await Round(node, homeAgent, awayAgent);
        await homeAgent.Begin();
        return (first, second);
    }

    private static async Task Offer(TestNode node, PoolView pool, bool offered)
    {
        var done = await node.Get<PoolCommands>().Change(pool.Id, new PoolChange(null, null, null, offered, null), null, pool.Member == node.Cloud.Member ? node.Cloud : node.Factory, default);
        Assert.True(done.IsOk, done.Refusal?.Detail);
    }

    internal static async Task Round(TestNode node, params FakeAgent[] agents)
    {
        await node.Get<CohortRounds>().Round(default);
        foreach (var agent in agents)
        {
            await agent.Call();
        }
    }

    internal static async Task<(PoolView Cloud, PoolView Factory, FakeAgent CloudAgent, FakeAgent FactoryAgent)> Two(TestNode node, bool agree = true, string place = "CN")
    {
        var (cloud, cloudAgent) = await AgentDeskTests.Attached(node);
        var (factory, factoryAgent) = await AgentDeskTests.Attached(node, owner: node.Factory, place: place);
        if (agree)
        {
            node.Agree(node.Institute, factory.Asset);
        }

        foreach (var (pool, owner) in new[] { (cloud, node.Cloud), (factory, node.Factory) })
        {
            var joined = await node.Get<PoolCommands>().Change(pool.Id, new PoolChange(null, null, null, null, null) { Cohort = "alliance", GraceSeconds = 7 }, null, owner, default);
            Assert.True(joined.IsOk, joined.Refusal?.Detail);
        }

        await node.Get<CohortRounds>().Round(default);
        return (cloud, factory, cloudAgent, factoryAgent);
    }

    private static async Task<string> AgentUpload(TestNode node, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        using var content = new MemoryStream(bytes);
        Assert.True((await node.Get<Uploads>().Append(node.Factory.Member, sum, 0, content, default)).IsOk);
        Assert.True((await node.Get<Uploads>().Finish(node.Factory.Member, sum, default)).IsOk);
        return sum;
    }
}
