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
    public async Task What_is_owed_before_any_use_comes_before_what_is_due_later_and_what_was_contested_before_both()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"read","duty":[{"action":"inform"}]}],"obligation":[{"action":"delete","constraint":[{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P30D"}]}]}""");
        var agreement = await room.Sign(asset);

        Assert.StartsWith("Before any use", Assert.Single(await Pending(room, room.Consumer)).TitleEn, StringComparison.Ordinal);
        TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "declare", room.Consumer));
        Assert.Contains("not done yet", Assert.Single(await Pending(room, room.Consumer)).TitleEn, StringComparison.Ordinal);
        TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "contest", room.Provider, "we heard nothing"));

        var waits = Assert.Single(await Pending(room, room.Consumer));
        Assert.Contains("contests that this was done", waits.TitleEn, StringComparison.Ordinal);
        Assert.EndsWith("(and 1 more)", waits.TitleEn, StringComparison.Ordinal);
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

    [Fact]
    public async Task What_was_said_against_a_duty_is_no_reason_of_its_waiver()
    {
        await using var room = await TestRoom.Open();
        var agreement = await room.Sign(await room.Publish(Inform));
        TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "declare", room.Consumer, "told the press office"));

        var contested = TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "contest", room.Provider, "not attributed"));
        var before = DataspaceReads.DutiesOf(contested).View("consumer", room.Clock.Now)[0];
        var waived = TestRoom.Ok(await Say(room, agreement, "permission[0].duty[0]", "waive", room.Provider));

        Assert.Equal(("contested", "not attributed"), (before.State, before.Note));
        Assert.Equal(("waived", null), DataspaceReads.DutiesOf(waived).View("consumer", room.Clock.Now)[0] is var after ? (after.State, after.Note) : default);
    }

    [Theory]
    [InlineData("""{"permission":[{"action":"use"}],"obligation":[{"action":"delete","constraint":[{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P30D"}]}]}""", 31)]
    [InlineData("""{"permission":[{"action":"use","duty":[{"action":"inform"}]}]}""", 0)]
    public async Task Nobody_is_told_to_get_rid_of_a_duty_by_agreeing_anew(string terms, int days)
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(terms);
        await room.Sign(asset);
        room.Clock.Now += TimeSpan.FromDays(days);

        var why = TestRoom.Ok(await room.Get<AccessAnswers>().Why(asset.Id, room.Consumer, room.Consumer.Member, "read", "research", default));

        Assert.False(why.Permitted);
        Assert.Contains(why.Remedies.SelectMany(r => r.Steps), s => s.Code == "use.duty");
        Assert.DoesNotContain(why.Remedies.SelectMany(r => r.Steps), s => s.Code is "agreement.end" or "agreement.conclude");
    }

    [Fact]
    public async Task Who_declared_the_deletion_and_may_read_again_is_told_what_follows()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Delete);
        var agreement = await room.Sign(asset);

        var before = await Reasons(room, asset);
        TestRoom.Ok(await Say(room, agreement, "obligation[0]", "declare", room.Consumer));
        var declared = await Reasons(room, asset);
        TestRoom.Ok(await Say(room, agreement, "obligation[0]", "waive", room.Provider));
        var waived = await Reasons(room, asset);

        Assert.Equal(["policy.permitted"], before);
        Assert.Equal(["policy.permitted", "policy.deletion.declared"], declared);
        Assert.Equal(before, waived);
    }

    [Fact]
    public async Task Each_duty_waits_until_its_own_time_the_first_one_first()
    {
        await using var room = await TestRoom.Open();
        var far = await room.Publish("""{"permission":[{"action":"use"}],"obligation":[{"action":"inform","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-08-01T00:00:00Z"}]},{"action":"delete","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"2026-12-28T00:00:00Z"}]}]}""");
        var agreement = await room.Sign(far);

        var first = Assert.Single(await Pending(room, room.Consumer));
        TestRoom.Ok(await Say(room, agreement, "obligation[1]", "declare", room.Consumer));
        var second = Assert.Single(await Pending(room, room.Consumer));

        Assert.Equal(new DateTimeOffset(2026, 12, 28, 0, 0, 0, TimeSpan.Zero), first.Due);
        Assert.Contains("delete it before 2026-12-28", first.TitleEn, StringComparison.Ordinal);
        Assert.Contains("删除（须在 2026-12-28", first.TitleZh, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2027, 8, 1, 0, 0, 0, TimeSpan.Zero), second.Due);
    }

    [Fact]
    public async Task A_provider_sees_what_was_declared_and_what_is_late_and_nothing_else()
    {
        await using var room = await TestRoom.Open();
        var (informed, deleted) = (await room.Publish(Inform), await room.Publish(Delete, "copies"));
        var (first, second) = (await room.Sign(informed), await room.Sign(deleted));
        Assert.Empty(await Pending(room, room.Provider));

        TestRoom.Ok(await Say(room, first, "permission[0].duty[0]", "declare", room.Consumer));
        var declared = Assert.Single(await Pending(room, room.Provider));
        TestRoom.Ok(await Say(room, first, "permission[0].duty[0]", "confirm", room.Provider));
        room.Clock.Now += TimeSpan.FromDays(31);
        var late = Assert.Single(await Pending(room, room.Provider));

        Assert.Equal((first.Id.ToString(), null), (declared.Subject, declared.Due));
        Assert.Equal(["confirm", "contest", "waive"], declared.Steps);
        Assert.Equal(second.Id.ToString(), late.Subject);
        Assert.True(late.Due <= room.Clock.Now);
        Assert.Contains("is late with what it owes", late.TitleEn, StringComparison.Ordinal);
        Assert.Equal(["confirm", "waive"], late.Steps);
    }

    private static async Task<IEnumerable<string>> Reasons(TestRoom room, AssetView asset) =>
        TestRoom.Ok(await room.Get<AccessAnswers>().Why(asset.Id, room.Consumer, room.Consumer.Member, "read", "research", default)).Reasons.Select(r => r.Code);

    private static Task<Result<AgreementRow>> Say(TestRoom room, AgreementView agreement, string clause, string step, Caller by, string? note = null) =>
        room.Agreements.Step(agreement.Id, new DutyStep(clause, step, note), by, default);

    private static async Task<IReadOnlyList<PendingDecision>> Pending(TestRoom room, Caller of) =>
        [.. (await room.Get<IEnumerable<IPendingDecisions>>().OfType<PendingAgreements>().Single().For(of.Member, 10, default)).Where(p => p.Kind == "agreement.duty")];
}
