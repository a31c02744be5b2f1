using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

/// <summary>Duties of agreements over the real lane and the real Gate.</summary>
public sealed class DutyTests
{
    private const string Inform = """{"permission":[{"action":"read","duty":[{"action":"inform"}]}]}""";
    private const string Consent = """{"permission":[{"action":"read","duty":[{"action":"obtainConsent"}]}]}""";
    private const string Delete = """{"permission":[{"action":"use"}],"obligation":[{"action":"delete","constraint":[{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P30D"}]}]}""";

    [Fact]
    public async Task A_use_waits_for_what_is_owed_first_and_the_consumers_word_is_enough()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Inform);
        var agreement = await room.Sign(asset);

        var before = await room.Pass(room.Use(asset));
        TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "declare", room.Consumer, "told the press office"));
        var after = await room.Pass(room.Use(asset));

        Assert.Equal([("policy.duty.open", "permission[0].duty[0]")], before.Reasons.Select(r => (r.Code, r.Clause)));
        Assert.True(after.Permitted);
        var act = Assert.Single(await room.All<EvidenceRow>(), e => e.Verb == "agreement.duty.declare");
        Assert.DoesNotContain("press office", System.Text.Encoding.UTF8.GetString(act.Leaf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_contested_is_owed_again_at_once()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Inform);
        var agreement = await room.Sign(asset);
        TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "declare", room.Consumer));

        var unfounded = await Say(room, agreement, "permission[0].duty[0]", "contest", room.Provider);
        TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "contest", room.Provider, "we heard nothing"));

        Assert.Equal("note", unfounded.Refusal!.Facts!["field"]);
        Assert.False((await room.Pass(room.Use(asset))).Permitted);
        Assert.Equal("agreement.duty", Assert.Single(await Pending(room, room.Consumer)).Kind);
        TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "declare", room.Consumer));
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.Empty(await Pending(room, room.Consumer));
    }

    [Fact]
    public async Task Consent_is_given_when_the_provider_says_so()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Consent);
        var agreement = await room.Sign(asset);

        TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "declare", room.Consumer));

        Assert.False((await room.Pass(room.Use(asset))).Permitted);
        Assert.Equal(["confirm", "contest", "waive"], Assert.Single(await Pending(room, room.Provider)).Steps);
        TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "confirm", room.Provider));
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.Empty(await Pending(room, room.Provider));
    }

    [Fact]
    public async Task Who_is_late_uses_nothing_until_it_is_done_or_waived_also_after_the_end()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Delete);
        var agreement = await room.Sign(asset);
        var use = room.Use(asset);
        Assert.True((await room.Pass(use)).Permitted);

        room.Clock.Now += TimeSpan.FromDays(31);
        var late = await room.Pass(room.Use(asset));
        TestRoom.Ok(await Say(room, agreement, "obligation[0]", "waive", room.Provider));
        var waived = await room.Pass(room.Use(asset));
        TestRoom.Ok(await room.Agreements.Step(agreement.Id, "terminate", null, room.Consumer, default));

        Assert.Equal("policy.duty.overdue", Assert.Single(late.Reasons).Code);
        Assert.True(waived.Permitted);
        Assert.Equal("dataspace.duty.state", (await Say(room, agreement, "obligation[0]", "declare", room.Consumer)).Refusal?.Code);
    }

    [Fact]
    public async Task A_duty_is_owed_after_the_agreement_has_ended_and_not_before_it_was_in_force()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Delete);
        var asked = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default));
        Assert.Equal("dataspace.duty.state", (await Say(room, asked, "obligation[0]", "declare", room.Consumer)).Refusal?.Code);
        TestRoom.Ok(await room.Agreements.Step(asked.Id, "terminate", null, room.Consumer, default));
        Assert.Empty(await Pending(room, room.Consumer));

        var agreement = await room.Sign(asset);
        TestRoom.Ok(await room.Agreements.Step(agreement.Id, "terminate", null, room.Provider, default));

        Assert.Equal(agreement.Id.ToString(), Assert.Single(await Pending(room, room.Consumer)).Subject);
        TestRoom.Ok(await Say(room, agreement, "obligation[0]", "declare", room.Consumer));
        Assert.Empty(await Pending(room, room.Consumer));
    }

    [Theory]
    [InlineData("obligation[0]", "declare", false, null)]
    [InlineData("obligation[0]", "confirm", true, "dataspace.duty.state")]
    [InlineData("obligation[0]", "forget", false, "input.field")]
    [InlineData("obligation[1]", "declare", false, "input.field")]
    public async Task What_a_party_may_not_say_is_refused_and_nothing_is_changed(string clause, string step, bool consumer, string? code)
    {
        await using var room = await TestRoom.Open();
        var agreement = await room.Sign(await room.Publish(Delete));

        var said = await Say(room, agreement, clause, step, consumer ? room.Consumer : room.Provider);

        Assert.Equal(code ?? "dataspace.duty.state", said.Refusal?.Code);
        Assert.Equal("dataspace.agreement.unknown", (await Say(room, agreement, clause, step, room.NewMember("fund"))).Refusal?.Code);
        Assert.Equal("[]", Assert.Single(await room.All<AgreementRow>()).Duties);
    }

    [Fact]
    public async Task What_would_have_to_change_names_the_duty_and_who_does_it()
    {
        await using var room = await TestRoom.Open();
        var (asset, other) = (await room.Publish(Inform), await room.Publish(Consent, "consents"));
        await room.Sign(asset);
        await room.Sign(other);

        var why = TestRoom.Ok(await room.Get<AccessAnswers>().Why(asset.Id, room.Consumer, room.Consumer.Member, "read", "research", default));
        var consent = TestRoom.Ok(await room.Get<AccessAnswers>().Why(other.Id, room.Consumer, room.Consumer.Member, "read", "research", default));

        Assert.Equal(("recipient", "use.duty"), Assert.Single(why.Remedies[0].Steps) is var step ? (step.By, step.Code) : default);
        Assert.Equal("both", Assert.Single(consent.Remedies[0].Steps).By);
    }

    private static Task<Result<AgreementRow>> Say(TestRoom room, AgreementView agreement, string clause, string step, Caller by, string? note = null) =>
        room.Agreements.Step(agreement.Id, new DutyStep(clause, step, note), by, default);

    private static async Task<IReadOnlyList<PendingDecision>> Pending(TestRoom room, Caller of) =>
        [.. (await room.Get<IEnumerable<IPendingDecisions>>().OfType<PendingAgreements>().Single().For(of.Member, 10, default)).Where(p => p.Kind == "agreement.duty")];
}
