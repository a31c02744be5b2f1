using System.Text.Json;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Options;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

public sealed class JobLifeTests
{
    [Fact]
    public async Task A_job_runs_is_metered_exactly_and_leaves_its_result_use_and_facts()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        var set = node.DataSet();
        var job = await node.Submit(TestNode.Script(pool, 3, set));
        node.Clock.Advance(TimeSpan.FromSeconds(7));

        await node.Rounds.Round(default);
        var (run, restricted) = await node.Runner.Begun(job.Id);
        var input = await File.ReadAllTextAsync(Path.Combine(run.Folder, "in", "meters.csv"));
        var script = await File.ReadAllTextAsync(Path.Combine(run.Folder, "script"));
        var result = Path.Combine(node.Folder, "result");
        await File.WriteAllTextAsync(result, "mean\n");
        node.Clock.Advance(TimeSpan.FromMilliseconds(12_345));
        node.Runner.Exit(job.Id, 0, ("report.csv", result));
        await node.Rounds.Idle();

        var row = await node.Row(job.Id);
        Assert.False(restricted);
        Assert.Equal(("a,b\n1,2\n", "echo"), (input, script));
        Assert.Equal((JobState.Succeeded, "exit.0", 37_035L), (row.State, row.Outcome, row.DeviceMs));
        var reading = Assert.Single(await node.All<MeterRow>());
        Assert.Equal(("device.ms", 37_035L, "succeeded"), (reading.Kind, reading.Quantity, reading.Outcome));
        Assert.Equal((TestNode.Begin.AddSeconds(7), TestNode.Begin.AddMilliseconds(19_345)), (reading.From, reading.To));
        Assert.Equal((pool.Asset.Value, node.Cloud.Member.Value, node.Institute.Member.Value), (reading.Asset, reading.Provider, reading.Consumer));
        Assert.NotNull(reading.Agreement);
        var kept = Assert.Single(node.World.Kept.Values);
        Assert.Equal(("mean\n", set, "text/csv"), (kept.Text, Assert.Single(kept.Asset.Sources), kept.Asset.MediaType));
        Assert.All(await node.All<UseRow>(), u => Assert.Equal("succeeded", u.Outcome));
        using var ended = JsonDocument.Parse(Assert.Single(await node.Facts("compute.job.ended.v1")));
        Assert.Equal(37_035, ended.RootElement.GetProperty("deviceMs").GetInt64());
        using var finished = JsonDocument.Parse(Assert.Single(await node.Facts(IGate.Finished), f => f.Contains("\"dataset\"", StringComparison.Ordinal)));
        Assert.Equal(("C", "M", "dataset"), (finished.RootElement.GetProperty("providerSector").GetString()!, finished.RootElement.GetProperty("consumerSector").GetString()!, finished.RootElement.GetProperty("kind").GetString()!));
        Assert.False(Directory.Exists(run.Folder));
        var load = await node.Load(pool);
        Assert.Equal((0, 0), (load.Queued, load.DevicesBusy));
    }

    [Fact]
    public async Task Jobs_wait_for_devices_and_start_when_they_are_free()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool(2);
        var first = await node.Submit(TestNode.Script(pool, 2));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await node.Submit(TestNode.Script(pool, 1));

        await node.Rounds.Round(default);
        await node.Runner.Begun(first.Id);
        var wait = await node.WaitOf(second.Id);
        var busy = await node.Load(pool);
        node.Runner.Exit(first.Id, 0);
        await node.Rounds.Idle();
        await node.Rounds.Round(default);
        await node.Runner.Begun(second.Id);

        Assert.Equal(PoolQueue.DevicesBusy, wait);
        Assert.Equal((1, 2), (busy.Queued, busy.DevicesBusy));
        Assert.Null(await node.WaitOf(second.Id));
        node.Runner.Exit(second.Id, 0);
        await node.Rounds.Idle();
    }

    [Fact]
    public async Task A_small_job_goes_ahead_of_a_large_one_that_it_does_not_delay_and_both_say_when_they_are_expected_to_start()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool(4);
        var running = await node.Submit(TestNode.Script(pool, 3) with { Limits = new JobLimits(100, null, null, null), ExpectedSeconds = 40 });
        await node.Rounds.Round(default);
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        var large = await node.Submit(TestNode.Script(pool, 4) with { Limits = new JobLimits(100, null, null, null), ExpectedSeconds = 20 });
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var tooLong = await node.Submit(TestNode.Script(pool) with { Limits = new JobLimits(31, null, null, null) });
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var small = await node.Submit(TestNode.Script(pool) with { Limits = new JobLimits(29, null, null, null), ExpectedSeconds = 5 });

        await node.Rounds.Round(default);

        Assert.Equal([JobState.Running, JobState.Queued, JobState.Queued, JobState.Running], new[] { await node.Row(running.Id), await node.Row(large.Id), await node.Row(tooLong.Id), await node.Row(small.Id) }.Select(r => r.State));
        Assert.Equal((PoolQueue.DevicesBusy, PoolQueue.Behind), (await node.WaitOf(large.Id), await node.WaitOf(tooLong.Id)));
        Assert.Equal(TestNode.Begin.AddSeconds(40), (await node.Waiting(large.Id)).ExpectedAt);
        Assert.Equal(TestNode.Begin.AddSeconds(60), (await node.Waiting(tooLong.Id)).ExpectedAt);
        Assert.Null((await node.Waiting(small.Id)).ExpectedAt);
        node.Runner.Exit(running.Id, 0);
        node.Runner.Exit(small.Id, 0);
        await node.Rounds.Idle();
    }

    [Fact]
    public async Task A_waiting_job_whose_agreement_has_ended_does_not_start_and_says_why()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        var set = node.DataSet();
        var job = await node.Submit(TestNode.Script(pool, 2, set));

        node.World.End(set);
        await node.Rounds.Round(default);
        await node.Rounds.Idle();

        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Failed, "gate.refused", 0L), (row.State, row.Outcome, row.DeviceMs));
        Assert.Contains("terminated", row.Statement, StringComparison.Ordinal);
        Assert.Empty(await node.All<MeterRow>());
        Assert.All(await node.All<UseRow>(), u => Assert.Equal("failed", u.Outcome));
        var load = await node.Load(pool);
        Assert.Equal((0, 0), (load.Queued, load.DevicesBusy));
    }

    [Theory]
    [InlineData(3, "exit.3")]
    [InlineData(137, "exit.137")]
    public async Task A_job_that_exits_otherwise_has_failed_keeps_nothing_and_is_metered(int code, string outcome)
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        var job = await node.Submit(TestNode.Script(pool));
        var result = Path.Combine(node.Folder, "result");
        await File.WriteAllTextAsync(result, "half");

        await node.Rounds.Round(default);
        await node.Runner.Begun(job.Id);
        node.Clock.Advance(TimeSpan.FromMilliseconds(5));
        node.Runner.Exit(job.Id, code, ("half", result));
        await node.Rounds.Idle();

        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Failed, outcome, 5L), (row.State, row.Outcome, row.DeviceMs));
        Assert.Empty(node.World.Kept);
        Assert.Equal("failed", Assert.Single(await node.All<MeterRow>()).Outcome);
    }

    [Fact]
    public async Task A_limit_that_ended_the_job_is_its_outcome()
    {
        await using var node = await TestNode.Start();
        var job = await node.Submit(TestNode.Script(await node.Pool()));
        await node.Rounds.Round(default);
        await node.Runner.Begun(job.Id);

        node.Runner.End(job.Id, "limit.wall");
        await node.Rounds.Idle();

        Assert.Equal((JobState.Failed, "limit.wall"), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
    }

    [Fact]
    public async Task A_runner_that_throws_ends_the_job_and_not_the_node()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool(1);
        var job = await node.Submit(TestNode.Script(pool));
        await node.Rounds.Round(default);
        await node.Runner.Begun(job.Id);

        node.Runner.Fail(job.Id);
        await node.Rounds.Idle();

        Assert.Equal((JobState.Failed, "node.failed"), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
        Assert.Equal(0, (await node.Load(pool)).DevicesBusy);
    }

    [Fact]
    public async Task A_result_that_cannot_be_kept_fails_the_job_with_the_reason()
    {
        await using var node = await TestNode.Start();
        node.World.RefuseToKeep = new("blob.too-large", "Too large.", "At most so much.");
        var job = await node.Submit(TestNode.Script(await node.Pool()));
        await node.Rounds.Round(default);
        await node.Runner.Begun(job.Id);

        node.Runner.Exit(job.Id, 0, ("big", Path.Combine(node.Folder, "node.db")));
        await node.Rounds.Idle();

        Assert.Equal((JobState.Failed, "blob.too-large"), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
    }

    [Fact]
    public async Task At_most_so_many_results_are_kept_as_the_node_allows_and_the_rest_is_said()
    {
        await using var node = await TestNode.Start();
        node.Get<IOptions<ComputeOptions>>().Value.ResultsMax = 20;
        var job = await node.Submit(TestNode.Script(await node.Pool()));
        await node.Rounds.Round(default);
        await node.Runner.Begun(job.Id);
        var file = Path.Combine(node.Folder, "one");
        await File.WriteAllTextAsync(file, "1");

        node.Runner.Exit(job.Id, 0, [.. Enumerable.Range(0, 21).Select(i => ($"f{i:00}", file))]);
        await node.Rounds.Idle();

        Assert.Equal(20, node.World.Kept.Count);
        Assert.Contains(await LogTests.Texts(node, job.Id), l => l.Contains("f20", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_queued_job_is_cancelled_at_once_and_never_metered()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        var job = await node.Submit(TestNode.Script(pool, 1, node.DataSet()));

        var view = await node.Jobs.Cancel(job.Id, node.Institute, default);
        await node.Rounds.Round(default);

        Assert.Equal("cancelled", view.Value.State);
        Assert.Empty(await node.All<MeterRow>());
        Assert.All(await node.All<UseRow>(), u => Assert.Equal("cancelled", u.Outcome));
        Assert.Equal(0, (await node.Load(pool)).Queued);
        Assert.Single(await node.Facts("compute.job.ended.v1"));
    }

    [Fact]
    public async Task A_running_job_is_cancelled_and_metered_until_then()
    {
        await using var node = await TestNode.Start();
        var job = await node.Submit(TestNode.Script(await node.Pool(), 2));
        await node.Rounds.Round(default);
        await node.Runner.Begun(job.Id);
        node.Clock.Advance(TimeSpan.FromMilliseconds(250));

        await node.Jobs.Cancel(job.Id, node.Institute, default);
        await node.Rounds.Idle();

        var row = await node.Row(job.Id);
        Assert.Equal((JobState.Cancelled, "cancelled", 500L), (row.State, row.Outcome, row.DeviceMs));
        Assert.Equal("cancelled", Assert.Single(await node.All<MeterRow>()).Outcome);
    }

    [Fact]
    public async Task An_ended_job_is_not_cancelled_and_a_strangers_job_is_not_there()
    {
        await using var node = await TestNode.Start();
        var job = await node.Submit(TestNode.Script(await node.Pool()));
        var stranger = await node.Jobs.Cancel(job.Id, node.Factory, default);
        var owner = await node.Jobs.Cancel(job.Id, node.Cloud, default);
        await node.Jobs.Cancel(job.Id, node.Institute, default);

        var again = await node.Jobs.Cancel(job.Id, node.Institute, default);

        Assert.Equal(("compute.job.unknown", "compute.job.unknown", "compute.job.state"), (stranger.Refusal!.Code, owner.Refusal!.Code, again.Refusal!.Code));
    }

    [Fact]
    public async Task A_retry_is_a_new_job_with_new_uses_and_only_of_what_went_wrong()
    {
        await using var node = await TestNode.Start();
        var job = await node.Submit(TestNode.Script(await node.Pool(), 1, node.DataSet()) with { Limits = new JobLimits(5, null, null, null) });
        var early = await node.Jobs.Retry(job.Id, node.Institute, default);
        await node.Jobs.Cancel(job.Id, node.Institute, default);

        var again = await node.Jobs.Retry(job.Id, node.Institute, default);

        Assert.Equal("compute.job.state", early.Refusal!.Code);
        Assert.Equal((job.Id, "queued"), (again.Value.RetryOf!.Value, again.Value.State));
        Assert.Equal(4, (await node.All<UseRow>()).Count);
        Assert.Contains("\"wallSeconds\":5", (await node.Row(again.Value.Id)).Limits, StringComparison.Ordinal);
        Assert.Equal("compute.job.unknown", (await node.Jobs.Retry(job.Id, node.Factory, default)).Refusal!.Code);
    }
}
