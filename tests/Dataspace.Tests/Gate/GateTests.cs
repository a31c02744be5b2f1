using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Gate;

public sealed class GateTests
{
    [Fact]
    public async Task Without_an_agreement_the_use_is_refused_and_on_record()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);

        var answer = await room.Pass(room.Use(asset));

        Assert.Equal("agreement.none", Assert.Single(answer.Reasons).Code);
        Assert.Equal("refused", Assert.Single(await room.All<UseRow>()).Outcome);
    }

    [Fact]
    public async Task Another_purpose_and_a_use_after_the_end_are_refused_with_the_clause()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        await room.Sign(asset);

        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        var purpose = Assert.Single((await room.Pass(room.Use(asset, "sales"))).Reasons);
        room.Clock.Now = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var late = Assert.Single((await room.Pass(room.Use(asset))).Reasons);

        Assert.Equal(("policy.purpose.refused", "permission[0].constraint[0]"), (purpose.Code, purpose.Clause));
        Assert.Equal(("policy.time.after-end", "permission[0].constraint[1]"), (late.Code, late.Clause));
    }

    [Fact]
    public async Task Asking_twice_with_one_id_is_one_use_and_counts_once()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":1}]}]}""");
        await room.Sign(asset);
        var use = room.Use(asset);

        Assert.True((await room.Pass(use)).Permitted);
        Assert.True((await room.Pass(use)).Permitted);
        Assert.Equal(1, Assert.Single(await room.All<UseCountRow>()).Used);
        Assert.Equal("use.exists", (await room.Gate.Pass(use with { Purpose = "other" }, default)).Refusal?.Code);
    }

    /// <summary>Somebody else uses up the count after it was read and before the decision is committed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_count_used_up_between_reading_and_committing_is_not_exceeded(int most)
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish($$"""{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":{{most}}}]}]}""");
        await room.Sign(asset);
        for (var i = 1; i < most; i++)
        {
            Assert.True((await room.Pass(room.Use(asset))).Permitted);
        }

        var other = room.Use(asset);
        var mine = room.Use(asset);
        room.Clock.Once(() => Assert.True(Task.Run(() => room.Pass(other)).GetAwaiter().GetResult().Permitted));

        Assert.False((await room.Pass(mine)).Permitted);
        Assert.Equal(most, Assert.Single(await room.All<UseCountRow>()).Used);
    }

    /// <summary>Two counted agreements: the second one decides, and its count moves meanwhile.</summary>
    [Fact]
    public async Task The_count_of_an_older_agreement_is_not_exceeded_either()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":2}]}]}""");
        await room.Sign(asset);
        await room.Sign(asset, (await room.Offer(asset, asset.Policy)).Id);
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await room.Pass(room.Use(asset))).Permitted);
        }

        var other = room.Use(asset);
        var mine = room.Use(asset);
        room.Clock.Once(() => Assert.True(Task.Run(() => room.Pass(other)).GetAwaiter().GetResult().Permitted));

        Assert.False((await room.Pass(mine)).Permitted);
        Assert.All(await room.All<UseCountRow>(), c => Assert.Equal(2, c.Used));
    }

    /// <summary>The provider ends the agreement after the decision and before its commit.</summary>
    [Fact]
    public async Task An_agreement_that_ends_between_the_decision_and_its_commit_permits_nothing()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var agreement = await room.Sign(asset);
        var mine = room.Use(asset);
        // The first look at the clock is the decision's, the second the record's.
        room.Clock.Once(() => room.Clock.Once(() => TestRoom.Ok(Task.Run(() => room.Agreements.Step(agreement.Id, "terminate", null, room.Provider, default)).GetAwaiter().GetResult())));

        var answer = await room.Pass(mine);

        Assert.False(answer.Permitted);
        Assert.Equal("agreement.not-in-force", Assert.Single(answer.Reasons).Code);
        Assert.Equal("refused", Assert.Single(await room.All<UseRow>()).Outcome);
    }

    [Fact]
    public async Task A_permitted_use_that_begins_later_is_asked_for_again_without_its_own_count()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":1}]}]}""");
        var agreement = await room.Sign(asset);
        var use = room.Use(asset);
        Assert.True((await room.Pass(use)).Permitted);
        var begins = Begins(use);

        Assert.True((await room.Gate.Confirm(begins, use.Use, default)).Permitted);
        TestRoom.Ok(await room.Agreements.Step(agreement.Id, "terminate", null, room.Provider, default));

        Assert.Equal("state.stale", (await room.Get<ILane>().Commit(begins, default)).Refusal?.Code);
        Assert.Equal("agreement.not-in-force", Assert.Single((await room.Gate.Confirm(Begins(use), use.Use, default)).Reasons).Code);
        Assert.Equal("use.ended", Assert.Single((await room.Gate.Confirm(Begins(use), room.Use(asset).Use, default)).Reasons).Code);

        static Change Begins(GateUse use) => new(new Act("use.began", "node", use.Consumer.Value, [use.Use.ToString()], "done", "{}"));
    }

    [Fact]
    public async Task A_prohibition_that_begins_after_some_uses_begins_then()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"read"}],"prohibition":[{"action":"read","constraint":[{"leftOperand":"count","operator":"gt","rightOperand":2}]}]}""");
        await room.Sign(asset);

        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.False((await room.Pass(room.Use(asset))).Permitted);
    }

    [Fact]
    public async Task A_permission_whose_use_never_begins_is_given_back_and_one_that_began_is_kept()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":2}]}]}""");
        await room.Sign(asset);
        var (never, begun) = (room.Use(asset), room.Use(asset));
        Assert.Equal(room.Clock.Now.AddMinutes(15), (await room.Pass(never)).ReservedUntil);
        Assert.True((await room.Pass(begun)).Permitted);
        var begins = new Change(new Act("use.began", "node", begun.Consumer.Value, [begun.Use.ToString()], "done", "{}"));
        await room.Gate.Begin(begins, begun.Use, default);
        TestRoom.Ok(await room.Get<ILane>().Commit(begins, default));
        room.Clock.Now = room.Clock.Now.AddMinutes(15);

        Assert.False(await room.Get<GateService>().Release(default));

        var uses = (await room.All<UseRow>()).ToDictionary(u => u.Id, u => u.Outcome);
        Assert.Equal(("cancelled", "permitted"), (uses[never.Use.Value], uses[begun.Use.Value]));
        Assert.Equal(1, Assert.Single(await room.All<UseCountRow>()).Used);
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.Single(await room.All<FactRow>(), f => f.Topic == IGate.Finished);
    }
}
