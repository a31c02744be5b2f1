using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Client;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

public sealed class SealedRunTests
{
    private const string Terms = """{"permission":[{"action":"compute"}]}""";
    private const string Report = "shift,n\nday,11\n";
    private static readonly OutputForm Form = OutputText.Read("report.csv=csv; shift=day|night; n=count")!;

    [Fact]
    public async Task At_the_owners_cluster_results_wait_for_the_owner_and_the_end_is_told_by_whole_grains()
    {
        await using var node = await TestNode.Start();
        var (pool, agent, set) = await Owned(node);
        var job = await node.Submit(Job(pool, set));
        await Ordered(node, agent);

        Assert.True(Assert.Single(agent.Orders).Sealed);
        await agent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(7));
        await agent.Say(new RunName(job.Id, 1), new RunLoad(7000, 6000, node.Clock.GetUtcNow(), 93, null, null));
        Assert.Null(node.Get<RunLoads>().Of(new RunName(job.Id, 1)));
        await agent.End(new RunName(job.Id, 1), 3, null, await Upload(node, Report, "report.csv"), await Upload(node, "secret", "secret.txt"));
        await node.Get<AgentDesk>().Watch(default);
        Assert.Equal(JobState.Running, (await node.Row(job.Id)).State);
        node.Clock.Advance(TimeSpan.FromSeconds(60));
        await node.Get<AgentDesk>().Watch(default);

        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Succeeded, "sealed.ended", 60_000L, "[]"), (row.State, row.Outcome, row.DeviceMs, row.Results));
        Assert.Equal(60_000, (await node.All<MeterRow>()).Single(m => m.Kind == "device.ms").Quantity);
        Assert.Empty(node.World.Kept);
        Assert.Equal((0L, 0L), ((await node.All<IntervalRow>()).Single().MeasuredMs, (await node.All<IntervalRow>()).Single().BusyMs));
        Assert.DoesNotContain(await node.Facts("compute.job.ended.v1"), f => f.Contains("exit", StringComparison.Ordinal));
        Assert.Contains(await LogTests.Texts(node, job.Id), l => l.StartsWith("exit.3", StringComparison.Ordinal));
        var entry = Assert.Single((await node.Get<Airlocks>().List(node.Factory.Member, works: true, job.Id, null, null, 10, default)).Items);
        Assert.Equal("ending", entry.Findings!.First(f => !f.Passed).Rule);
        Assert.Null(Assert.Single((await node.Get<Airlocks>().List(node.Institute.Member, works: true, null, null, null, 10, default)).Items).Findings);
        Assert.Empty((await node.Get<Airlocks>().List(node.Cloud.Member, works: true, null, null, null, 10, default)).Items);
    }

    [Fact]
    public async Task An_agent_that_does_not_say_that_it_keeps_sealed_jobs_gets_none()
    {
        await using var node = await TestNode.Start();
        var (pool, agent, set) = await Owned(node);
        var taken = await node.Submit(Job(pool, set));
        await new FakeAgent(node, pool.Id, node.Factory, 4) { Seals = false }.Attach();

        var refused = await node.Jobs.Submit(Job(pool, set), null, node.Institute, default);
        await node.Rounds.Round(default);

        Assert.Equal("compute.sealed.place", refused.Refusal!.Code);
        Assert.Equal((JobState.Failed, "compute.sealed.place"), ((await node.Row(taken.Id)).State, (await node.Row(taken.Id)).Outcome));
        Assert.Empty(agent.Orders);
    }

    [Fact]
    public async Task What_a_sealed_job_saved_stays_with_the_owner_and_goes_to_its_next_run()
    {
        await using var node = await TestNode.Start();
        var (pool, agent, set) = await Owned(node);
        var job = await node.Submit(Job(pool, set) with { Saves = true });
        await Ordered(node, agent);
        await agent.Begin();
        var saved = await Upload(node, "secret", "state") with { Folder = "checkpoint" };
        await agent.End(new RunName(job.Id, 1), null, "preempted", saved);
        await Ordered(node, agent);

        Assert.False(node.Get<Uploads>().Arrived(node.Institute.Member, saved.Sha256).Whole);
        var order = agent.Orders.Single(o => o.Attempt == 2);
        Assert.Contains(order.Files, f => f.Folder == "checkpoint" && f.Sha256 == saved.Sha256);
        Assert.NotNull(await node.Get<RunFiles>().Path(await node.Row(job.Id), "checkpoint", "state", default));
    }

    [Fact]
    public async Task An_approval_is_on_record_before_there_is_an_asset_and_is_taken_up_when_the_node_broke_off()
    {
        await using var node = await TestNode.Start();
        var entry = await Held(node);
        node.World.RefuseToKeep = new Refusal("store.full", "x", "x");

        var approved = await node.Get<Airlocks>().Step(entry.Id, "approve", null, node.Factory, default);
        Assert.Equal("approved", approved.Value.State);
        Assert.Equal("held", (await node.Get<Airlocks>().One(entry.Id, node.Institute.Member, works: true, default)).Value.State);
        Assert.Empty(node.World.Kept);
        node.World.RefuseToKeep = null;
        await node.Get<Airlocks>().Round(default);

        Assert.Equal(Report, Assert.Single(node.World.Kept.Values).Text);
        var delivered = (await node.Get<Airlocks>().One(entry.Id, node.Institute.Member, works: true, default)).Value;
        Assert.Equal(("delivered", entry.Sha256), (delivered.State, delivered.Sha256));
        Assert.Equal([delivered.Asset!.Value], Json.Read<JobResultView[]>((await node.Row(entry.Job)).Results).Select(r => r.Asset));
        Assert.False(File.Exists(node.Get<ComputeFolders>().AirlockOf(entry.Id.Value)));
    }

    [Fact]
    public async Task What_nobody_decided_on_expires_and_is_deleted()
    {
        await using var node = await TestNode.Start();
        var entry = await Held(node);
        var orphan = node.Get<ComputeFolders>().AirlockOf(Guid.NewGuid());
        await File.WriteAllTextAsync(orphan, "left by a crash");
        File.SetLastWriteTimeUtc(orphan, TestNode.Begin.UtcDateTime);
        Assert.True(File.Exists(node.Get<ComputeFolders>().AirlockOf(entry.Id.Value)));
        node.Clock.Advance(TimeSpan.FromDays(31));

        await node.Get<Airlocks>().Round(default);

        Assert.Equal("expired", (await node.Get<Airlocks>().One(entry.Id, node.Factory.Member, works: true, default)).Value.State);
        Assert.Empty(Directory.EnumerateFiles(node.Get<ComputeFolders>().Airlock));
        Assert.Equal("compute.airlock.state", (await node.Get<Airlocks>().Step(entry.Id, "approve", null, node.Factory, default)).Refusal!.Code);
    }

    [Fact]
    public async Task A_withdrawal_before_the_told_end_is_one_though_the_run_was_over()
    {
        await using var node = await TestNode.Start();
        var (pool, set) = await OwnedHere(node);
        var job = await node.Submit(Job(pool, set));
        await node.Rounds.Round(default);
        await node.Runner.Begun(job.Id);
        node.Runner.Exit(job.Id, 0);
        while (!(await LogTests.Texts(node, job.Id)).Any(l => l.StartsWith("exit.0", StringComparison.Ordinal)))
        {
            await Task.Yield();
        }

        Assert.True((await node.Jobs.Cancel(job.Id, node.Institute, default)).IsOk);
        var idle = node.Rounds.Idle();
        while (!idle.IsCompleted)
        {
            node.Clock.Advance(TimeSpan.FromSeconds(60));
            await Task.Yield();
        }

        Assert.Equal((JobState.Cancelled, "cancelled"), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
        Assert.Empty((await node.Get<Airlocks>().List(node.Factory.Member, works: true, null, null, null, 10, default)).Items);
        Assert.Empty(Directory.EnumerateFiles(node.Get<ComputeFolders>().Airlock));
    }

    [Fact]
    public async Task A_job_that_may_read_all_its_data_is_not_sealed_and_own_data_needs_no_airlock()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        var own = node.Asset(node.Institute, "dataset", "own.csv", "a\n1\n");

        Assert.False((await node.Submit(TestNode.Script(pool, 1, node.DataSet(), own))).Sealed);
        var refused = await node.Jobs.Submit(TestNode.Script(pool, 1, own) with { Sealed = true }, null, node.Institute, default);
        Assert.Equal("sealed", refused.Refusal!.Facts!["field"]);
    }

    [Theory]
    [InlineData(11, 11L, true, "no more than the 11 records of the data")]
    [InlineData(12, 11L, false, "more than the 11 records of the data")]
    [InlineData(40, null, true, "no more than the 40 lines of the data, which is no table or not all of it")]
    [InlineData(41, null, false, "more than the 40 lines of the data, which is no table or not all of it")]
    public async Task Cells_stand_for_no_more_records_than_the_data_has_rows_and_of_what_is_no_table_lines(int count, long? rows, bool passes, string said)
    {
        await using var node = await TestNode.Start();
        var (pool, agent, set) = await Owned(node);
        var (facts, path) = node.World.Assets[set];
        node.World.Assets[set] = (facts with { Rows = rows }, path);
        var job = await node.Submit(Job(pool, set));
        await Ordered(node, agent);
        await agent.Begin();
        await agent.End(new RunName(job.Id, 1), 0, null, await Upload(node, $"shift,n\nday,{count}\n", "report.csv"));
        node.Clock.Advance(TimeSpan.FromSeconds(61));
        await node.Get<AgentDesk>().Watch(default);

        var records = Assert.Single((await node.Get<Airlocks>().List(node.Factory.Member, works: true, job.Id, null, null, 10, default)).Items).Findings!.Single(f => f.Rule == "records");

        Assert.Equal(passes, records.Passed);
        Assert.Contains(said, records.En, StringComparison.Ordinal);
    }

    private static JobSubmission Job(PoolView pool, AssetId set) => TestNode.Script(pool, 1, set) with { Outputs = [Form] };

    private static async Task<(PoolView Pool, AssetId Set)> OwnedHere(TestNode node)
    {
        var asset = node.Asset(node.Factory, "compute-pool", "own cores");
        node.Agree(node.Institute, asset, Terms);
        var pool = await node.Get<PoolCommands>().Register(new PoolRegistration(null, asset, 4, "EPYC", "US", "cpu", 1_000_000_000, "fp64", 500_000, true, true, true), node.Factory, default);
        return (pool.Value, Unseen(node));
    }

    private static AssetId Unseen(TestNode node)
    {
        var set = node.Asset(node.Factory, "dataset", "meters.csv", string.Concat(Enumerable.Repeat("day,1\n", 40)));
        node.Agree(node.Institute, set, Terms);
        return set;
    }

    private static async Task<(PoolView Pool, FakeAgent Agent, AssetId Set)> Owned(TestNode node)
    {
        var pool = await node.AgentPool(4, node.Factory);
        node.Agree(node.Institute, pool.Asset, Terms);
        var agent = new FakeAgent(node, pool.Id, node.Factory, 4);
        await agent.Attach();
        return (pool, agent, Unseen(node));
    }

    private static async Task Ordered(TestNode node, FakeAgent agent)
    {
        await node.Rounds.Round(default);
        await agent.Call();
    }

    /// <summary>An output that passed and waits.</summary>
    private static async Task<AirlockView> Held(TestNode node)
    {
        var (pool, agent, set) = await Owned(node);
        var job = await node.Submit(Job(pool, set));
        await Ordered(node, agent);
        await agent.Begin();
        await agent.End(new RunName(job.Id, 1), 0, null, await Upload(node, Report, "report.csv"));
        node.Clock.Advance(TimeSpan.FromSeconds(61));
        await node.Get<AgentDesk>().Watch(default);
        var entry = Assert.Single((await node.Get<Airlocks>().List(node.Factory.Member, works: true, job.Id, null, null, 10, default)).Items);
        Assert.True(entry.Passed);
        return entry;
    }

    private static async Task<RunFile> Upload(TestNode node, string text, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var sum = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var uploads = node.Get<Uploads>();
        Assert.True((await uploads.Append(node.Factory.Member, sum, 0, new MemoryStream(bytes), default)).IsOk);
        Assert.True((await uploads.Finish(node.Factory.Member, sum, default)).IsOk);
        return new RunFile("out", name, bytes.Length, sum);
    }
}
