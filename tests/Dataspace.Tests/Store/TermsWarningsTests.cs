using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

/// <summary>What who offers terms is told of them: they are offered all the same.</summary>
public sealed class TermsWarningsTests
{
    private const string Nobody = "Nobody of the ";

    [Theory]
    [InlineData("{}", "The terms hold no permission")]
    [InlineData("""{"permission":[]}""", "The terms hold no permission")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2020-01-01"}]}]}""", "Clause permission[0] ended at 2020-01-02")]
    [InlineData("""{"permission":[{"action":"read"}],"obligation":[{"action":"delete","constraint":[{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2020-01-01"}]}]}""", "The duty obligation[0] was due at 2020-01-02")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"rows","operator":"lteq","rightOperand":0}]}]}""", "The limit of rows in clause permission[0].constraint[0] leaves nothing")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lt","rightOperand":1}]}]}""", "The limit of count in clause permission[0].constraint[0] leaves nothing")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"recipient","operator":"eq","rightOperand":"mbr_00000000000000000000000000000000"}]}]}""", "this node has no organisation mbr_00000000000000000000000000000000")]
    [InlineData("""{"permission":[{"action":"read","assignee":"mbr_00000000000000000000000000000000"}]}""", "Clause permission[0].assignee: this node has no organisation")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"recipient","operator":"eq","rightOperand":"Jiangnan Univ"}]}]}""", "recipients are named by their ids (mbr_...), which \"Jiangnan Univ\" is not")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"recipient","operator":"eq","rightOperand":"instit"}]}]}""", "did you mean institute mbr_")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"spatial","operator":"eq","rightOperand":"mbr_00000000000000000000000000000000"}]}]}""", "an organisation is named by recipient")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"industry","operator":"eq","rightOperand":"energy"}]}]}""", "\"energy\" is no industry")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"univercity"}]}]}""", "did you mean university?")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"reserch"}]}]}""", "\"reserch\" is no purpose this node knows; did you mean research?")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"purpos","operator":"eq","rightOperand":"research"}]}]}""", "This node can't judge \"purpos\" in clause permission[0].constraint[0]: it counts as not met; did you mean purpose?")]
    [InlineData("""{"permission":[{"action":"read"}],"prohibition":[{"action":"read","constraint":[{"leftOperand":"fileFormat","operator":"eq","rightOperand":"csv"}]}]}""", "it counts as prohibited.")]
    [InlineData("""{"permission":[{"action":"display"}]}""", Nobody)]
    public async Task Terms_that_can_never_work_are_offered_with_a_warning(string terms, string warning)
    {
        await using var room = await TestRoom.Open();

        var published = await room.Publish(terms);
        var offered = await room.Offer(published, terms);

        Assert.Contains(published.Warnings, w => w.Contains(warning, StringComparison.Ordinal));
        Assert.Equal(published.Warnings, offered.Warnings);
        Assert.All(published.Warnings, w => Assert.Contains(w, char.IsAsciiLetter));
        Assert.All(published.Warnings, w => Assert.Contains(w, c => c >= '\u4e00'));
    }

    [Theory]
    [InlineData(TestRoom.Research)]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"spatial","operator":"isPartOf","rightOperand":"Asia"},{"leftOperand":"count","operator":"lteq","rightOperand":1},{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2099-01-01"}]}]}""")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"column","operator":"isAnyOf","rightOperand":["a","b"]}],"duty":[{"action":"inform"}]}],"obligation":[{"action":"delete","constraint":[{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P30D"}]}]}""")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"dateTime","operator":"gteq","rightOperand":"2098-01-01"}]}]}""")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"trial"}]}]}""")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"audit"}]}]}""")]
    public async Task Terms_that_somebody_can_use_some_day_have_none(string terms)
    {
        await using var room = await TestRoom.Open();

        Assert.Empty((await room.Publish(terms)).Warnings);
    }

    [Fact]
    public async Task Nobody_of_those_who_are_there_is_said_with_their_number_and_a_recipient_that_is_there_is_none()
    {
        await using var room = await TestRoom.Open();
        room.NewMember("fund");
        const string Universities = """{"permission":[{"action":"read","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"university"}]}]}""";

        var before = await room.Publish(Universities);
        var university = room.NewMember("university");
        var after = await room.Publish(Universities);
        var named = await room.Publish($$$"""{"permission":[{"action":"read","assignee":"{{{university.Member}}}"}]}""");

        Assert.Contains(Nobody + "2 other organisations", Assert.Single(before.Warnings), StringComparison.Ordinal);
        Assert.Empty(after.Warnings);
        Assert.Empty(named.Warnings);
    }

    [Fact]
    public async Task A_column_that_the_table_has_not_is_said_once_the_table_is_there()
    {
        await using var room = await TestRoom.Open();
        const string Terms = """{"permission":[{"action":"read","constraint":[{"leftOperand":"column","operator":"isAnyOf","rightOperand":["time","citty"]},{"leftOperand":"row:regoin","operator":"eq","rightOperand":"north"}]}]}""";
        var asset = await room.Publish(Terms);

        var filled = TestRoom.Ok(await room.Get<ContentCommands>().Fill(asset.Id, new MemoryStream("time,city,region\n1,Wuxi,north\n"u8.ToArray()), null, "text/csv", room.Provider, default));
        using var terms = JsonDocument.Parse(Terms);
        var offered = TestRoom.Ok(await room.Offers.Make(asset.Id, new OfferPublication(null, null, terms.RootElement, 0), room.Provider, default));

        Assert.Empty(asset.Warnings);
        Assert.Collection(
            filled.Warnings,
            w => Assert.Contains("the table has no column \"citty\"; did you mean city?", w, StringComparison.Ordinal),
            w => Assert.Contains("the table has no column \"regoin\"; did you mean region?", w, StringComparison.Ordinal));
        Assert.Equal(filled.Warnings, offered.Warnings);
    }
}
