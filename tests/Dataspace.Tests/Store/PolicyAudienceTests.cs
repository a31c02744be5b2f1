using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

/// <summary>Who could use an asset under terms that nobody has offered yet.</summary>
public sealed class PolicyAudienceTests
{
    [Fact]
    public async Task Each_member_is_told_as_the_gate_would_tell_it_once_the_terms_are_agreed_on()
    {
        await using var room = await TestRoom.Open();
        var fund = room.NewMember("fund");
        const string Terms = """{"permission":[{"action":"read","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"institute"},{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""";

        var audience = TestRoom.Ok(await Ask(room, Terms, "research"));
        var marketing = TestRoom.Ok(await Ask(room, Terms, "marketing"));
        var asset = await room.Publish(Terms);
        await room.Sign(asset);

        Assert.Equal((1, 2), (audience.Permitted, audience.Members.Count));
        Assert.Equal((room.Consumer.Member, true), (audience.Members[0].Member, audience.Members[0].Permitted));
        Assert.Equal((fund.Member, "use.role"), (audience.Members[1].Member, Assert.Single(audience.Members[1].Changes).Code));
        Assert.Equal(["use.purpose"], marketing.Members.Single(m => m.Member == room.Consumer.Member).Changes.Select(c => c.Code));
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.DoesNotContain(audience.Members, m => m.Member == room.Provider.Member);
        Assert.True(audience.TermsZh.Count > 0 && audience.TermsEn.Count > 0);
    }

    [Theory]
    [InlineData("""{"permission":[{"action":"read","duty":[{"action":"pay","consequence":[]}]}]}""", "read", "permission[0].duty[0].consequence")]
    [InlineData("""{"permission":[{"action":"read"}]}""", "fly", "action")]
    [InlineData("[]", "read", "")]
    public async Task Terms_that_could_not_be_offered_are_refused_in_the_same_words(string terms, string action, string place)
    {
        await using var room = await TestRoom.Open();

        var refused = (await Ask(room, terms, "", action)).Refusal!;

        Assert.Contains(place, refused.Detail + string.Join(' ', refused.Facts?.Values ?? []), StringComparison.Ordinal);
    }

    private static async Task<Result<PolicyAudienceView>> Ask(TestRoom room, string terms, string purpose, string action = "read")
    {
        using var json = JsonDocument.Parse(terms);
        return await room.Get<PolicyAudience>().Of(new PolicyAudienceRequest(json.RootElement.Clone(), action, purpose), room.Provider.Member, default);
    }
}
