using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

public sealed class SubmissionTests
{
    [Fact]
    public async Task A_job_takes_one_use_of_the_pool_and_one_of_each_data_set()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        var sets = new[] { node.DataSet("one"), node.DataSet("two") };

        var job = await node.Submit(TestNode.Script(pool, 1, sets));

        var uses = await node.All<UseRow>();
        Assert.Equal([("compute", pool.Asset), ("read", sets[0]), ("read", sets[1])], uses.OrderBy(u => u.Action).ThenBy(u => u.Asset).Select(u => (u.Action, new AssetId(u.Asset))));
        Assert.All(uses, u => Assert.Equal(JobIds.Use(job.Id, new AssetId(u.Asset)).Value, u.Id));
        Assert.All(uses, u => Assert.Equal("permitted", u.Outcome));
    }

    [Fact]
    public async Task A_refusal_names_every_reason_of_every_use_and_is_on_record_without_using_the_rest()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        var permitted = node.DataSet("mine");
        var foreign = node.Asset(node.Factory, "dataset", "no agreement", "x");
        var counted = node.Asset(node.Factory, "dataset", "once", "x");
        node.Agree(node.Institute, counted, """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"production"}]}]}""");

        var refused = await node.Jobs.Submit(TestNode.Script(pool, 1, permitted, foreign, counted), null, node.Institute, default);

        Assert.Equal("gate.refused", refused.Refusal!.Code);
        Assert.Equal(422, Problems.StatusOf(refused.Refusal.Code));
        var facts = refused.Refusal.Facts!;
        Assert.Equal("agreement.none", facts["reason0.code"]);
        Assert.Equal(foreign.ToString(), facts["reason0.asset"]);
        Assert.Contains(facts, f => f.Key.EndsWith(".asset", StringComparison.Ordinal) && f.Value == counted.ToString());
        Assert.Contains(facts, f => f.Key.EndsWith(".clause", StringComparison.Ordinal) && f.Value.StartsWith("permission[0]", StringComparison.Ordinal));
        Assert.All(facts.Where(f => f.Key.EndsWith(".zh", StringComparison.Ordinal)), f => Assert.NotEmpty(f.Value));
        Assert.All(await node.All<UseRow>(), u => Assert.Equal("refused", u.Outcome));
        Assert.Equal(2, (await node.All<UseRow>()).Count);
        Assert.Empty(await node.All<JobRow>());
    }

    [Fact]
    public async Task Another_purpose_is_refused_and_another_member_too()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();

        var purpose = await node.Jobs.Submit(TestNode.Script(pool) with { Purpose = "marketing" }, null, node.Institute, default);
        var member = await node.Jobs.Submit(TestNode.Script(pool), null, node.Factory, default);

        Assert.Equal("gate.refused", purpose.Refusal!.Code);
        Assert.Equal("agreement.none", member.Refusal!.Facts!["reason0.code"]);
    }

    [Fact]
    public async Task An_owner_needs_no_agreement_for_its_own_pool()
    {
        await using var node = await TestNode.Start();

        var job = await node.Jobs.Submit(TestNode.Script(await node.Pool()), null, node.Cloud, default);

        Assert.True(job.IsOk);
    }

    [Fact]
    public async Task Only_the_pools_own_organisation_puts_a_job_before_others()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();

        var guest = await node.Jobs.Submit(TestNode.Script(pool) with { Priority = 1 }, null, node.Institute, default);
        var later = await node.Jobs.Submit(TestNode.Script(pool) with { Priority = -1 }, null, node.Institute, default);
        var own = await node.Jobs.Submit(TestNode.Script(pool) with { Priority = 1 }, null, node.Cloud, default);
        var most = await node.Jobs.Submit(TestNode.Script(pool) with { Priority = 101 }, null, node.Cloud, default);

        Assert.Equal(("input.field", "priority"), (guest.Refusal!.Code, guest.Refusal.Facts!["field"]));
        Assert.Equal("priority", most.Refusal!.Facts!["field"]);
        Assert.Equal((-1, 1), (later.Value.Priority, own.Value.Priority));
    }

    [Fact]
    public async Task Within_a_pools_queue_a_higher_priority_goes_first_and_then_who_came_first()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        var jobs = new List<JobId>();
        foreach (var priority in new[] { -5, 0, 0, 7 })
        {
            jobs.Add((await node.Jobs.Submit(TestNode.Script(pool) with { Priority = priority }, null, node.Cloud, default)).Value.Id);
            node.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([jobs[3], jobs[1], jobs[2], jobs[0]], (await node.Get<ComputeReads>().Queue((await node.Get<ComputeReads>().Find(pool.Id, default))!, 10, default)).Select(q => q.Job));
    }

    [Theory]
    [InlineData(5, true, "devicesMin")]
    [InlineData(0, true, "devicesMin")]
    [InlineData(2, false, "saves")]
    [InlineData(2, true, "devicesMin")]
    public async Task Fewer_devices_are_for_jobs_that_save_on_pools_of_a_cohort(int least, bool saves, string field)
    {
        await using var node = await TestNode.Start();

        var refused = await node.Jobs.Submit(TestNode.Script(await node.Pool(), 4) with { DevicesMin = least, Saves = saves }, null, node.Cloud, default);

        Assert.Equal(field, refused.Refusal!.Facts!["field"]);
    }

    [Fact]
    public async Task Sending_twice_is_one_job()
    {
        await using var node = await TestNode.Start();
        var submission = TestNode.Script(await node.Pool()) with { Id = new JobId(Guid.Parse("0198d7a0-0000-7000-8000-000000000009")) };
        await node.Submit(submission);

        var again = await node.Jobs.Submit(submission, null, node.Institute, default);

        Assert.Equal(submission.Id, again.Value.Id);
        Assert.Single(await node.All<JobRow>());
        Assert.Equal("id.exists", (await node.Jobs.Submit(submission with { Name = "another" }, null, node.Institute, default)).Refusal!.Code);
    }

    [Fact]
    public async Task Many_at_once_never_exceed_the_queue_and_what_is_refused_leaves_no_open_use()
    {
        await using var node = await TestNode.Start(o => o.QueueMax = 5);
        var pool = await node.Pool();

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => node.Jobs.Submit(TestNode.Script(pool), null, node.Institute, default)));

        Assert.Equal(5, all.Count(r => r.IsOk));
        Assert.All(all.Where(r => !r.IsOk), r => Assert.Equal(429, Problems.StatusOf(r.Refusal!.Code)));
        Assert.Equal(5, (await node.All<UseRow>()).Count(u => u.Outcome == "permitted"));
        Assert.Equal(5, (await node.Load(pool)).Queued);
    }

    [Fact]
    public async Task What_a_pool_cannot_take_is_refused_before_the_gate()
    {
        await using var node = await TestNode.Start(o => o.InputBytesMax = 1 << 20);
        var pool = await node.Pool(2);
        var empty = node.Asset(node.Factory, "dataset", "empty");
        var large = node.DataSet("large", new string('x', (1 << 20) + 1));

        var results = new[]
        {
            await node.Jobs.Submit(TestNode.Script(pool, 3), null, node.Institute, default),
            await node.Jobs.Submit(TestNode.Script(pool with { Id = default }), null, node.Institute, default),
            await node.Jobs.Submit(TestNode.Script(pool, 1, pool.Asset), null, node.Institute, default),
            await node.Jobs.Submit(TestNode.Script(pool, 1, empty), null, node.Institute, default),
            await node.Jobs.Submit(TestNode.Script(pool, 1, large), null, node.Institute, default),
        };
        await node.Get<PoolCommands>().Change(pool.Id, new PoolChange(null, null, null, Offered: false, null), null, node.Cloud, default);
        var closed = await node.Jobs.Submit(TestNode.Script(pool), null, node.Institute, default);

        Assert.Equal(["compute.devices.exceeded", "compute.pool.unknown", "compute.asset.kind", "compute.dataset.empty", "compute.inputs.exceeded"], results.Select(r => r.Refusal!.Code));
        Assert.Equal("compute.pool.closed", closed.Refusal!.Code);
        Assert.Empty(await node.All<UseRow>());
    }

    [Fact]
    public async Task Without_a_sandbox_only_the_pinned_job_is_taken_and_warns()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        node.Runner.Standing = new SandboxStanding(false, "bwrap: no permission");

        var own = await node.Jobs.Submit(TestNode.Script(pool), null, node.Institute, default);
        var owner = await node.Jobs.Submit(TestNode.Script(pool), null, node.Cloud, default);
        var bundled = await node.Submit(TestNode.Script(pool) with { Script = null, Bundled = "energy-report" });
        await node.Rounds.Round(default);
        var (_, restricted) = await node.Runner.Begun(bundled.Id);
        node.Runner.Exit(bundled.Id, 0);
        await node.Rounds.Idle();

        Assert.Equal(("compute.sandbox.unavailable", "bwrap: no permission"), (own.Refusal!.Code, own.Refusal.Facts!["words"]));
        Assert.Equal("compute.sandbox.unavailable", owner.Refusal!.Code);
        Assert.True(restricted);
        Assert.Contains(bundled.Warnings, w => w.Contains("restricted", StringComparison.Ordinal));
        Assert.Contains(await LogTests.Texts(node, bundled.Id), l => l.Contains("restricted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sandbox_that_went_away_fails_what_waits_instead_of_running_it_openly()
    {
        await using var node = await TestNode.Start();
        var job = await node.Submit(TestNode.Script(await node.Pool()));
        node.Runner.Standing = new SandboxStanding(false, "gone");

        await node.Rounds.Round(default);

        Assert.Equal((JobState.Failed, "compute.sandbox.unavailable"), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
        Assert.Empty(await node.All<MeterRow>());
    }

    [Fact]
    public async Task The_pools_owner_sees_who_and_how_much_but_not_what()
    {
        await using var node = await TestNode.Start();
        var job = await node.Submit(TestNode.Script(await node.Pool(), 2, node.DataSet()));
        var reads = node.Get<ComputeReads>();

        var own = Assert.Single((await reads.ListJobs(node.Institute.Member, null, null, null, 10, default)).Items);
        var owner = Assert.Single((await reads.ListJobs(node.Cloud.Member, null, null, null, 10, default)).Items);
        var stranger = await reads.ListJobs(node.Factory.Member, null, null, null, 10, default);

        Assert.Equal((job.Id, "report"), (own.Id, own.Name));
        Assert.Single(own.DataSets);
        Assert.Equal((job.Id, (string?)null, 2), (owner.Id, owner.Name, owner.Devices));
        Assert.Empty(owner.Command);
        Assert.Empty(owner.DataSets);
        Assert.Empty(stranger.Items);
    }

    [Fact]
    public async Task A_record_of_a_demonstration_says_so()
    {
        await using var node = await TestNode.Start();
        var set = node.DataSet();
        node.World.Assets[set] = (node.World.Assets[set].Facts with { Demonstration = true }, node.World.Assets[set].Content);

        Assert.True((await node.Submit(TestNode.Script(await node.Pool(), 1, set))).Demonstration);
        Assert.False((await node.Submit(TestNode.Script(await node.Pool()))).Demonstration);
    }
}
