using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Store;

public sealed class RowCacheTests
{
    [Fact]
    public async Task An_answer_is_read_once_until_a_row_of_its_class_is_committed()
    {
        await using var node = await TestNode.Start();
        var readings = 0;
        var cache = new RowCache<string, string, Thing>(node.Get<RowStamps>(), (key, _) => Task.FromResult($"{key} {++readings}"));

        var first = await cache.Get("a", default);
        var again = await cache.Get("a", default);
        await Commit(node, new Thing { Id = Guid.CreateVersion7(), Name = "new" });
        var after = await cache.Get("a", default);

        Assert.Equal(("a 1", "a 1", "a 2"), (first, again, after));
    }

    [Fact]
    public async Task Adding_to_a_row_changes_it_and_requiring_a_version_does_not()
    {
        await using var node = await TestNode.Start();
        var thing = new Thing { Id = Guid.CreateVersion7(), Name = "counted", Cap = 9 };
        await Commit(node, thing);
        var stamps = node.Get<RowStamps>();
        var before = stamps.Of(typeof(Thing));

        Assert.True((await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Require<Thing>(thing.Id, 1), default)).IsOk);
        var required = stamps.Of(typeof(Thing));
        Assert.True((await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Add<Thing>(thing.Id, nameof(Thing.Used), 1, nameof(Thing.Cap)), default)).IsOk);

        Assert.Equal(before, required);
        Assert.NotEqual(before, stamps.Of(typeof(Thing)));
    }

    [Fact]
    public async Task What_was_read_while_a_commit_went_by_is_not_kept()
    {
        await using var node = await TestNode.Start();
        var id = Guid.CreateVersion7();
        var interrupted = false;
        var cache = new RowCache<Guid, int, Thing>(node.Get<RowStamps>(), async (key, _) =>
        {
            var seen = (await node.All<Thing>()).Count;
            if (!interrupted)
            {
                interrupted = true;
                await Commit(node, new Thing { Id = key, Name = "meanwhile" });
            }

            return seen;
        });

        Assert.Equal(0, await cache.Get(id, default));
        Assert.Equal(1, await cache.Get(id, default));
    }

    [Fact]
    public async Task Nobody_who_was_told_of_a_commit_is_answered_from_before_it()
    {
        await using var node = await TestNode.Start();
        var thing = new Thing { Id = Guid.CreateVersion7(), Name = "0", Cap = long.MaxValue };
        await Commit(node, thing);
        var cache = new RowCache<Guid, long, Thing>(node.Get<RowStamps>(), async (key, _) => (await node.All<Thing>()).Single(t => t.Id == key).Used);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await cache.Get(thing.Id, default);
            }
        })).ToList();

        for (var n = 1; n <= 200; n++)
        {
            await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Add<Thing>(thing.Id, nameof(Thing.Used), 1), default);
            Assert.Equal(n, await cache.Get(thing.Id, default));
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    private static async Task Commit(TestNode node, Thing thing) => Assert.True((await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(thing), default)).IsOk);
}
