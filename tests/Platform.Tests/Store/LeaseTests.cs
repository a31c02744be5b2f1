using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Store;

/// <summary>One process writes to a PostgreSQL database; another waits, and who was replaced can't commit.</summary>
public sealed class LeaseTests
{
    private const string EndOfTheLane = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'keyeco lane'";

    [Fact]
    public async Task A_second_process_waits_for_the_first_and_takes_over_when_it_ends()
    {
        Assert.SkipUnless(TestStores.OnPostgres, "The lease is PostgreSQL's.");
        await using var first = await TestNode.Start(keep: true);
        Assert.True((await Write(first)).IsOk);
        await using var waiting = await TestNode.Start(first.Folder, keep: true, TimeSpan.FromSeconds(1));
        var refused = Assert.Throws<LaneHeldException>(() => waiting.Lane);
        var second = await TestNode.Start(first.Folder, leaseWait: TimeSpan.FromSeconds(30));
        var taken = Task.Run(() => Write(second));

        await first.DisposeAsync();

        Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await taken).Value.Sequence);
        await second.DisposeAsync();
    }

    [Fact]
    public async Task A_holder_learns_at_its_next_commit_that_another_process_has_taken_the_lane()
    {
        Assert.SkipUnless(TestStores.OnPostgres, "The lease is PostgreSQL's.");
        await using var first = await TestNode.Start(keep: true);
        Assert.True((await Write(first)).IsOk);
        await using var second = await TestNode.Start(first.Folder, leaseWait: TimeSpan.FromSeconds(30));
        var taken = Task.Run(() => Write(second));
        var lane = first.Get<CommitLane>();

        TestStores.Execute(first.Folder, EndOfTheLane + " and pid in (select pid from pg_locks where locktype = 'advisory' and granted)");
        Assert.True((await taken).IsOk);
        var before = lane.HeldByAnother.IsCompleted;
        var late = await Write(first);
        await lane.HeldByAnother.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(before);
        Assert.Equal("store.lost", late.Refusal?.Code);
        Assert.Single(await second.All<EvidenceRow>(), e => e.Sequence == 1);
    }

    [Fact]
    public async Task Who_looks_sees_the_holder_and_takes_nothing()
    {
        Assert.SkipUnless(TestStores.OnPostgres, "The lease is PostgreSQL's.");
        await using var node = await TestNode.Start(keep: true);
        var target = TestStores.Target(node.Folder)!;
        var nobody = await LaneSeat.Look(target, default);

        Assert.True((await Write(node)).IsOk);
        var held = await LaneSeat.Look(target, default);

        Assert.Null(nobody);
        Assert.StartsWith("test, backend", held!.Holder, StringComparison.Ordinal);
        Assert.Null(held.Url);
        Assert.True((await Write(node)).IsOk);
    }

    [Fact]
    public async Task A_holder_whose_lease_was_taken_can_not_commit_until_it_holds_it_again()
    {
        Assert.SkipUnless(TestStores.OnPostgres, "The lease is PostgreSQL's.");
        await using var node = await TestNode.Start();
        Assert.True((await Write(node)).IsOk);

        TestStores.Execute(node.Folder, "update plt_lease set \"Token\" = \"Token\" + 1");
        var stale = await Write(node);
        var again = await Write(node);

        Assert.Equal("store.lost", stale.Refusal!.Code);
        Assert.Equal(1, again.Value.Sequence);
        Assert.Equal(2, (await node.All<EvidenceRow>()).Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_under_load_loses_nothing_that_was_acknowledged_and_the_lane_goes_on()
    {
        Assert.SkipUnless(TestStores.OnPostgres, "SQLite has no connection to break.");
        await using var node = await TestNode.Start();
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        var refused = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Write(node);
        using var end = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var done = await Write(node);
                if (done.IsOk)
                {
                    acknowledged.Add(done.Value.Evidence);
                }
                else
                {
                    refused.Add(done.Refusal!.Code);
                }
            }
        })).ToArray();

        for (var i = 0; i < 10; i++)
        {
            var before = acknowledged.Count;
            while (acknowledged.Count < before + 20)
            {
                await Task.Yield();
            }

            TestStores.Execute(node.Folder, EndOfTheLane);
        }

        await end.CancelAsync();
        await Task.WhenAll(writers);

        // The last break may not have been noticed yet: then one more command is told of it, as the others were.
        var last = await Write(node);
        if (!last.IsOk)
        {
            refused.Add(last.Refusal.Code);
            last = await Write(node);
        }

        var there = (await node.All<EvidenceRow>()).ToDictionary(r => r.Id, r => r.Sequence);

        Assert.NotEmpty(refused);
        Assert.All(refused, c => Assert.Contains(c, (string[])["store.lost", "store.unknown"]));
        Assert.DoesNotContain(acknowledged, a => !there.ContainsKey(a));
        Assert.Equal(there.Count - 1, last.Value.Sequence);
        Assert.Equal(Enumerable.Range(0, there.Count).Select(i => (long)i), there.Values.Order());
    }

    private static async Task<Result<Committed>> Write(TestNode node)
    {
        var id = Guid.CreateVersion7();
        return await node.Lane.Commit(new Change(Thing.Act(id)).Insert(new Thing { Id = id, Name = id.ToString() }), default);
    }
}
