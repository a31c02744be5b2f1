using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

public sealed class AgentDeskTests
{
    [Fact]
    public async Task A_run_is_ordered_until_the_agent_holds_it_and_ends_with_what_it_made()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        var set = node.DataSet(content: "a,b\n1,2\n");
        var job = await node.Submit(TestNode.Script(pool, 2, set));
        await node.Rounds.Round(default);

        // The answer to the first call was lost: the order is given again.
        var lost = await node.Get<AgentDesk>().Orders(pool.Id, agent.Epoch, new AgentCall([], null), TimeSpan.Zero, node.Cloud, default);
        var orders = await agent.Call();

        var order = Assert.Single(orders.Begin);
        Assert.Equal(lost.Value.Begin[0].Job, order.Job);
        Assert.Equal(1, order.Attempt);
        var input = Assert.Single(order.Files);
        Assert.Equal(("in", "meters.csv", 8L, Sum("a,b\n1,2\n")), (input.Folder, input.Name, input.Bytes, input.Sha256));
        Assert.Equal(JobState.Admitted, (await node.Row(job.Id)).State);
        Assert.Empty((await agent.Call()).Begin);

        await agent.Begin();
        Assert.Equal(JobState.Running, (await node.Row(job.Id)).State);
        node.Clock.Advance(TimeSpan.FromSeconds(90));
        var result = await Upload(node, "answer");
        await agent.End(new RunName(job.Id, 1), 0, null, new RunFile("out", "answer.txt", 6, result));

        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Succeeded, 180_000L), (row.State, row.DeviceMs));
        Assert.Equal("answer", node.World.Kept.Values.Single().Text);
        Assert.Equal(0, (await node.Load(pool)).DevicesBusy);
        Assert.Empty(agent.Runs);
        var reading = (await node.All<MeterRow>()).Single(m => m.Kind == "device.ms");
        Assert.Equal(180_000, reading.Quantity);
        Assert.Equal(job.Id, Assert.Single(await node.Get<IReadingJobs>().Of([new ReadingId(reading.Id), new ReadingId(row.Id)], default)).Value);
    }

    [Theory]
    [InlineData(3, null, null, "devices", "at most 2, what a run can get at this pool's cluster")]
    [InlineData(1, 17, null, "limits.cpus", "at most 16, what a run can get at this pool's cluster")]
    [InlineData(2, null, 70_000, "limits.memoryMb", "at most 65536, what a run can get at this pool's cluster")]
    [InlineData(2, 16, 65_536, null, null)]
    public async Task What_no_machine_of_the_cluster_can_hold_is_refused_at_once(int devices, int? cpus, int? memory, string? field, string? must)
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        agent.Has = agent.Has with { Machine = new AgentMachine(2, 16, 65_536, 0) };
        await agent.Attach();

        var taken = await node.Jobs.Submit(TestNode.Script(pool, devices) with { Limits = new JobLimits(null, memory, null, null) { Cpus = cpus } }, null, node.Cloud, default);

        Assert.Equal(field is null, taken.IsOk);
        Assert.Equal((field, must), (taken.Refusal?.Facts?.GetValueOrDefault("field"), taken.Refusal?.Facts?.GetValueOrDefault("must")));
        Assert.Equal(field is null ? 1 : 0, (await node.All<JobRow>()).Count);
    }

    [Fact]
    public async Task What_a_cluster_lets_wait_is_said_to_wait_there_until_it_runs()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        var job = await node.Submit(TestNode.Script(pool, 1));
        await node.Rounds.Round(default);
        await agent.Call();

        await agent.Wait(agent.Runs[0], "Resources", TestNode.Begin.AddHours(2));
        var waits = await node.Waiting(job.Id);
        await agent.Begin();
        var runs = await node.Waiting(job.Id);

        Assert.Equal(("admitted", "compute.wait.at-cluster", "Resources", TestNode.Begin.AddHours(2)), (waits.State, waits.Wait, waits.ClusterWait, waits.ExpectedAt));
        Assert.Equal(("running", null, null, null), (runs.State, runs.Wait, runs.ClusterWait, runs.ExpectedAt));
    }

    [Fact]
    public async Task An_agent_with_another_memory_does_not_take_over_what_runs()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        agent.Memory = "one";
        await agent.Attach();
        var job = await node.Submit(TestNode.Script(pool, 1));
        await node.Rounds.Round(default);
        await agent.Call();
        await agent.Begin();
        var hello = new AgentHello("fake 1", [agent.Has]) { Memory = "two" };

        var refused = await node.Get<AgentDesk>().Hello(pool.Id, hello, node.Cloud, default);
        node.Clock.Advance(TimeSpan.FromSeconds(40));
        var silent = await node.Get<AgentDesk>().Hello(pool.Id, hello, node.Cloud, default);
        await agent.Attach();

        Assert.All([refused.Refusal, silent.Refusal], r => Assert.Equal(("compute.agent.state", "1"), (r?.Code, r?.Facts?["runs"])));
        Assert.Contains("--take-over", silent.Refusal!.Detail, StringComparison.Ordinal);
        Assert.Equal(JobState.Running, (await node.Row(job.Id)).State);
    }

    [Theory]
    [InlineData(false, 29, true)]
    [InlineData(false, 31, false)]
    [InlineData(true, 0, false)]
    public async Task An_agent_without_runs_is_not_put_out_by_another_one_while_it_calls(bool takesOver, int seconds, bool isRefused)
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        agent.Memory = "one";
        await agent.Attach();
        node.Clock.Advance(TimeSpan.FromSeconds(seconds));

        var other = await node.Get<AgentDesk>().Hello(pool.Id, new AgentHello("fake 1", [agent.Has]) { Memory = "two", TakesOver = takesOver }, node.Cloud, default);

        Assert.Equal(isRefused ? ("compute.agent.state", "0") : (null, null), (other.Refusal?.Code, other.Refusal?.Facts?["runs"]));
        Assert.Equal(isRefused, other.Refusal?.Detail.Contains("--take-over", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 301)]
    public async Task An_agent_with_another_memory_begins_when_it_says_so_or_the_lease_of_the_one_before_is_over(bool takesOver, int seconds)
    {
        await using var node = await TestNode.Start(o => o.AgentLeaseSeconds = 300);
        var (pool, agent) = await Attached(node);
        agent.Memory = "one";
        await agent.Attach();
        await node.Submit(TestNode.Script(pool, 1));
        await node.Rounds.Round(default);
        await agent.Call();
        await agent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(seconds));

        var other = await node.Get<AgentDesk>().Hello(pool.Id, new AgentHello("fake 1", [agent.Has]) { Memory = "two", TakesOver = takesOver }, node.Cloud, default);

        Assert.True(other.IsOk, other.Refusal?.Detail);
    }

    [Fact]
    public async Task A_node_that_was_started_anew_hears_from_the_agent_whose_memory_it_is()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        await node.Submit(TestNode.Script(pool, 1));
        await node.Rounds.Round(default);
        await agent.Call();

        await agent.Desk.Orders(pool.Id, agent.Epoch, new AgentCall([], null) { Memory = "one" }, TimeSpan.Zero, node.Cloud, default);
        var other = await node.Get<AgentDesk>().Hello(pool.Id, new AgentHello("fake 1", [agent.Has]) { Memory = "two" }, node.Cloud, default);

        Assert.Equal("compute.agent.state", other.Refusal?.Code);
    }

    [Fact]
    public async Task A_device_whose_processors_are_taken_is_not_given()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        agent.Has = agent.Has with { CpuMilliEach = 8000, MemoryMibEach = 1000 };
        await agent.Attach();
        var greedy = await node.Submit(TestNode.Script(pool, 1) with { Limits = new JobLimits(null, null, null, null) { Cpus = 30 } });
        await node.Rounds.Round(default);
        var second = await node.Submit(TestNode.Script(pool, 1));
        await node.Rounds.Round(default);

        var waits = await node.Waiting(second.Id);
        Assert.Equal(("queued", "compute.wait.processors-busy"), (waits.State, waits.Wait));
        await agent.Call();
        await agent.Begin();
        await agent.End(new RunName(greedy.Id, 1), 0);
        await node.Rounds.Round(default);
        Assert.Equal(JobState.Admitted, (await node.Row(second.Id)).State);
    }

    [Fact]
    public async Task Why_a_cluster_could_not_begin_a_job_stands_in_its_log()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        var job = await node.Submit(TestNode.Script(pool, 1));
        await node.Rounds.Round(default);
        await agent.Call();

        await agent.End(agent.Runs[0], null, "setup.failed");

        Assert.Equal((JobState.Failed, "setup.failed"), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
        Assert.Equal(["node: said: setup.failed"], await Log(node, job.Id));
    }

    [Fact]
    public async Task Processors_and_memory_of_a_job_reach_its_cluster_and_what_comes_with_a_device_is_told()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        agent.Has = agent.Has with { CpuMilliEach = 12_500, MemoryMibEach = 65_536 };
        await agent.Attach();
        var large = new JobLimits(null, 100_000, null, null) { Cpus = 20 };
        var job = await node.Submit(TestNode.Script(pool, 2) with { Limits = large });
        await node.Rounds.Round(default);

        await agent.Call();

        Assert.Equal((20, 100_000), (agent.Orders[0].Limits.Cpus, agent.Orders[0].Limits.MemoryMb));
        var seen = await node.Get<ComputeReads>().Known(pool.Id, default);
        Assert.Equal((12_500, 65_536L), (seen!.CpuMilliEach, seen.MemoryMibEach));
        var view = ComputeReads.View(await node.Row(job.Id), node.Institute.Member, null);
        Assert.Equal((20, 100_000), (view.Cpus, view.MemoryMb));

        // The node itself gives neither, and says so.
        var own = await node.Jobs.Submit(TestNode.Script(await node.Pool(2)) with { Limits = large }, null, node.Institute, default);
        Assert.Equal("limits.cpus", own.Refusal?.Facts?["field"]);
    }

    [Fact]
    public async Task A_result_that_has_not_arrived_is_no_success()
    {
        await using var node = await TestNode.Start();
        var (pool, agent, job) = await Begun(node);

        await agent.End(new RunName(job.Id, 1), 0, null, new RunFile("out", "answer.txt", 6, Sum("never sent")));

        Assert.Equal((JobState.Failed, "results.lost"), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
    }

    [Theory]
    [InlineData("limit.disk")]
    [InlineData("results.lost")]
    public async Task Of_a_job_whose_results_are_not_whole_the_others_are_kept(string ending)
    {
        await using var node = await TestNode.Start(o => o.UploadBytesMax = 5000);
        var (_, agent, job) = await Begun(node);
        var arrived = await Upload(node, "answer");

        await agent.End(new RunName(job.Id, 1), null, ending, new RunFile("out", "answer.txt", 6, arrived));

        Assert.Equal((JobState.Failed, ending), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
        Assert.Equal("answer", node.World.Kept.Values.Single().Text);
        Assert.Equal(5000, agent.Orders[0].UploadBytesMax);
        Assert.False((await node.All<MeterRow>()).Single(m => m.Kind == "device.ms").ProviderFailed);
    }

    [Fact]
    public async Task A_job_of_an_attached_cluster_may_leave_as_much_as_a_job_may_ask_for()
    {
        await using var node = await TestNode.Start(o => (o.DiskMbDefault, o.DiskMbMax) = (64, 1024));
        var (pool, agent) = await Attached(node);
        await node.Submit(TestNode.Script(pool));
        await node.Submit(TestNode.Script(pool) with { Limits = new JobLimits(null, null, null, 10) });
        await node.Rounds.Round(default);

        await agent.Call();

        Assert.Equal([10, 1024], agent.Orders.Select(o => o.Limits.DiskMb!.Value).Order());
    }

    [Theory]
    [InlineData(0, 1024, null)]
    [InlineData(500, 524, null)]
    [InlineData(500, 525, "blob.too-large")]
    [InlineData(0, null, null)]
    public async Task An_upload_that_is_announced_as_too_large_is_refused_before_its_bytes_come(long offset, int? length, string? code)
    {
        await using var node = await TestNode.Start(o => o.UploadBytesMax = 1024);

        Assert.Equal(code, node.Get<Uploads>().TooLarge(offset, length)?.Code);
    }

    [Fact]
    public async Task What_an_older_session_says_is_refused()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        var old = agent.Epoch;
        await agent.Attach();

        var refused = await node.Get<AgentDesk>().Orders(pool.Id, old, new AgentCall([], null), TimeSpan.Zero, node.Cloud, default);

        Assert.Equal("compute.agent.state", refused.Refusal?.Code);
    }

    [Fact]
    public async Task A_silent_agent_gets_no_more_jobs_and_after_its_lease_its_runs_are_lost_up_to_the_last_call()
    {
        await using var node = await TestNode.Start(o => (o.AgentSilentSeconds, o.AgentLeaseSeconds, o.LossesMax) = (30, 300, 0));
        var (pool, agent, job) = await Begun(node);
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await agent.Call();

        node.Clock.Advance(TimeSpan.FromSeconds(31));
        await agent.Desk.Watch(default);
        var waiting = await node.Submit(TestNode.Script(pool));
        await node.Rounds.Round(default);
        var called = node.Clock.GetUtcNow().AddSeconds(-31);
        var never = await node.AgentPool(4, node.Factory);
        var listed = (await node.Get<ComputeReads>().ListPools(node.Institute.Member, null, 10, default)).Items;
        Assert.Equal([(never.Id, null), (pool.Id, "fake 1")], listed.OrderBy(p => p.Cluster is not null).Select(p => (p.Id, p.Cluster)));
        Assert.Equal(("queued", "compute.wait.cluster-away", called), ((await node.Waiting(waiting.Id)).State, (await node.Waiting(waiting.Id)).Wait, (await node.Waiting(waiting.Id)).AwaySince));
        var runs = await node.Waiting(job.Id);
        Assert.Equal(("running", "compute.wait.agent-silent", called, called.AddSeconds(300)), (runs.State, runs.Wait, runs.AwaySince, runs.LostAt));

        node.Clock.Advance(TimeSpan.FromSeconds(300));
        await agent.Desk.Watch(default);
        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Failed, "agent.lost", 10_000L, 1), (row.State, row.Outcome, row.DeviceMs, row.Losses));

        // The agent is back: it is told to end what the node took for lost, and gets jobs again.
        await agent.Call();
        Assert.Equal("unknown", Assert.Single(agent.Stops).Value.Reason);
        await node.Rounds.Round(default);
        Assert.Equal(JobState.Admitted, (await node.Row(waiting.Id)).State);
    }

    [Theory]
    [InlineData("agent.lost")]
    [InlineData("agent.node.failed")]
    [InlineData("cancelled", "agent.cancelled")]
    public async Task A_run_that_is_lost_is_tried_again_a_few_times_and_nobody_pays_for_it(string ending, string? outcome = null)
    {
        await using var node = await TestNode.Start(o => o.LossesMax = 1);
        var (pool, agent, job) = await Begun(node);
        node.Clock.Advance(TimeSpan.FromSeconds(10));

        await agent.End(new RunName(job.Id, 1), null, ending);
        var waits = await node.Row(job.Id);
        await node.Rounds.Round(default);
        await agent.Call();
        await agent.Begin();
        var again = await node.Row(job.Id);
        node.Clock.Advance(TimeSpan.FromSeconds(5));
        await agent.End(new RunName(job.Id, 2), null, ending);

        Assert.Equal((JobState.Queued, 1, 0, 10_000L), (waits.State, waits.Losses, waits.Evictions, waits.DeviceMs));
        Assert.Equal((JobState.Running, 2), (again.State, again.Attempt));
        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Failed, outcome ?? ending, 15_000L, 2), (row.State, row.Outcome, row.DeviceMs, row.Losses));
        Assert.All((await node.All<MeterRow>()).Where(m => m.Kind == "device.ms"), m => Assert.Equal(("failed", true), (m.Outcome, m.ProviderFailed)));
        Assert.Equal([(1, false, outcome ?? ending), (2, false, outcome ?? ending)], (await node.Get<HistoryReads>().RunsOf(row, default)).Select(r => (r.Attempt, r.Paid, r.Cause)));
        Assert.Equal(15_000, (await node.All<IntervalRow>()).Where(i => i.Wasted).Sum(i => i.DeviceMs));
        Assert.Equal((0, 0), ((await node.Load(pool)).Queued, (await node.Load(pool)).DevicesBusy));
    }

    [Fact]
    public async Task A_lost_run_that_comes_back_is_told_to_end_and_what_it_says_is_not_heard()
    {
        await using var node = await TestNode.Start(o => (o.AgentSilentSeconds, o.AgentLeaseSeconds) = (30, 300));
        var (_, agent, job) = await Begun(node);
        node.Clock.Advance(TimeSpan.FromSeconds(331));
        await agent.Desk.Watch(default);
        Assert.Equal((JobState.Queued, 1), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Losses));

        // Back again, the first run has computed on and ends well: that is not the end of the job, which has another run by now.
        await agent.Call();
        Assert.Equal(new RunName(job.Id, 1), Assert.Single(agent.Stops).Key);
        await node.Rounds.Round(default);
        await agent.End(new RunName(job.Id, 1), 0);
        var still = await node.Row(job.Id);
        await agent.Begin();
        await agent.End(new RunName(job.Id, 2), 0);

        Assert.Equal((JobState.Admitted, 2), (still.State, still.Attempt));
        Assert.Equal((JobState.Succeeded, 2), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Attempt));
        Assert.Single(await node.Facts("compute.job.ended.v1"));
    }

    [Fact]
    public async Task A_job_that_was_withdrawn_ends_so_when_its_run_is_lost_and_nobody_pays_for_that_run()
    {
        await using var node = await TestNode.Start();
        var (_, agent, job) = await Begun(node);
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await node.Jobs.Cancel(job.Id, node.Institute, default)).IsOk);

        await agent.End(new RunName(job.Id, 1), null, "agent.lost");

        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Cancelled, "cancelled", 1, 10_000L), (row.State, row.Outcome, row.Losses, row.DeviceMs));
        Assert.Equal(("cancelled", true), (await node.All<MeterRow>()).Where(m => m.Kind == "device.ms").Select(m => (m.Outcome, m.ProviderFailed)).Single());
    }

    [Fact]
    public async Task A_job_that_is_withdrawn_while_its_agent_is_silent_says_since_when_and_ends_as_withdrawn_when_the_lease_is_over()
    {
        await using var node = await TestNode.Start(o => (o.AgentSilentSeconds, o.AgentLeaseSeconds) = (30, 300));
        var (_, agent, job) = await Begun(node);
        var called = node.Clock.GetUtcNow();
        node.Clock.Advance(TimeSpan.FromSeconds(31));
        await agent.Desk.Watch(default);

        Assert.True((await node.Jobs.Cancel(job.Id, node.Institute, default)).IsOk);
        var asked = await node.Waiting(job.Id);
        node.Clock.Advance(TimeSpan.FromSeconds(300));
        await agent.Desk.Watch(default);

        Assert.Equal(("running", node.Clock.GetUtcNow().AddSeconds(-300), called, called.AddSeconds(300)), (asked.State, asked.CancelAskedAt, asked.AwaySince, asked.LostAt));
        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Cancelled, "cancelled"), (row.State, row.Outcome));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_had_ended_before_its_withdrawal_was_heard_stands_as_it_ended_unless_it_is_withdrawn_once_more(bool twice)
    {
        await using var node = await TestNode.Start(o => (o.AgentSilentSeconds, o.AgentLeaseSeconds) = (30, 300));
        var (_, agent, job) = await Begun(node);
        var run = new RunName(job.Id, 1);
        node.Clock.Advance(TimeSpan.FromSeconds(20));
        var ended = node.Clock.GetUtcNow();
        node.Clock.Advance(TimeSpan.FromSeconds(31));
        await agent.Desk.Watch(default);
        Assert.True((await node.Jobs.Cancel(job.Id, node.Institute, default)).IsOk);
        node.Clock.Advance(TimeSpan.FromSeconds(1));

        await agent.Wait(run, RunReport.Uploading, state: "running");
        Assert.Empty(agent.Stops);
        if (twice)
        {
            node.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True((await node.Jobs.Cancel(job.Id, node.Institute, default)).IsOk);
            await agent.Call();
            Assert.Equal("cancelled", agent.Stops[run].Reason);
            return;
        }

        await agent.End(run, 0, ended);

        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Succeeded, "exit.0", 20_000L), (row.State, row.Outcome, row.DeviceMs));
        Assert.Contains("It had ended by itself", row.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_whose_agent_has_never_called_takes_no_jobs()
    {
        await using var node = await TestNode.Start();
        var pool = await node.AgentPool(4, node.Cloud);

        Assert.Equal("compute.pool.closed", (await node.Jobs.Submit(TestNode.Script(pool), null, node.Institute, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_restarted_node_takes_up_the_runs_of_its_agents()
    {
        await using var node = await TestNode.Start();
        var (pool, agent, job) = await Begun(node);
        await node.Crash();

        await using var again = await TestNode.Start(o => o.LossesMax = 0, after: node);
        await again.Rounds.Recover(TestNode.Begin, default);
        Assert.Equal(JobState.Running, (await again.Row(job.Id)).State);
        var after = new FakeAgent(again, pool.Id, again.Cloud, 4);
        await after.Attach();
        await after.Call();

        // An agent without memory is believed: what it does not know does not run.
        Assert.Equal("agent.lost", (await again.Row(job.Id)).Outcome);
    }

    [Fact]
    public async Task What_is_withdrawn_before_the_agent_had_it_never_begins()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        var job = await node.Submit(TestNode.Script(pool));
        await node.Rounds.Round(default);
        Assert.True((await node.Jobs.Cancel(job.Id, node.Institute, default)).IsOk);

        Assert.Empty((await agent.Call()).Begin);

        Assert.Equal(JobState.Cancelled, (await node.Row(job.Id)).State);
        Assert.Equal(0, (await node.Load(pool)).DevicesBusy);
    }

    [Fact]
    public async Task Lines_that_are_sent_twice_stand_once()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await Attached(node);
        var job = await node.Submit(TestNode.Script(pool));
        await node.Rounds.Round(default);
        await agent.Call();
        var run = new RunName(job.Id, 1);

        await agent.Desk.Lines(pool.Id, agent.Epoch, run, new RunLines(0, [new WrittenLine(false, "one"), new WrittenLine(true, "two")]), node.Cloud, default);
        var count = await agent.Desk.Lines(pool.Id, agent.Epoch, run, new RunLines(1, [new WrittenLine(true, "two"), new WrittenLine(false, "three\u001b[31m")]), node.Cloud, default);

        Assert.Equal(3, count.Value);
        var lines = new List<string>();
        await foreach (var (_, line) in node.Get<JobLogs>().Read(job.Id, 0, null, default))
        {
            lines.Add($"{line.Stream} {line.Text}");
        }

        Assert.Equal(["out one", "err two", "out three\uFFFD[31m"], lines);
    }

    internal static async Task<(PoolView Pool, FakeAgent Agent)> Attached(TestNode node, int devices = 4, Platform.Identity.Caller? owner = null, string place = "CN")
    {
        var pool = await node.AgentPool(devices, owner ?? node.Cloud, place);
        var agent = new FakeAgent(node, pool.Id, owner ?? node.Cloud, devices);
        await agent.Attach();
        return (pool, agent);
    }

    /// <summary>A job of one device that computes at the agent's cluster.</summary>
    private static async Task<(PoolView Pool, FakeAgent Agent, JobView Job)> Begun(TestNode node)
    {
        var (pool, agent) = await Attached(node);
        var job = await node.Submit(TestNode.Script(pool));
        await node.Rounds.Round(default);
        await agent.Call();
        await agent.Begin();
        return (pool, agent, job);
    }

    private static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>All lines of a job's log.</summary>
    internal static async Task<IReadOnlyList<string>> Log(TestNode node, JobId job)
    {
        var log = new List<string>();
        await foreach (var (_, line) in node.Get<JobLogs>().Read(job, 0, null, default))
        {
            log.Add($"{line.Stream}: {line.Text}");
        }

        return log;
    }

    private static async Task<string> Upload(TestNode node, string text)
    {
        var uploads = node.Get<Uploads>();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.True((await uploads.Append(node.Cloud.Member, Sum(text), 0, content, default)).IsOk);
        Assert.True((await uploads.Finish(node.Cloud.Member, Sum(text), default)).IsOk);
        return Sum(text);
    }
}
