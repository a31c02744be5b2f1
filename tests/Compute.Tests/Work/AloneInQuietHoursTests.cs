using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

/// <summary>A pool in its owner's own hours has no devices now, and is not too small for its jobs: what they borrow is compared with what they would have had after the hours.</summary>
public sealed class AloneInQuietHoursTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_ends_elsewhere_in_the_hours_was_earlier_than_alone_and_would_begin_after_them(bool restarted)
    {
        await using var first = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(first);
        await Quiet(first, cloud, "Sun 07:30-08:30 UTC");
        var lent = await first.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await CohortTests.Round(first, cloudAgent, factoryAgent);
        await factoryAgent.Begin();
        first.Clock.Advance(TimeSpan.FromMinutes(2));
        var node = first;
        if (restarted)
        {
            (node, cloudAgent, factoryAgent) = await Again(node, cloudAgent, factoryAgent);
        }

        node.Clock.Advance(TimeSpan.FromMinutes(3));
        await factoryAgent.End(new RunName(lent.Id, 1), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);

        var compared = Assert.Single(await node.All<ComparisonRow>());
        Assert.Equal((lent.Id.Value, null, -300_000L), (compared.Id, compared.AloneEndAt, compared.LateMs));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value.NotCompared);

        // The hours are lifted at 8:10: alone it would begin then, and the next one, which begins here at once, five minutes later.
        if (restarted)
        {
            (node, cloudAgent, factoryAgent) = await Again(node, cloudAgent, factoryAgent);
        }

        node.Clock.Advance(TestNode.Begin.AddMinutes(10) - node.Clock.GetUtcNow());
        await Quiet(node, cloud, "");
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        var next = await node.Submit(TestNode.Script(cloud, 4));
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(7));
        await cloudAgent.End(new RunName(next.Id, 1), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        var second = (await node.All<ComparisonRow>()).Single(c => c.Id == next.Id.Value);
        Assert.Equal((TestNode.Begin.AddMinutes(22), -300_000L), (second.AloneEndAt, second.LateMs));
        Assert.DoesNotContain(await node.All<JobShadowRow>(), s => s.Id == lent.Id.Value);
        await node.DisposeAsync();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Hours_that_end_while_it_runs_elsewhere_let_it_begin_alone_at_their_end(bool lifted, bool restarted)
    {
        await using var first = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(first);
        await Quiet(first, cloud, lifted ? "Sun 07:30-08:30 UTC" : "Sun 07:30-08:02 UTC");
        var lent = await first.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await CohortTests.Round(first, cloudAgent, factoryAgent);
        await factoryAgent.Begin();
        var node = first;
        if (restarted)
        {
            node.Clock.Advance(TimeSpan.FromMinutes(1));
            (node, cloudAgent, factoryAgent) = await Again(node, cloudAgent, factoryAgent);
        }

        node.Clock.Advance(TestNode.Begin.AddMinutes(2) - node.Clock.GetUtcNow());
        if (lifted)
        {
            await Quiet(node, cloud, "");
        }

        await node.Get<PoolCommands>().WatchHours(default);
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromMinutes(3));
        await factoryAgent.End(new RunName(lent.Id, 1), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);

        var compared = Assert.Single(await node.All<ComparisonRow>());
        Assert.Equal((TestNode.Begin.AddMinutes(7), -120_000L), (compared.AloneEndAt, compared.LateMs));
        await node.DisposeAsync();
    }

    [Fact]
    public async Task A_job_that_is_sent_before_the_hours_and_ends_elsewhere_in_them_is_compared_and_so_is_one_sent_after_them()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(node);
        await Quiet(node, cloud, "Sun 08:06-08:09 UTC");
        var own = await node.Submit(TestNode.Script(cloud, 4) with { ExpectedSeconds = 60 });
        var lent = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true, ExpectedSeconds = 420 });
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await cloudAgent.End(new RunName(own.Id, 1), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        foreach (var (minutes, ends) in new[] { (6, false), (7, true), (9, false) })
        {
            node.Clock.Advance(TestNode.Begin.AddMinutes(minutes) - node.Clock.GetUtcNow());
            await node.Get<PoolCommands>().WatchHours(default);
            await CohortTests.Round(node, cloudAgent, factoryAgent);
            if (ends)
            {
                await factoryAgent.End(new RunName(lent.Id, 1), 0);
                await CohortTests.Round(node, cloudAgent, factoryAgent);
            }
        }

        var after = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        await factoryAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await ((await node.Row(after.Id)).RunPool == cloud.Id.Value ? cloudAgent : factoryAgent).End(new RunName(after.Id, 1), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);

        var compared = (await node.All<ComparisonRow>()).ToDictionary(c => c.Id, c => c.LateMs <= 0);
        Assert.Equal((true, true, true), (compared.GetValueOrDefault(own.Id.Value), compared.GetValueOrDefault(lent.Id.Value), compared.GetValueOrDefault(after.Id.Value)));
    }

    [Fact]
    public async Task What_ran_at_home_falls_back_when_the_hours_begin_and_is_compared_when_it_ends_elsewhere_in_them()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(node);
        var job = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(2));
        await Quiet(node, cloud, "Sun 07:30-08:30 UTC");
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.End(new RunName(job.Id, 1), null, "cancelled");
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await factoryAgent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        await factoryAgent.End(new RunName(job.Id, 2), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);

        // Two of its five minutes it would have had before the hours.
        var compared = Assert.Single(await node.All<ComparisonRow>());
        Assert.Equal((null, -180_000L), (compared.AloneEndAt, compared.LateMs));
    }

    [Fact]
    public async Task A_job_that_is_not_compared_since_its_pool_was_not_offered_or_in_no_cohort_is_told_so()
    {
        await using var node = await TestNode.Start();
        var (cloud, _, cloudAgent, factoryAgent) = await CohortTests.Two(node);
        await node.Submit(TestNode.Script(cloud, 4));
        var lent = await node.Submit(TestNode.Script(cloud, 4) with { Elsewhere = true });
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await factoryAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await Change(node, cloud, new PoolChange(null, null, null, Offered: false, null));
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await factoryAgent.End(new RunName(lent.Id, 1), 0);
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await Change(node, cloud, new PoolChange(null, null, null, Offered: true, null) { Cohort = "" });
        await CohortTests.Round(node, cloudAgent, factoryAgent);
        await cloudAgent.Begin();
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await cloudAgent.End(cloudAgent.Runs[0], 0);
        node.Clock.Advance(TimeSpan.FromSeconds(10));

        var why = (await node.Get<PoolHistories>().Balance(cloud.Id, TestNode.Begin, null, node.Cloud, default)).Value.NotCompared;
        Assert.Equal("closed 1, no-cohort 1", string.Join(", ", why.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key} {w.Value}")));
        Assert.Equal(("结束时本池开放设备少于其所需 1 个、结束时本池未在共享组 1 个", "1 whose pool had fewer devices open than they ask for when they ended, 1 whose pool was in no cohort when they ended"), Client.LateWords.Of(why));
    }

    private static Task Quiet(TestNode node, PoolView pool, string hours) => Change(node, pool, new PoolChange(null, null, null, null, null) { QuietHours = hours });

    private static async Task Change(TestNode node, PoolView pool, PoolChange change)
    {
        var done = await node.Get<PoolCommands>().Change(pool.Id, change, null, node.Cloud, default);
        Assert.True(done.IsOk, done.Refusal?.Detail);
        await node.Get<CohortRounds>().Round(default);
    }

    private static async Task<(TestNode Node, FakeAgent Cloud, FakeAgent Factory)> Again(TestNode node, FakeAgent cloud, FakeAgent factory)
    {
        await node.Crash();
        var again = await TestNode.Start(after: node);
        await again.Get<CohortRounds>().Round(default);
        return (again, await cloud.At(again), await factory.At(again));
    }
}
