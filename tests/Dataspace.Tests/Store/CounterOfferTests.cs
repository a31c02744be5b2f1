using System.Text.Json;
using System.Text.Json.Nodes;
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

/// <summary>Other terms asked for and offered between two members of the node, over the real lane and the real Gate.</summary>
public sealed class CounterOfferTests
{
    private const string Education = """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"education"}]}]}""";
    private const string Once = """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"education"},{"leftOperand":"count","operator":"lteq","rightOperand":"1"}]}]}""";

    [Fact]
    public async Task Other_terms_go_back_and_forth_until_one_accepts_and_these_are_signed_and_hold()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);

        var asked = TestRoom.Ok(await Ask(room, asset, Education, "for our course"));
        var offered = TestRoom.Ok(await Propose(room, asked.Id, Once, room.Provider));
        var accepted = TestRoom.Ok(await room.Agreements.Step(asked.Id, "accept", null, room.Consumer, default));
        TestRoom.Ok(await room.Agreements.Step(asked.Id, "sign", null, room.Consumer, default));
        var signed = TestRoom.Ok(await room.Agreements.Step(asked.Id, "sign", null, room.Provider, default));

        Assert.Equal([("requested", "REQUESTED"), ("offered", "OFFERED"), ("agreed", "AGREED"), ("signed", "FINALIZED")], new[] { asked, offered, accepted, signed }.Select(a => (a.State, a.Negotiation)));
        var document = DataspaceReads.Document((await room.Get<DataspaceReads>().Find(asked.Id, default))!);
        Assert.Empty(AgreementVerifier.Verify(document.Document, document.Sha256, document.Signatures, NodeSigner.Verify));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(signed.Policy), JsonNode.Parse(document.Document)!["policy"]));
        Assert.Equal(offered.DocumentSha256, signed.DocumentSha256);
        Assert.NotEqual(asked.DocumentSha256, signed.DocumentSha256);
        Assert.False((await room.Pass(room.Use(asset))).Permitted);
        Assert.True((await room.Pass(room.Use(asset, "education"))).Permitted);
        Assert.Equal("policy.count.exceeded", Assert.Single((await room.Pass(room.Use(asset, "education"))).Reasons).Code);
    }

    [Fact]
    public async Task Each_side_sees_what_the_other_changed()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);

        var asked = TestRoom.Ok(await Ask(room, asset, Education, "for our course"));
        var offered = TestRoom.Ok(await Propose(room, asked.Id, Once, room.Provider));

        Assert.Equal([("consumer", "for our course"), ("provider", null)], offered.Proposals.Select(p => (p.By, p.Note)));
        Assert.Contains(offered.Proposals[0].Changes, c => c.Kind == "changed" && c.En.Contains("education", StringComparison.Ordinal) && c.Zh.Contains("改为", StringComparison.Ordinal));
        Assert.Contains(offered.Proposals[0].Changes, c => c.Kind == "gone");
        Assert.Equal(("changed", true), Assert.Single(offered.Proposals[1].Changes) is var only ? (only.Kind, only.En.Contains("at most 1 times", StringComparison.Ordinal)) : default);
    }

    [Fact]
    public async Task Whose_turn_it_is_may_answer_and_nobody_else()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var id = TestRoom.Ok(await Ask(room, asset, Education)).Id;

        Assert.Equal("dataspace.agreement.state", (await Propose(room, id, Once, room.Consumer)).Refusal?.Code);
        Assert.Equal("dataspace.agreement.state", (await room.Agreements.Step(id, "accept", null, room.Consumer, default)).Refusal?.Code);
        Assert.Equal(["agree", "propose", "refuse"], (await Pending(room, room.Provider)).Single().Steps);
        var offered = TestRoom.Ok(await Propose(room, id, Once, room.Provider));
        Assert.Equal("dataspace.agreement.state", (await Propose(room, id, Education, room.Provider)).Refusal?.Code);
        Assert.Equal("dataspace.agreement.state", (await room.Agreements.Step(id, "agree", null, room.Provider, default)).Refusal?.Code);
        Assert.Equal("dataspace.agreement.unknown", (await Propose(room, id, Education, room.NewMember("fund"))).Refusal?.Code);
        Assert.Equal(("agreement.offer", "accept"), (await Pending(room, room.Consumer)).Single() is var item ? (item.Kind, item.Steps[0]) : default);
        Assert.Empty(await Pending(room, room.Provider));
        Assert.Equal(["terminate"], offered.Steps);
        Assert.Equal("refused", TestRoom.Ok(await room.Agreements.Step(id, "refuse", null, room.Consumer, default)).State);
    }

    [Fact]
    public async Task Who_read_other_terms_than_lie_there_does_not_accept_these()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var asked = TestRoom.Ok(await Ask(room, asset, Education));
        var offered = TestRoom.Ok(await Propose(room, asked.Id, Once, room.Provider));

        var stale = await room.Agreements.Step(asked.Id, "accept", new AgreementSigning { DocumentSha256 = asked.DocumentSha256 }, room.Consumer, default);

        Assert.Equal("dataspace.agreement.version", stale.Refusal?.Code);
        Assert.Equal("agreed", TestRoom.Ok(await room.Agreements.Step(asked.Id, "accept", new AgreementSigning { DocumentSha256 = offered.DocumentSha256 }, room.Consumer, default)).State);
    }

    [Fact]
    public async Task A_counter_offer_gives_time_anew_and_there_is_an_end_to_them()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var asked = TestRoom.Ok(await Ask(room, asset, Education));
        room.Clock.Now += TimeSpan.FromDays(29);

        var offered = TestRoom.Ok(await Propose(room, asked.Id, Once, room.Provider));
        Assert.Equal(asked.Deadline + TimeSpan.FromDays(29), offered.Deadline);
        Result<AgreementView> last = offered;
        for (var i = 2; i <= 20; i++)
        {
            last = await Propose(room, asked.Id, i % 2 == 0 ? Education : Once, i % 2 == 0 ? room.Consumer : room.Provider);
        }

        Assert.Equal("dataspace.proposals.exceeded", last.Refusal?.Code);
        Assert.Equal(20, (await room.Get<DataspaceReads>().Proposals(asked.Id, default)).Count);
        room.Clock.Now += TimeSpan.FromDays(30);
        Assert.False(await room.Agreements.Expire(default));
        Assert.Equal("expired", (await room.Get<DataspaceReads>().Find(asked.Id, default))!.Ended);
    }

    [Theory]
    [InlineData("""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"2020-01-01"}]}]}""")]
    [InlineData("""{"permission":[{"action":"use","target":"ast_00000000000000000000000000000000"}]}""")]
    [InlineData("[]")]
    public async Task Terms_that_could_not_be_offered_are_not_proposed(string policy)
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var id = TestRoom.Ok(await Ask(room, asset, Education)).Id;

        Assert.False((await Ask(room, await room.Publish(TestRoom.Research), policy)).IsOk);
        Assert.False((await Propose(room, id, policy, room.Provider)).IsOk);
        Assert.Equal("policy", (await Propose(room, id, Education, room.Provider)).Refusal?.Facts!["field"]);
        Assert.Single(await room.All<ProposalRow>());
    }

    [Fact]
    public async Task Of_a_result_no_terms_are_agreed_on_that_are_easier_than_it_inherited()
    {
        await using var room = await TestRoom.Open();
        var source = await room.Publish("""{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"education"}]},{"action":"distribute"}]}""");
        var file = Path.Combine(room.Folder, "result.csv");
        await File.WriteAllTextAsync(file, "a\n1\n");
        var result = TestRoom.Ok(await room.Get<IDerivedAssets>().Keep(new DerivedAsset(new AssetId(room.Get<IIds>().Next()), room.NewMember("institute").Member, "result", file, "text/csv", [source.Id], default), "key_test", default));

        var asked = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, result, null) { Policy = Json("""{"permission":[{"action":"use"}]}""") }, room.Consumer, default));

        Assert.Contains("education", asked.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_trial_an_offer_is_taken_as_it_stands()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"use","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"trial"}]}]}""");
        var trial = room.NewMember("trial");
        room.Members.Set(trial.Member, "trial", "trial", trial: true);

        var other = await room.Agreements.Request(new AgreementRequest(null, asset.Id) { Policy = Json("""{"permission":[{"action":"use"}]}""") }, trial, default);
        var taken = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), trial, default));

        Assert.Equal("dataspace.agreement.as-offered", other.Refusal?.Code);
        Assert.Equal(("agreed", "AGREED", true), (taken.State, taken.Negotiation, taken.ProviderSigned));
    }

    [Fact]
    public async Task What_is_negotiated_permits_nothing_before_it_is_signed_and_its_first_terms_nothing_after()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var id = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default)).Id;

        // The Gate has looked at the first terms.
        Assert.Equal("agreement.not-in-force", Assert.Single((await room.Pass(room.Use(asset))).Reasons).Code);
        TestRoom.Ok(await Propose(room, id, Education, room.Provider));
        Assert.False((await room.Pass(room.Use(asset, "education"))).Permitted);
        TestRoom.Ok(await room.Agreements.Step(id, "accept", null, room.Consumer, default));
        TestRoom.Ok(await room.Agreements.Step(id, "sign", null, room.Provider, default));
        TestRoom.Ok(await room.Agreements.Step(id, "sign", null, room.Consumer, default));

        Assert.False((await room.Pass(room.Use(asset))).Permitted);
        Assert.True((await room.Pass(room.Use(asset, "education"))).Permitted);
    }

    [Fact]
    public async Task What_was_said_with_terms_is_on_record_with_the_messages_and_not_in_the_log()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var id = TestRoom.Ok(await Ask(room, asset, Education, "our secret plan")).Id;
        TestRoom.Ok(await Propose(room, id, Once, room.Provider));

        var acts = (await room.All<EvidenceRow>()).Where(e => e.Verb.StartsWith("agreement.", StringComparison.Ordinal)).ToList();

        Assert.Equal(["agreement.requested", "agreement.propose"], acts.Select(a => a.Verb));
        Assert.DoesNotContain("secret", string.Concat(acts.Select(a => System.Text.Encoding.UTF8.GetString(a.Leaf))), StringComparison.Ordinal);
    }

    private static JsonElement Json(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private static Task<Result<AgreementView>> Ask(TestRoom room, AssetView asset, string policy, string? note = null) =>
        room.Agreements.Request(new AgreementRequest(null, asset.Id) { Policy = Json(policy), Note = note }, room.Consumer, default);

    private static Task<Result<AgreementView>> Propose(TestRoom room, AgreementId id, string policy, Caller by) => room.Proposals.Propose(id, new AgreementProposal(Json(policy)), by, default);

    private static async Task<IReadOnlyList<PendingDecision>> Pending(TestRoom room, Caller of) =>
        await room.Get<IEnumerable<IPendingDecisions>>().OfType<PendingAgreements>().Single().For(of.Member, 10, default);
}
