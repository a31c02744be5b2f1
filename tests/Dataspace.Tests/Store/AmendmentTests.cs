using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Agreements;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

/// <summary>Changes of agreements in force, over the real lane and the real Gate.</summary>
public sealed class AmendmentTests
{
    private const string Education = """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"education"}]}]}""";
    private const string Both = """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"isAnyOf","rightOperand":["education","research"]}]}]}""";

    [Theory]
    [InlineData(true, "offered", "accept")]
    [InlineData(false, "requested", "agree")]
    public async Task A_new_version_holds_from_the_second_signature_on_and_the_old_one_until_then(bool byProvider, string state, string step)
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var offer = await room.Offer(asset, TestRoom.Research, price: 120, ends: room.Clock.Now.AddDays(90));
        var old = await room.Sign(asset, offer.Id);
        var (asks, answers) = byProvider ? (room.Provider, room.Consumer) : (room.Consumer, room.Provider);

        var proposed = TestRoom.Ok(await Amend(room, old.Id, Education, asks, "for our course"));
        TestRoom.Ok(await room.Agreements.Step(proposed.Id, step, null, answers, default));
        TestRoom.Ok(await room.Agreements.Step(proposed.Id, "sign", null, room.Provider, default));
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.False((await room.Pass(room.Use(asset, "education"))).Permitted);
        var signed = TestRoom.Ok(await room.Agreements.Step(proposed.Id, "sign", null, room.Consumer, default));

