using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Gate;

/// <summary>What ODRL can say beyond single comparisons is offered, agreed on and enforced.</summary>
public sealed class OdrlTermsTests
{
    [Theory]
    [InlineData("""{"leftOperand":"spatial","operator":"isPartOf","rightOperand":"Asia"}""", "")]
    [InlineData("""{"leftOperand":"spatial","operator":"isPartOf","rightOperand":"EU"}""", "policy.spatial.refused")]
    [InlineData("""{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2026-06-01"}""", "")]
    [InlineData("""{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2026-05-31"}""", "policy.time.after-end")]
    [InlineData("""{"andSequence":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},{"leftOperand":"count","operator":"lteq","rightOperand":5}]}""", "")]
    [InlineData("""{"leftOperand":"urn:weather","operator":"isA","rightOperand":"urn:fair"}""", "policy.operand.unknown")]
    public async Task A_term_is_offered_agreed_on_and_enforced(string term, string code)
    {
        await using var room = await TestRoom.Open();
        room.Clock.Now = new DateTimeOffset(2026, 5, 30, 0, 0, 0, TimeSpan.Zero);
        var asset = await room.Publish($$"""{"odrl:permission":{"odrl:action":"odrl:use","odrl:constraint":{{term}} } }""");
        var signed = await room.Sign(asset);
        room.Clock.Now = new DateTimeOffset(2026, 6, 1, 23, 59, 59, TimeSpan.Zero);

        var answer = await room.Pass(room.Use(asset));

        Assert.Equal(asset.Policy, signed.Policy);
        Assert.Equal((code.Length == 0, code.Length == 0 ? "policy.permitted" : code), (answer.Permitted, Assert.Single(answer.Reasons).Code));
    }

    [Fact]
    public async Task A_rule_for_a_member_is_for_that_member()
    {
        await using var room = await TestRoom.Open();
        var other = room.NewMember("institute");
        var mine = await room.Publish($$"""{"permission":{"action":"use","assignee":["{{room.Consumer.Member}}"]} }""");
        var theirs = await room.Publish($$"""{"permission":{"action":"use","assignee":"{{other.Member}}"} }""");
        await room.Sign(mine);
        await room.Sign(theirs);

        Assert.True((await room.Pass(room.Use(mine))).Permitted);
        Assert.Equal(("policy.recipient.refused", "permission[0].assignee"), Assert.Single((await room.Pass(room.Use(theirs))).Reasons) is var reason ? (reason.Code, reason.Clause) : default);
    }

    [Fact]
    public async Task An_action_that_is_narrowed_to_a_count_is_counted()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":{"action":{"rdf:value":"read","refinement":{"leftOperand":"count","operator":"lteq","rightOperand":1}}}}""");
        await room.Sign(asset);

        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.Equal("policy.count.exceeded", Assert.Single((await room.Pass(room.Use(asset))).Reasons).Code);
    }

    [Fact]
    public async Task An_offer_may_name_its_asset_and_no_other()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);

        Assert.DoesNotContain("target", (await room.Offer(asset, $$"""{"target":"{{asset.Id}}","permission":{"action":"use"} }""")).Policy, StringComparison.Ordinal);
        Assert.Equal(("policy.malformed", "$.permission[0].target"), await Refused(room, asset, """{"target":"urn:other","permission":{"action":"use"}}"""));
    }

    [Theory]
    [InlineData("""{"permission":[{"action":"use","duty":[{"action":"compensate","consequence":{"action":"delete"}}]}]}""", "policy.malformed", "$.permission[0].duty[0].consequence")]
    [InlineData("""{"permission":[{"action":"use"}],"prohibition":[{"action":"distribute","remedy":[{"action":"delete"}]}]}""", "policy.malformed", "$.prohibition[0].remedy")]
    [InlineData("""{"permission":[{"action":"read"}],"prohibition":[{"action":"use"}]}""", "policy.contradictory", "permission[0], prohibition[0]")]
    public async Task What_would_not_be_enforced_or_permits_nothing_is_not_offered(string policy, string code, string place)
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        using var terms = JsonDocument.Parse(policy);

        Assert.Equal((code, place), await Refused(room, asset, policy));
        Assert.Equal(code, (await room.Commands.Publish(new AssetPublication(null, "dataset", "x", "C", "CN", terms.RootElement, 0), room.Provider, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Two_offers_of_an_asset_may_differ_as_they_like()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"read"}]}""");

        Assert.Equal("open", (await room.Offer(asset, """{"permission":[{"action":"compute"}],"prohibition":[{"action":"read"}]}""")).State);
    }

    private static async Task<(string Code, string Place)> Refused(TestRoom room, AssetView asset, string policy)
    {
        using var terms = JsonDocument.Parse(policy);
        var refusal = (await room.Offers.Make(asset.Id, new OfferPublication(null, null, terms.RootElement, 0), room.Provider, default)).Refusal!;
        var facts = refusal.Facts!;
        return (refusal.Code, facts.TryGetValue("field", out var field) ? field : facts["clash0.clauses"]);
    }
}
