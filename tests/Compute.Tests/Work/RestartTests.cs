using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

public sealed class RestartTests
{
    [Fact]
    public async Task After_a_crash_what_ran_has_failed_up_to_the_last_heartbeat_and_what_waited_runs_on()
    {
        var before = await TestNode.Start();
        var pool = await before.Pool(2);
        var ran = await before.Submit(TestNode.Script(pool, 2, before.DataSet()));
        before.Clock.Advance(TimeSpan.FromSeconds(1));
        var waited = await before.Submit(TestNode.Script(pool, 1));
        await before.Rounds.Round(default);
        await before.Runner.Begun(ran.Id);
        before.Clock.Advance(TimeSpan.FromMilliseconds(4_000));
        await before.Get<Heartbeat>().Beat(default);
        before.Clock.Advance(TimeSpan.FromMinutes(9));
        await before.Crash();

        await using var node = await TestNode.Start(after: before);
        await node.Rounds.Recover(await node.Get<Heartbeat>().Last(default), default);
        await node.Rounds.Round(default);

        var row = await node.Row(ran.Id);
        Assert.Equal((JobState.Failed, "node.restarted", 8_000L), (row.State, row.Outcome, row.DeviceMs));
        var reading = Assert.Single(await node.All<MeterRow>());
        Assert.Equal((8_000, true), (reading.Quantity, reading.ProviderFailed));
        Assert.Equal([(1, false, "node.restarted")], (await node.Get<HistoryReads>().RunsOf(row, default)).Select(r => (r.Attempt, r.Paid, r.Cause)));
        Assert.Equal(JobState.Running, (await node.Row(waited.Id)).State);
        var (run, _) = await node.Runner.Begun(waited.Id);
        Assert.Equal("echo", await File.ReadAllTextAsync(Path.Combine(run.Folder, "script")));
        node.Runner.Exit(waited.Id, 0);
        await node.Rounds.Idle();
        var load = await node.Load(pool);
        Assert.Equal((0, 0), (load.Queued, load.DevicesBusy));
    }

    [Fact]
    public async Task A_heartbeat_from_before_the_start_meters_nothing()
    {
        var before = await TestNode.Start();
        await before.Get<Heartbeat>().Beat(default);
        before.Clock.Advance(TimeSpan.FromSeconds(30));
        var job = await before.Submit(TestNode.Script(await before.Pool()));
        await before.Rounds.Round(default);
        await before.Runner.Begun(job.Id);
        await before.Crash();

        await using var node = await TestNode.Start(after: before);
        await node.Rounds.Recover(await node.Get<Heartbeat>().Last(default), default);

        Assert.Equal(0, (await node.Row(job.Id)).DeviceMs);
    }

    [Fact]
    public async Task Recovering_twice_ends_a_job_once()
    {
        var before = await TestNode.Start();
        var job = await before.Submit(TestNode.Script(await before.Pool()));
        await before.Rounds.Round(default);
        await before.Runner.Begun(job.Id);
        await before.Crash();

        await using var node = await TestNode.Start(after: before);
        await node.Rounds.Recover(null, default);
        await node.Rounds.Recover(null, default);

        Assert.Single(await node.All<MeterRow>());
        Assert.Single(await node.Facts("compute.job.ended.v1"));
    }

    [Fact]
    public async Task A_node_that_stops_ends_its_jobs_and_says_so()
    {
        await using var node = await TestNode.Start();
        var job = await node.Submit(TestNode.Script(await node.Pool()));
        await node.Rounds.Round(default);
        await node.Runner.Begun(job.Id);

        await node.Rounds.Stop();

        Assert.Equal((JobState.Failed, "node.stopped"), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
        Assert.Equal("node: 节点停止，作业中断。The node was stopped while the job ran.", (await AgentDeskTests.Log(node, job.Id))[^1]);
    }

    [Fact]
    public async Task The_service_recovers_runs_and_stops()
    {
        var before = await TestNode.Start();
        var lost = await before.Submit(TestNode.Script(await before.Pool()));
        await before.Rounds.Round(default);
        await before.Runner.Begun(lost.Id);
        await before.Crash();

        await using var node = await TestNode.Start(after: before);
        var service = Assert.Single(node.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<ComputeService>());
        await service.StartAsync(default);
        var job = await node.Submit(TestNode.Script(await node.Pool()));
        await node.Runner.Begun(job.Id);
        await service.StopAsync(default);

        Assert.Equal("node.restarted", (await node.Row(lost.Id)).Outcome);
        Assert.Equal("node.stopped", (await node.Row(job.Id)).Outcome);
    }
}
