using System.Text;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Agreements;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

public sealed class AgreementTests
{
    [Fact]
    public async Task Under_one_offer_there_is_one_agreement_at_a_time_and_the_refusal_names_it()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var first = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default));

        var asked = await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default);
        TestRoom.Ok(await room.Agreements.Step(first.Id, "agree", null, room.Provider, default));
        TestRoom.Ok(await room.Agreements.Step(first.Id, "sign", null, room.Provider, default));
        TestRoom.Ok(await room.Agreements.Step(first.Id, "sign", null, room.Consumer, default));
        var signed = await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default);
        var others = await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.NewMember("institute"), default);
        var further = await room.Agreements.Request(new AgreementRequest(null, asset.Id, (await room.Offer(asset, TestRoom.Research)).Id), room.Consumer, default);
        TestRoom.Ok(await room.Agreements.Step(first.Id, "terminate", null, room.Consumer, default));
        var again = await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default);

        Assert.All([(asked, "requested"), (signed, "signed")], r =>
        {
            Assert.Equal("dataspace.agreement.exists", r.Item1.Refusal!.Code);
            Assert.Equal(first.Id.ToString(), r.Item1.Refusal.Facts!["agreement"]);
            Assert.Equal(r.Item2, r.Item1.Refusal.Facts!["state"]);
        });
        Assert.True(others.IsOk);
        Assert.True(further.IsOk);
        Assert.True(again.IsOk);
    }

    [Fact]
    public async Task An_offer_whose_terms_have_ended_is_not_agreed_on_and_the_next_one_is_taken_instead()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"2020-01-01"}]}]}""");

        var refused = await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default);
        var lasting = await room.Offer(asset, TestRoom.Research);
        var taken = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default));

        Assert.Equal("dataspace.offer.ended", refused.Refusal!.Code);
        Assert.Contains("2020-01-01", refused.Refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(lasting.Id, taken.Offer);
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), asset.TermsEnd);
    }

    [Theory]
    [InlineData("""{"permission":[{"action":"use","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"fund"}]}]}""", "permit no use")]
    [InlineData("""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"gteq","rightOperand":"2999-01-01"}]}]}""", null)]
    [InlineData("""{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"a-purpose-of-ours"}]}]}""", null)]
    [InlineData("""{"permission":[{"action":"compute","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""", null)]
    public async Task Terms_that_can_permit_the_consumer_nothing_are_said_before_they_are_signed(string policy, string? words)
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(policy);

        var asked = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default));
        var agreed = TestRoom.Ok(await room.Agreements.Step(asked.Id, "agree", null, room.Provider, default));
        var signed = TestRoom.Ok(await room.Agreements.Step(asked.Id, "sign", null, room.Provider, default));

        Assert.All([asked, agreed, signed], a => Assert.Equal(words is null ? 0 : 1, a.Warnings.Count(w => words is null || w.Contains(words, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Terms_that_have_ended_before_they_are_signed_are_said_to_have_ended()
    {
        await using var room = await TestRoom.Open();
        var until = room.Clock.GetUtcNow().AddHours(1);
        var asset = await room.Publish($$"""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"{{until:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}]}]}""");
        var asked = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default));
        room.Clock.Now = until.AddHours(1);

        var agreed = TestRoom.Ok(await room.Agreements.Step(asked.Id, "agree", null, room.Provider, default));

        Assert.Empty(asked.Warnings);
        Assert.Contains("Its terms ended at", Assert.Single(agreed.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_is_told_which_offers_are_not_open_to_trials_before_it_asks_for_one()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"use"}]}""");
        var open = await room.Offer(asset, """{"permission":[{"action":"use","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"trial"}]}]}""");
        var trial = room.NewMember("trial");
        room.Members.Set(trial.Member, "trial", "trial", trial: true);

        var why = TestRoom.Ok(await room.Get<AccessAnswers>().Why(asset.Id, trial, trial.Member, "read", "trying", default));

        Assert.Equal([open.Id], why.Offers.Where(o => o.Permitted).Select(o => o.Offer));
        Assert.Equal("trial.not-open", Assert.Single(Assert.Single(why.Offers, o => !o.Permitted).Reasons).Code);
    }

    [Fact]
    public async Task The_document_with_both_signatures_is_verified_with_nothing_else_at_hand()
    {
        await using var room = await TestRoom.Open();
        var signed = await room.Sign(await room.Publish(TestRoom.Research));

        var fetched = DataspaceReads.Document((await room.Get<DataspaceReads>().Find(signed.Id, default))!);

        Assert.Empty(AgreementVerifier.Verify(fetched.Document, fetched.Sha256, fetched.Signatures, NodeSigner.Verify));
        Assert.All(fetched.Signatures, s => Assert.Equal("node", s.Custody));
        Assert.Equal(signed.DocumentSha256, fetched.Sha256);
    }

    [Fact]
    public async Task Every_changed_byte_of_a_document_is_found()
    {
        await using var room = await TestRoom.Open();
        var signed = await room.Sign(await room.Publish(TestRoom.Research));
        var fetched = DataspaceReads.Document((await room.Get<DataspaceReads>().Find(signed.Id, default))!);

        for (var i = 0; i < fetched.Document.Length; i++)
        {
            var changed = fetched.Document[..i] + (char)(fetched.Document[i] ^ 1) + fetched.Document[(i + 1)..];
            Assert.NotEmpty(AgreementVerifier.Verify(changed, Dataspace.Core.AgreementTerms.Hash(changed), fetched.Signatures, NodeSigner.Verify));
        }

        var swapped = fetched.Signatures.Select(s => s with { Party = s.Party == "provider" ? "consumer" : "provider" }).ToList();
        Assert.NotEmpty(AgreementVerifier.Verify(fetched.Document, fetched.Sha256, swapped, NodeSigner.Verify));
        Assert.NotEmpty(AgreementVerifier.Verify(fetched.Document, fetched.Sha256, [fetched.Signatures[0]], NodeSigner.Verify));
        Assert.NotEmpty(AgreementVerifier.Verify(fetched.Document, fetched.Sha256, fetched.Signatures, NodeSigner.Verify, new Dictionary<MemberId, string> { [room.Provider.Member] = new string('0', 64) }));
    }

    [Fact]
    public async Task A_member_with_its_own_key_signs_itself_and_the_node_can_no_longer_sign_for_it()
    {
        await using var room = await TestRoom.Open();
        using var own = NodeSigner.LoadOrCreate(room.Get<KeyChest>(), "own.key");
        var keys = room.Get<KeyCommands>();
        TestRoom.Ok(await keys.Register(Registration(own, room.Consumer), room.Consumer, default));
        var asset = await room.Publish(TestRoom.Research);
        var id = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default)).Id;
        TestRoom.Ok(await room.Agreements.Step(id, "agree", null, room.Provider, default));
        TestRoom.Ok(await room.Agreements.Step(id, "sign", null, room.Provider, default));
        var document = (await room.Get<DataspaceReads>().Find(id, default))!.Document;

        Assert.Equal("dataspace.signature.missing", (await room.Agreements.Step(id, "sign", null, room.Consumer, default)).Refusal?.Code);
        Assert.Equal("dataspace.signature.wrong", (await room.Agreements.Step(id, "sign", Signing(own, document + " "), room.Consumer, default)).Refusal?.Code);
        Assert.Equal("signed", TestRoom.Ok(await room.Agreements.Step(id, "sign", Signing(own, document), room.Consumer, default)).State);

        var fetched = DataspaceReads.Document((await room.Get<DataspaceReads>().Find(id, default))!);
        Assert.Equal(["node", "own"], fetched.Signatures.Select(s => s.Custody));
        Assert.Empty(AgreementVerifier.Verify(fetched.Document, fetched.Sha256, fetched.Signatures, NodeSigner.Verify, new Dictionary<MemberId, string> { [room.Consumer.Member] = own.PublicKey }));
    }

    [Fact]
    public async Task A_key_is_registered_only_with_a_proof_for_this_member_and_can_be_given_back()
    {
        await using var room = await TestRoom.Open();
        using var own = NodeSigner.LoadOrCreate(room.Get<KeyChest>(), "own.key");
        var keys = room.Get<KeyCommands>();

        Assert.Equal("input.field", (await keys.Register(Registration(own, room.Provider), room.Consumer, default)).Refusal?.Code);
        Assert.Equal("own", TestRoom.Ok(await keys.Register(Registration(own, room.Consumer), room.Consumer, default)).Custody);
        Assert.Equal("node", TestRoom.Ok(await keys.Revoke(room.Consumer, default)).Custody);
        Assert.Equal("signed", (await room.Sign(await room.Publish(TestRoom.Research))).State);
    }

    [Fact]
    public async Task A_signature_of_its_own_without_a_registered_key_is_refused()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var id = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default)).Id;
        TestRoom.Ok(await room.Agreements.Step(id, "agree", null, room.Provider, default));

        Assert.Equal("dataspace.key.none", (await room.Agreements.Step(id, "sign", new AgreementSigning(new string('0', 128)), room.Consumer, default)).Refusal?.Code);
    }

    [Fact]
    public async Task What_is_not_signed_in_time_expires_and_no_step_revives_it()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var id = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default)).Id;
        room.Clock.Now = room.Clock.Now.AddDays(30);

        Assert.Equal("dataspace.agreement.state", (await room.Agreements.Step(id, "agree", null, room.Provider, default)).Refusal?.Code);
        Assert.Single((await List(room, room.Consumer, new AgreementFilter("expired", null, null))).Items);
        Assert.False(await room.Agreements.Expire(default));
        Assert.Equal("expired", (await room.Get<DataspaceReads>().Find(id, default))!.Stage.Word);
        Assert.Single(await room.All<EvidenceRow>(), e => e.Verb == "agreement.expire");
    }

    [Fact]
    public async Task An_agreement_that_has_an_end_opens_the_gate_until_then_even_before_the_node_records_it()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var offer = await room.Offer(asset, """{"permission":[{"action":"read"}]}""", ends: room.Clock.Now.AddDays(5));
        await room.Sign(asset, offer.Id);

        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        room.Clock.Now = room.Clock.Now.AddDays(5);
        var late = await room.Pass(room.Use(asset));

        Assert.Equal("agreement.not-in-force", Assert.Single(late.Reasons).Code);
        Assert.Contains("expired", late.Reasons[0].En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agreements_are_listed_by_pages_and_filtered_by_state_role_and_asset()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        for (var i = 0; i < 5; i++)
        {
            await room.Sign(asset, (await room.Offer(asset, TestRoom.Research)).Id);
        }

        var other = await room.Publish(TestRoom.Research);
        TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, other.Id), room.Consumer, default));
        var seen = new List<AgreementId>();
        Guid? cursor = null;
        do
        {
            var page = await room.Get<DataspaceReads>().Agreements(room.Consumer.Member, new AgreementFilter(null, null, null), cursor, 2, default);
            seen.AddRange(page.Items.Select(a => a.Id));
            cursor = page.Next is { } next ? Guid.ParseExact(next, "N") : null;
        }
        while (cursor is not null);

        Assert.Equal((6, 6), (seen.Count, seen.Distinct().Count()));
        Assert.Equal(5, (await List(room, room.Consumer, new AgreementFilter("signed", "consumer", asset.Id))).Items.Count);
        Assert.Empty((await List(room, room.Consumer, new AgreementFilter(null, "provider", null))).Items);
        Assert.Equal(6, (await List(room, room.Provider, new AgreementFilter(null, "provider", null))).Items.Count);
        Assert.Equal(other.Id, Assert.Single((await List(room, room.Consumer, new AgreementFilter("requested", null, null))).Items).Asset);
        Assert.Empty((await List(room, room.NewMember("institute"), new AgreementFilter(null, null, null))).Items);
    }

    private static Task<Contracts.Page<AgreementView>> List(TestRoom room, Caller who, AgreementFilter filter) => room.Get<DataspaceReads>().Agreements(who.Member, filter, null, 100, default);

    private static MemberKeyRegistration Registration(NodeSigner own, Caller who) =>
        new(own.PublicKey, Convert.ToHexStringLower(own.Sign(Encoding.UTF8.GetBytes(MemberKeyProof.Message(who.Member, own.PublicKey)))));

    private static AgreementSigning Signing(NodeSigner own, string document) => new(Convert.ToHexStringLower(own.Sign(Encoding.UTF8.GetBytes(document))));
}
