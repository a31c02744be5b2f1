using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Store;

public sealed class LaneTests
{
    [Fact]
    public async Task A_change_and_its_record_are_both_there_after_the_answer()
    {
        await using var node = await TestNode.Start();
        var thing = New("a");

        var done = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(thing).Tell(new Fact("thing.v1", thing.Id, "{}")), default);

        Assert.True(done.IsOk);
        Assert.Equal(1, Assert.Single(await node.All<Thing>()).Version);
        Assert.Equal(done.Value.Evidence, Assert.Single(await node.All<EvidenceRow>()).Id);
        Assert.Single(await node.All<FactRow>());
    }

    [Fact]
    public async Task A_stale_command_fails_alone_and_leaves_no_record()
    {
        await using var node = await TestNode.Start();
        var thing = New("a");
        await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(thing), default);
        var read = Assert.Single(await node.All<Thing>());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => node.Lane.Commit(
            i % 2 == 0
                ? new Change(Thing.Act(thing.Id)).Update(new Thing { Id = read.Id, Version = read.Version, Name = "a" + i })
                : new Change(Thing.Act(thing.Id)).Insert(New("other" + i)),
            default).AsTask()));

        Assert.Equal(1, outcomes.Where((o, i) => i % 2 == 0).Count(o => o.IsOk));
        Assert.All(outcomes.Where((o, i) => i % 2 == 0 && !o.IsOk), o => Assert.Equal("state.stale", o.Refusal!.Code));
        Assert.All(outcomes.Where((_, i) => i % 2 == 1), o => Assert.True(o.IsOk));
        Assert.Equal(1 + outcomes.Count(o => o.IsOk), (await node.All<EvidenceRow>()).Count);
    }

    [Fact]
    public async Task A_change_that_relies_on_a_row_fails_when_that_row_has_moved_on_and_does_not_move_it()
    {
        await using var node = await TestNode.Start();
        var relied = New("a");
        await node.Lane.Commit(new Change(Thing.Act(relied.Id)).Insert(relied), default);

        var fresh = await node.Lane.Commit(new Change(Thing.Act(relied.Id)).Insert(New("b")).Require<Thing>(relied.Id, 1), default);
        await node.Lane.Commit(new Change(Thing.Act(relied.Id)).Update(new Thing { Id = relied.Id, Version = 1, Name = "c" }), default);
        var late = await node.Lane.Commit(new Change(Thing.Act(relied.Id)).Insert(New("d")).Require<Thing>(relied.Id, 1), default);
        var unknown = await node.Lane.Commit(new Change(Thing.Act(relied.Id)).Insert(New("e")).Require<Thing>(Guid.Empty, 1), default);

        Assert.True(fresh.IsOk);
        Assert.Equal("state.stale", late.Refusal?.Code);
        Assert.Equal("state.stale", unknown.Refusal?.Code);
        Assert.Equal(["b", "c"], (await node.All<Thing>()).Select(t => t.Name).Order());
    }

    [Fact]
    public async Task A_key_or_a_unique_value_is_taken_once()
    {
        await using var node = await TestNode.Start();
        var thing = New("a");
        await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(thing), default);

        var sameKey = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(new Thing { Id = thing.Id, Name = "b" }), default);
        var sameName = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(New("a")), default);

        Assert.Equal("state.exists", sameKey.Refusal!.Code);
        Assert.Equal("state.exists", sameName.Refusal!.Code);
    }

    [Fact]
    public async Task A_sum_never_leaves_its_bounds_whoever_comes_at_once()
    {
        await using var node = await TestNode.Start();
        var thing = New("a", cap: 10);
        await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(thing), default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            node.Lane.Commit(new Change(Thing.Act(thing.Id)).Add<Thing>(thing.Id, nameof(Thing.Used), 3, nameof(Thing.Cap)), default).AsTask()));
        var below = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Add<Thing>(thing.Id, nameof(Thing.Used), -10), default);

        Assert.Equal(3, outcomes.Count(o => o.IsOk));
        Assert.Equal("reservation.exceeded", below.Refusal!.Code);
        Assert.Equal(9, Assert.Single(await node.All<Thing>()).Used);
    }

    [Fact]
    public async Task The_log_has_no_gaps_under_64_callers_and_survives_a_restart()
    {
        var node = await TestNode.Start(keep: true);
        await Parallel.ForAsync(0, 640, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, stop) =>
        {
            var thing = New(i % 10 == 0 ? "taken" : "n" + i);
            await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(thing).Also(Thing.Act(thing.Id, "thing.also")), stop);
        });
        var before = node.Get<IEvidenceTail>().Tail();
        var rows = (await node.All<EvidenceRow>()).OrderBy(r => r.Sequence).ToList();
        await node.DisposeAsync();

        await using var again = await TestNode.Start(node.Folder);

        Assert.Equal(2 * 577, rows.Count);
        Assert.Equal(Enumerable.Range(0, rows.Count).Select(i => (long)i), rows.Select(r => r.Sequence));
        Assert.Equal(before.Size, again.Get<IEvidenceTail>().Tail().Size);
        Assert.Equal(before.Root, again.Get<IEvidenceTail>().Tail().Root);
    }

    [Fact]
    public async Task Free_text_can_not_enter_the_log()
    {
        await using var node = await TestNode.Start();

        var done = await node.Lane.Commit(new Change(new Act("thing.changed", "Anna Smith", null, [], "done", "{}")), default);

        Assert.Equal("command.invalid", done.Refusal!.Code);
        Assert.Empty(await node.All<EvidenceRow>());
    }

    [Fact]
    public async Task A_stopped_lane_says_so()
    {
        var node = await TestNode.Start();
        var lane = node.Lane;
        await node.DisposeAsync();

        var done = await lane.Commit(new Change(Thing.Act(Guid.Empty)), default);

        Assert.Equal("lane.stopped", done.Refusal!.Code);
    }

    [Fact]
    public async Task A_command_that_does_not_fit_the_store_is_refused_and_the_lane_goes_on()
    {
        await using var node = await TestNode.Start();
        var thing = New("a");
        await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(thing), default);

        var wrong = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Add<Thing>(thing.Id, "Nowhere", 1), default).AsTask().WaitAsync(Patience);
        var next = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(New("b")), default).AsTask().WaitAsync(Patience);

        Assert.Equal("command.invalid", wrong.Refusal!.Code);
        Assert.True(next.IsOk);
    }

    [Fact]
    public async Task A_sum_past_the_largest_number_is_refused()
    {
        await using var node = await TestNode.Start();
        var thing = New("a");
        thing.Used = long.MaxValue - 1;
        await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(thing), default);

        var last = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Add<Thing>(thing.Id, nameof(Thing.Used), 1), default);
        var past = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Add<Thing>(thing.Id, nameof(Thing.Used), 1), default);

        Assert.True(last.IsOk);
        Assert.Equal("reservation.exceeded", past.Refusal!.Code);
    }

    [Fact]
    public async Task A_record_of_more_than_16_subjects_is_refused()
    {
        await using var node = await TestNode.Start();

        var most = await node.Lane.Commit(new Change(With(16)), default);
        var more = await node.Lane.Commit(new Change(With(17)), default);

        Assert.True(most.IsOk);
        Assert.Equal("command.invalid", more.Refusal!.Code);

        static Act With(int subjects) => new("thing.changed", "usr_1", null, [.. Enumerable.Range(0, subjects).Select(i => "thg_" + i)], "done", "{}");
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\ud83d')]
    public async Task Text_that_one_of_the_stores_would_not_keep_is_refused_by_both(char character)
    {
        var text = $"a{character}b";
        await using var node = await TestNode.Start();
        var thing = New(text);

        var row = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Insert(thing), default);
        var detail = await node.Lane.Commit(new Change(Thing.Act(thing.Id) with { Detail = text }), default);
        var fact = await node.Lane.Commit(new Change(Thing.Act(thing.Id)).Tell(new Fact("thing.v1", thing.Id, text)), default);

        Assert.All([row, detail, fact], o => Assert.Equal("command.invalid", o.Refusal!.Code));
        Assert.Empty(await node.All<EvidenceRow>());
    }

    [Fact]
    public async Task A_row_that_only_the_store_can_judge_fails_alone()
    {
        await using var node = await TestNode.Start();
        var wrong = New("wrong", cap: -100);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => node.Lane.Commit(
            i == 7 ? new Change(Thing.Act(wrong.Id)).Insert(New("with it")).Insert(wrong) : new Change(Thing.Act(wrong.Id)).Insert(New("n" + i)).Tell(new Fact("thing.v1", wrong.Id, "{}")), default).AsTask()));

        Assert.Equal("command.invalid", outcomes[7].Refusal!.Code);
        Assert.All(outcomes.Where((_, i) => i != 7), o => Assert.True(o.IsOk));
        Assert.Equal(19, (await node.All<Thing>()).Count);
        Assert.Equal(Enumerable.Range(0, 19).Select(i => (long)i), (await node.All<EvidenceRow>()).Select(r => r.Sequence).Order());
        Assert.Equal(Enumerable.Range(0, 19).Select(i => (long)i), (await node.All<FactRow>()).Select(r => r.Position).Order());
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(10);

    private static Thing New(string name, long cap = 0) => new() { Id = Guid.CreateVersion7(), Name = name, Cap = cap };
}