        Assert.Equal((state, old.Id, "for our course"), (proposed.State, proposed.Replaces, Assert.Single(proposed.Proposals).Note));
        Assert.Equal("changed", proposed.Proposals[0].Changes[0].Kind);
        Assert.Equal((120, old.Ends, "signed"), (signed.PriceMinorPerHour, signed.Ends, signed.State));
        Assert.False((await room.Pass(room.Use(asset))).Permitted);
        Assert.Equal(signed.Id, (await room.Pass(room.Use(asset, "education"))).Agreement);
        Assert.Equal(("replaced", signed.Id), (await Seen(room, old.Id)) is var was ? (was.State, was.Amendment) : default);
        Assert.Empty((await Seen(room, old.Id)).Steps);
        var document = DataspaceReads.Document((await room.Get<DataspaceReads>().Find(signed.Id, default))!);
        Assert.Empty(AgreementVerifier.Verify(document.Document, document.Sha256, document.Signatures, NodeSigner.Verify));
        Assert.Contains($"\"replaces\":\"{old.Id}\"", document.Document, StringComparison.Ordinal);
        Assert.Single(await room.All<EvidenceRow>(), e => e.Verb == "agreement.replace");
        Assert.Equal(old.Id, Assert.Single((await room.Get<DataspaceReads>().Agreements(room.Consumer.Member, new AgreementFilter("replaced", null, null), null, 10, default)).Items).Id);
    }

    [Fact]
    public async Task A_change_is_negotiated_by_counter_offers_and_one_at_a_time()
    {
        await using var room = await TestRoom.Open();
        var old = await room.Sign(await room.Publish(TestRoom.Research));
        var proposed = TestRoom.Ok(await Amend(room, old.Id, Education, room.Provider));

        var second = await Amend(room, old.Id, Both, room.Consumer);
        var asked = TestRoom.Ok(await room.Proposals.Propose(proposed.Id, new AgreementProposal(Json(Both)), room.Consumer, default));
        var item = Assert.Single(await Pending(room, room.Provider));
        TestRoom.Ok(await room.Agreements.Step(proposed.Id, "refuse", null, room.Provider, default));

        Assert.Equal(("dataspace.agreement.exists", proposed.Id.ToString()), (second.Refusal?.Code, second.Refusal?.Facts!["agreement"]));
        Assert.Equal("requested", asked.State);
        Assert.Contains("change the agreement", item.TitleEn, StringComparison.Ordinal);
        Assert.Equal("signed", (await Seen(room, old.Id)).State);
        Assert.True((await Amend(room, old.Id, Both, room.Consumer)).IsOk);
    }

    [Fact]
    public async Task What_is_not_in_force_is_not_changed_and_a_version_of_what_has_ended_never_comes_into_force()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var requested = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default));
        var early = await Amend(room, requested.Id, Education, room.Consumer);
        TestRoom.Ok(await room.Agreements.Step(requested.Id, "refuse", null, room.Provider, default));
        var old = await room.Sign(asset);
        var over = await Amend(room, old.Id, """{"permission":[{"action":"read","constraint":[{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2020-01-01"}]}]}""", room.Consumer);
        Assert.Equal("dataspace.terms.ended", over.Refusal?.Code);
        Assert.Contains("propose a later end", over.Refusal!.Detail, StringComparison.Ordinal);
        var same = await Amend(room, old.Id, TestRoom.Research, room.Consumer);
        var strange = await Amend(room, old.Id, Education, room.NewMember("fund"));
        var proposed = TestRoom.Ok(await Amend(room, old.Id, Education, room.Consumer));
        TestRoom.Ok(await room.Agreements.Step(proposed.Id, "agree", null, room.Provider, default));
        TestRoom.Ok(await room.Agreements.Step(proposed.Id, "sign", null, room.Provider, default));
        TestRoom.Ok(await room.Agreements.Step(old.Id, "terminate", null, room.Provider, default));

        var late = await room.Agreements.Step(proposed.Id, "sign", null, room.Consumer, default);

        Assert.Equal("dataspace.agreement.state", early.Refusal?.Code);
        Assert.Equal("policy", same.Refusal?.Facts!["field"]);
        Assert.Equal("dataspace.agreement.unknown", strange.Refusal?.Code);
        Assert.Equal(("dataspace.agreement.state", old.Id.ToString()), (late.Refusal?.Code, late.Refusal?.Facts!["agreement"]));
        Assert.False((await room.Pass(room.Use(asset, "education"))).Permitted);
    }

    [Fact]
    public async Task A_change_ends_a_suspension_of_the_old_version_and_leaves_its_dispute_open()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var old = await room.Sign(asset);
        var disputes = room.Get<Disputes>();
        var dispute = TestRoom.Ok(await disputes.Raise(old.Id, new DisputeRequest(null, "it says research, we teach"), room.Consumer, default));
        TestRoom.Ok(await disputes.Step(dispute.Id, "suspend", "until it is clear", room.Provider, default));

        var proposed = TestRoom.Ok(await Amend(room, old.Id, Education, room.Consumer));
        foreach (var (step, by) in new[] { ("agree", room.Provider), ("sign", room.Provider), ("sign", room.Consumer) })
        {
            TestRoom.Ok(await room.Agreements.Step(proposed.Id, step, null, by, default));
        }

        Assert.True((await room.Pass(room.Use(asset, "education"))).Permitted);
        Assert.Equal(("raised", null), (await disputes.One(dispute.Id, room.Consumer, default)).Value! is var left ? (left.State, left.SuspendedAt) : default);
        Assert.Equal("dataspace.dispute.state", (await disputes.Step(dispute.Id, "suspend", "again", room.Provider, default)).Refusal?.Code);
    }

    private static JsonElement Json(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private static Task<Result<AgreementView>> Amend(TestRoom room, AgreementId id, string policy, Caller by, string? note = null) => room.Proposals.Amend(id, new AgreementProposal(Json(policy), note), by, default);

    private static async Task<AgreementView> Seen(TestRoom room, AgreementId id)
    {
        var row = (await room.Get<DataspaceReads>().Find(id, default))!;
        return await room.Get<AgreementViews>().Of(row, room.Consumer, row.Version, default);
    }

    private static async Task<IReadOnlyList<PendingDecision>> Pending(TestRoom room, Caller of) =>
        await room.Get<IEnumerable<IPendingDecisions>>().OfType<PendingAgreements>().Single().For(of.Member, 10, default);
}
