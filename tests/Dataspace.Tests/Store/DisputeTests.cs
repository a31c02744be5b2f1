using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

/// <summary>Disputes over the real lane and the real Gate.</summary>
public sealed class DisputeTests
{
    [Fact]
    public async Task A_dispute_does_not_stop_use_and_its_provider_may_until_it_has_ended()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var agreement = await room.Sign(asset);
        var running = room.Use(asset);
        Assert.True((await room.Pass(running)).Permitted);

        var raised = await Raise(room, agreement, room.Consumer);
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        var suspended = TestRoom.Ok(await Step(room, raised, "suspend", room.Provider));
        var refused = await room.Pass(room.Use(asset));
        var cut = await room.Gate.Confirm(new Change(new Act("test", "node", room.Consumer.Member.Value, [], "done", "{}")), running.Use, default);
        TestRoom.Ok(await Step(room, raised, "resume", room.Provider, null));
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        TestRoom.Ok(await Step(room, raised, "suspend", room.Provider));
        var withdrawn = TestRoom.Ok(await Step(room, raised, "withdraw", room.Consumer, null));

        Assert.NotNull(suspended.SuspendedAt);
        Assert.Equal(("agreement.suspended", agreement.Id.ToString()), Assert.Single(refused.Reasons) is var reason ? (reason.Code, reason.Clause) : default);
        Assert.Contains("争议", refused.Reasons[0].Zh, StringComparison.Ordinal);
        Assert.Equal((false, "agreement.suspended"), (cut.Permitted, cut.Reasons[0].Code));
        Assert.Equal(("withdrawn", false, null), (withdrawn.State, withdrawn.IsOpen, withdrawn.SuspendedAt));
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
    }

    [Theory]
    [InlineData(new[] { "accept:p", "settle:c" }, "settled")]
    [InlineData(new[] { "reject:p", "settle:c", "settle:p" }, "settled")]
    [InlineData(new[] { "accept:p", "reject:c", "withdraw:c" }, "withdrawn")]
    [InlineData(new[] { "reject:p", "uphold:o" }, "upheld")]
    [InlineData(new[] { "dismiss:o" }, "dismissed")]
    public async Task It_ends_by_both_by_who_raised_it_or_by_a_ruling_and_each_step_is_on_record(string[] steps, string state)
    {
        await using var room = await TestRoom.Open();
        var agreement = await room.Sign(await room.Publish(TestRoom.Research));
        var dispute = await Raise(room, agreement, room.Consumer);
        var arbiter = Arbiter(room);
        TestRoom.Ok(await Step(room, dispute, "suspend", room.Provider));

        foreach (var said in steps)
        {
            dispute = TestRoom.Ok(await Step(room, dispute, said[..^2], said[^1] switch { 'p' => room.Provider, 'c' => room.Consumer, _ => arbiter }));
        }

        var row = (await room.Get<DataspaceReads>().Find(agreement.Id, default))!;
        Assert.Equal((state, false), (dispute.State, dispute.IsOpen));
        Assert.Equal((null, null, "signed"), (row.Dispute, row.SuspendedAt, row.Stage.Word));
        var acts = (await room.All<EvidenceRow>()).Where(e => e.Verb.StartsWith("dispute.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["dispute.raised", "dispute.suspend", .. steps.Select(s => "dispute." + s[..^2])], acts.Select(a => a.Verb));
        Assert.DoesNotContain("words of", string.Concat(acts.Select(a => System.Text.Encoding.UTF8.GetString(a.Leaf))), StringComparison.Ordinal);
        Assert.Equal(["raise", "suspend", .. steps.Select(s => s[..^2])], dispute.Words.Select(w => w.Step));
    }

    [Fact]
    public async Task Who_has_to_answer_finds_it_in_the_inbox_and_the_operator_where_they_disagree()
    {
        await using var room = await TestRoom.Open();
        var agreement = await room.Sign(await room.Publish(TestRoom.Research));
        var dispute = await Raise(room, agreement, room.Provider);

        Assert.Equal(("agreement.dispute", agreement.Id.ToString()), Assert.Single(await Pending(room, room.Consumer.Member)) is var item ? (item.Kind, item.Subject) : default);
        Assert.Empty(await Pending(room, room.Provider.Member));
        Assert.Empty(await Pending(room, null));
        TestRoom.Ok(await Step(room, dispute, "reject", room.Consumer));
        Assert.Empty(await Pending(room, room.Consumer.Member));
        Assert.Equal(dispute.Id.ToString(), Assert.Single(await Pending(room, null)).Subject);
        TestRoom.Ok(await Step(room, dispute, "uphold", Arbiter(room)));
        Assert.Empty(await Pending(room, null));
    }

    [Fact]
    public async Task Nobody_answers_for_the_other_rules_on_its_own_or_reads_what_is_others()
    {
        await using var room = await TestRoom.Open();
        var agreement = await room.Sign(await room.Publish(TestRoom.Research));
        var dispute = await Raise(room, agreement, room.Consumer);
        var stranger = room.NewMember("fund");

        Assert.Equal("dataspace.dispute.state", (await Step(room, dispute, "accept", room.Consumer)).Refusal?.Code);
        Assert.Equal("dataspace.dispute.state", (await Step(room, dispute, "withdraw", room.Provider, null)).Refusal?.Code);
        Assert.Equal("dataspace.dispute.state", (await Step(room, dispute, "suspend", room.Consumer)).Refusal?.Code);
        Assert.Equal("access.dispute.own", (await Step(room, dispute, "uphold", room.Provider with { Roles = [NodeRoles.MemberAdmin, NodeRoles.Operator] })).Refusal?.Code);
        Assert.Equal("dataspace.dispute.unknown", (await Step(room, dispute, "accept", stranger)).Refusal?.Code);
        Assert.Equal("dataspace.dispute.unknown", (await room.Get<Disputes>().One(dispute.Id, stranger, default)).Refusal?.Code);
        Assert.Equal("dataspace.dispute.state", (await Step(room, dispute, "accept", Arbiter(room))).Refusal?.Code);
        Assert.Empty((await room.Get<Disputes>().List(stranger, null, null, 10, default)).Items);
        Assert.Empty((await room.Get<Disputes>().One(dispute.Id, room.Provider with { Roles = [NodeRoles.MemberUser] }, default)).Value!.Steps);
        Assert.Equal("raised", Assert.Single(await room.All<DisputeRow>()).State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task Without_words_nothing_is_raised_or_answered(string? words)
    {
        await using var room = await TestRoom.Open();
        var agreement = await room.Sign(await room.Publish(TestRoom.Research));

        Assert.Equal("reason", (await room.Get<Disputes>().Raise(agreement.Id, new DisputeRequest(null, words!), room.Consumer, default)).Refusal?.Facts!["field"]);
        Assert.Equal("reason", (await room.Get<Disputes>().Raise(agreement.Id, new DisputeRequest(null, new string('x', 1001)), room.Consumer, default)).Refusal?.Facts!["field"]);
        var dispute = await Raise(room, agreement, room.Consumer);
        Assert.Equal("note", (await Step(room, dispute, "reject", room.Provider, words)).Refusal?.Facts!["field"]);
        Assert.Equal("note", (await Step(room, dispute, "reject", room.Provider, new string('x', 1001))).Refusal?.Facts!["field"]);
    }

    [Fact]
    public async Task There_is_one_at_a_time_about_what_is_or_was_in_force()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var asked = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default));
        var early = await room.Get<Disputes>().Raise(asked.Id, new DisputeRequest(null, "too early"), room.Consumer, default);
        TestRoom.Ok(await room.Agreements.Step(asked.Id, "terminate", null, room.Consumer, default));
        var agreement = await room.Sign(asset);
        var first = await Raise(room, agreement, room.Consumer);

        var second = await room.Get<Disputes>().Raise(agreement.Id, new DisputeRequest(null, "mine"), room.Provider, default);
        TestRoom.Ok(await room.Agreements.Step(agreement.Id, "terminate", null, room.Provider, default));
        var suspended = await Step(room, first, "suspend", room.Provider);
        TestRoom.Ok(await Step(room, first, "withdraw", room.Consumer, null));
        room.Clock.Now += TimeSpan.FromSeconds(1);
        var after = TestRoom.Ok(await room.Get<Disputes>().Raise(agreement.Id, new DisputeRequest(null, "afterwards"), room.Provider, default));

        Assert.Equal("dataspace.dispute.state", early.Refusal?.Code);
        Assert.Equal(("dataspace.dispute.exists", first.Id.ToString()), (second.Refusal?.Code, second.Refusal?.Facts!["dispute"]));
        Assert.Equal("dataspace.dispute.state", suspended.Refusal?.Code);
        Assert.Equal([after.Id, first.Id], (await room.Get<Disputes>().List(room.Consumer, null, null, 10, default)).Items.Select(d => d.Id));
        Assert.Equal(after.Id, Assert.Single((await room.Get<Disputes>().List(Arbiter(room), true, null, 10, default)).Items).Id);
    }

    [Fact]
    public async Task What_is_suspended_is_listed_as_such_ends_by_time_and_may_be_terminated()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var offer = await room.Offer(asset, """{"permission":[{"action":"read"}]}""", ends: room.Clock.Now.AddDays(5));
        var (lasting, ending) = (await room.Sign(asset), await room.Sign(asset, offer.Id));
        foreach (var agreement in (AgreementView[])[lasting, ending])
        {
            TestRoom.Ok(await Step(room, await Raise(room, agreement, room.Consumer), "suspend", room.Provider));
        }

        Assert.Equal(2, (await Listed(room, "suspended")).Count);
        Assert.Empty(await Listed(room, "signed"));
        Assert.Equal("terminated", TestRoom.Ok(await room.Agreements.Step(lasting.Id, "terminate", null, room.Consumer, default)).State);
        room.Clock.Now += TimeSpan.FromDays(5);

        Assert.Equal(ending.Id, Assert.Single(await Listed(room, "expired")).Id);
        Assert.False(await room.Agreements.Expire(default));
        Assert.Equal(("expired", null), (await room.Get<DataspaceReads>().Find(ending.Id, default))! is var row ? (row.Ended, row.SuspendedAt) : default);
        Assert.Equal(["expired", "terminated"], (await room.Pass(room.Use(asset))).Reasons.Select(r => r.En.Contains("expired", StringComparison.Ordinal) ? "expired" : "terminated").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_fifty_steps_it_can_only_end()
    {
        await using var room = await TestRoom.Open();
        var agreement = await room.Sign(await room.Publish(TestRoom.Research));
        var dispute = await Raise(room, agreement, room.Consumer);
        for (var i = 1; i < 50; i++)
        {
            dispute = TestRoom.Ok(await Step(room, dispute, i % 2 == 1 ? "suspend" : "resume", room.Provider));
        }

        Assert.Equal("dataspace.dispute.words.exceeded", (await Step(room, dispute, "accept", room.Provider)).Refusal?.Code);
        Assert.Equal("withdrawn", TestRoom.Ok(await Step(room, dispute, "withdraw", room.Consumer, null)).State);
    }

    [Fact]
    public async Task Why_a_use_is_refused_says_that_the_dispute_would_have_to_end()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var agreement = await room.Sign(asset);
        TestRoom.Ok(await Step(room, await Raise(room, agreement, room.Consumer), "suspend", room.Provider));

        var why = TestRoom.Ok(await room.Get<AccessAnswers>().Why(asset.Id, room.Consumer, room.Consumer.Member, "read", "research", default));

        Assert.Equal(("both", "agreement.dispute"), Assert.Single(why.Remedies[0].Steps) is var step ? (step.By, step.Code) : default);
        Assert.Equal(agreement.Id, why.Remedies[0].Agreement);
    }

    private static Caller Arbiter(TestRoom room) => room.NewMember("regulator") with { Roles = [NodeRoles.Operator] };

    private static async Task<DisputeView> Raise(TestRoom room, AgreementView agreement, Caller by) =>
        TestRoom.Ok(await room.Get<Disputes>().Raise(agreement.Id, new DisputeRequest(null, "words of the claimant"), by, default));

    private static Task<Result<DisputeView>> Step(TestRoom room, DisputeView dispute, string step, Caller by, string? note = "words of a party") => room.Get<Disputes>().Step(dispute.Id, step, note, by, default);

    private static async Task<IReadOnlyList<PendingDecision>> Pending(TestRoom room, MemberId? of) =>
        await room.Get<IEnumerable<IPendingDecisions>>().OfType<PendingDisputes>().Single().For(of, 10, default);

    private static async Task<IReadOnlyList<AgreementView>> Listed(TestRoom room, string state) =>
        (await room.Get<DataspaceReads>().Agreements(room.Consumer.Member, new AgreementFilter(state, null, null), null, 10, default)).Items;
}
