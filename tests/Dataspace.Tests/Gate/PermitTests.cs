using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Gate;

/// <summary>A use that is permitted in the engine's own commit.</summary>
public sealed class PermitTests
{
    private const string Trial = """{"permission":[{"action":"use","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"trial"}]}]}""";

    private static Change Job => new(new Act("job.queued", "key_test", null, ["job_1"], "done", "{}"));

    [Fact]
    public async Task A_use_is_on_record_with_what_it_is_for_and_not_before()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        await room.Sign(asset);
        var change = Job;

        var answer = await room.Gate.Permit(change, room.Use(asset), default);
        var before = await room.All<UseRow>();
        var done = await room.Get<ILane>().Commit(change, default);

        Assert.True(answer.Permitted);
        Assert.Empty(before);
        Assert.True(done.IsOk);
        var use = Assert.Single(await room.All<UseRow>());
        Assert.Equal(("permitted", null), (use.Outcome, use.ReservedUntil));
        Assert.Contains(await room.All<EvidenceRow>(), e => e.Verb == "use.permitted");
    }

    [Fact]
    public async Task A_refused_use_adds_nothing_to_the_change()
    {
        await using var room = await TestRoom.Open();
        var change = Job;

        var answer = await room.Gate.Permit(change, room.Use(await room.Publish(TestRoom.Research)), default);

        Assert.Equal("agreement.none", Assert.Single(answer.Reasons).Code);
        Assert.Empty(change.Rows);
        Assert.Single(change.Acts);
    }

    [Fact]
    public async Task A_permission_falls_with_the_agreement_that_ends_before_the_commit()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var agreement = await room.Sign(asset);
        var change = Job;
        await room.Gate.Permit(change, room.Use(asset), default);

        TestRoom.Ok(await room.Agreements.Step(agreement.Id, "terminate", null, room.Provider, default));
        var done = await room.Get<ILane>().Commit(change, default);

        Assert.Equal("state.stale", done.Refusal?.Code);
        Assert.Empty(await room.All<UseRow>());
        Assert.False((await room.Gate.Permit(Job, room.Use(asset), default)).Permitted);
    }

    [Fact]
    public async Task The_first_two_uses_of_a_day_on_trial_count_as_two_in_one_commit()
    {
        await using var room = await TestRoom.Open();
        room.Members.Set(room.Consumer.Member, "trial", "trial", trial: true);
        var (first, second) = (await room.Publish(Trial, "a"), await room.Publish(Trial, "b"));
        foreach (var asset in new[] { first, second })
        {
            var asked = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id, null), room.Consumer, default));
            TestRoom.Ok(await room.Agreements.Step(asked.Id, "sign", null, room.Consumer, default));
        }

        var change = Job;

        await room.Gate.Permit(change, room.Use(first) with { Bytes = 3 }, default);
        await room.Gate.Permit(change, room.Use(second) with { Bytes = 4 }, default);
        var done = await room.Get<ILane>().Commit(change, default);

        Assert.True(done.IsOk, done.IsOk ? "" : done.Refusal.Detail);
        var day = Assert.Single(await room.All<TrialDayRow>());
        Assert.Equal((2, 7), (day.Uses, day.Bytes));
    }
}
