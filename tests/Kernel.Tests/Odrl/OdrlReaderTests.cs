using CsCheck;
using KeyEcosystem.Kernel.Odrl;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Odrl;

public sealed class OdrlReaderTests
{
    private const string Rich = """
        {"@context":["http://www.w3.org/ns/odrl.jsonld",{"dpv":"https://w3id.org/dpv#"}],"@type":"Offer","uid":"urn:p","conflict":"perm","target":"urn:t",
         "odrl:permission":[{"action":[{"rdf:value":{"@id":"odrl:print"},"refinement":[{"leftOperand":"resolution","operator":"lteq","rightOperand":{"@value":"1200","@type":"xsd:integer"},"unit":"dpi"}]}],
           "assignee":{"@type":"PartyCollection","source":"urn:all","refinement":[{"leftOperand":"age","operator":"gt","rightOperand":17}]},
           "constraint":[{"xone":{"@list":[{"leftOperand":"purpose","operator":"isA","rightOperand":{"@id":"dpv:Marketing"}},{"and":[{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P1M"}]}]}}],
           "duty":[{"action":"compensate","consequence":{"action":"inform"}}]}],
         "prohibition":{"action":"http://www.w3.org/ns/odrl/2/sell","remedy":{"action":"delete"}},
         "obligation":{"action":"attribute","@id":"urn:duty"}}
        """;

    [Fact]
    public void A_policy_is_read_with_all_it_can_say()
    {
        var policy = Read(Rich);

        Assert.Equal(("urn:p", "Offer", OdrlStrategy.Permit), (policy.Id, policy.Type, policy.Conflict));
        var (permission, prohibition, duty) = (policy.Rules[0], policy.Rules[1], policy.Rules[2]);
        Assert.Equal(("print", "resolution"), (permission.Actions[0].Name, Assert.IsType<OdrlConstraint.Atomic>(permission.Actions[0].Refinement[0]).Left));
        Assert.Equal("urn:all", Assert.Single(permission.Assignees).Source);
        Assert.All(policy.Rules, r => Assert.Equal("urn:t", Assert.Single(r.Targets).Id));
        var xone = Assert.IsType<OdrlConstraint.Logical>(Assert.Single(permission.Constraints));
        Assert.Equal("https://w3id.org/dpv#Marketing", Assert.IsType<OdrlConstraint.Atomic>(xone.Of[0]).Right[0].Text);
        Assert.Equal("permission[0].constraint[0].xone[1].and[0]", ((OdrlConstraint.Logical)xone.Of[1]).Of[0].Id);
        Assert.Equal("inform", permission.Duties[0].Duties[0].Actions[0].Name);
        Assert.Equal(("sell", "delete", "urn:duty"), (prohibition.Actions[0].Name, prohibition.Duties[0].Actions[0].Name, duty.Id));
    }

    [Theory]
    [InlineData("""{"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01"}""")]
    [InlineData("""{"odrl:leftOperand":"odrl:dateTime","odrl:operator":"odrl:lt","odrl:rightOperand":{"@value":"2027-01-01","@type":"xsd:date"}}""")]
    [InlineData("""{"http://www.w3.org/ns/odrl/2/leftOperand":[{"@id":"http://www.w3.org/ns/odrl/2/dateTime"}],"http://www.w3.org/ns/odrl/2/operator":{"@id":"http://www.w3.org/ns/odrl/2/lt"},"http://www.w3.org/ns/odrl/2/rightOperand":[{"@value":"2027-01-01","@type":"http://www.w3.org/2001/XMLSchema#date"}]}""")]
    public void Names_are_the_same_however_they_are_written(string constraint)
    {
        var atomic = Assert.IsType<OdrlConstraint.Atomic>(Assert.Single(Read(Of(constraint)).Rules[0].Constraints));

        Assert.Equal(("dateTime", OdrlOperator.Lt, OdrlValueKind.Instant), (atomic.Left, atomic.Operator, atomic.Right[0].Kind));
    }

    [Theory]
    [InlineData("[]", "$", "an object")]
    [InlineData("""{"permission":"use"}""", "$.permission", "an object")]
    [InlineData("""{"conflict":"maybe"}""", "$.conflict", "perm, prohibit or invalid")]
    [InlineData("""{"permission":{"action":{"refinement":[]}}}""", "$.permission.action", "rdf:value")]
    [InlineData("""{"permission":{"target":{"@type":"AssetCollection"}}}""", "$.permission.target", "an IRI")]
    [InlineData("""{"permission":[{"odrl:action":"use","action":"read"}]}""", "$.permission[0].action", "given once")]
    [InlineData("""{"permission":{"constraint":{"operator":"eq","rightOperand":1}}}""", "$.permission.constraint.leftOperand", "name")]
    [InlineData("""{"permission":{"constraint":{"leftOperand":"count","operator":"about","rightOperand":1}}}""", "$.permission.constraint.operator", "isNoneOf")]
    [InlineData("""{"permission":{"constraint":{"leftOperand":"count","operator":"eq","rightOperand":"many"}}}""", "$.permission.constraint.rightOperand", "number")]
    [InlineData("""{"permission":{"constraint":[{"leftOperand":"dateTime","operator":"eq","rightOperand":["2027-01-01","soon"]}]}}""", "$.permission.constraint[0].rightOperand[1]", "a date")]
    [InlineData("""{"permission":{"constraint":{"leftOperand":"elapsedTime","operator":"eq","rightOperand":{"@value":"a while","@type":"xsd:duration"}}}}""", "$.permission.constraint.rightOperand", "a duration")]
    [InlineData("""{"permission":{"constraint":{"leftOperand":"count","operator":"eq"}}}""", "$.permission.constraint.rightOperand", "a value")]
    [InlineData("""{"permission":{"constraint":{"and":[],"or":[]}}}""", "$.permission.constraint", "one of and, or")]
    [InlineData("""{"permission":{"constraint":{"or":[]}}}""", "$.permission.constraint.or", "at least one")]
    public void What_can_not_be_read_is_named_with_its_place_and_what_must_stand_there(string json, string path, string must)
    {
        var read = OdrlReader.Parse(json);

        Assert.False(read.IsOk);
        Assert.Equal("policy.malformed", read.Refusal.Code);
        Assert.Equal(path, read.Refusal.Facts!["field"]);
        Assert.Contains(must, read.Refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-01-31T12:00:00Z", "2027-01-31T20:00:00+08:00")]
    [InlineData("2017-12-31T06:00Z", "2017-12-31T06:00:00.000Z")]
    [InlineData("2026-12-31T24:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("2024-02-12T11:20:10.999000+00:00", "2024-02-12T11:20:10.999Z")]
    [InlineData("2024-02-12T11:20:10.99900000000001Z", "2024-02-12T11:20:10.999Z")]
    public void An_instant_is_the_same_however_it_is_written(string one, string other) =>
        Assert.Equal(XsdText.Instant(one)!.First, XsdText.Instant(other)!.First);

    [Theory]
    [InlineData("P1M", "P27D", 1)]
    [InlineData("P1M", "P30D", null)]
    [InlineData("P1M", "P32D", -1)]
    [InlineData("P12M", "P1Y", 0)]
    [InlineData("P1Y", "P365D", null)]
    [InlineData("P1Y", "P367D", -1)]
    [InlineData("P400Y", "P146097D", null)]
    [InlineData("P1M1D", "P1M2D", -1)]
    [InlineData("PT24H", "P1D", 0)]
    [InlineData("-P1D", "P0D", -1)]
    [InlineData("P2W", "P14D", 0)]
    [InlineData("PT0.5S", "PT0.25S", 1)]
    public void Durations_are_compared_by_the_calendar(string one, string other, int? order) =>
        Assert.Equal(order, XsdText.Duration(one)!.First.Against(XsdText.Duration(other)!.First));

    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1H")]
    [InlineData("P1D1M")]
    [InlineData("P1.5M")]
    [InlineData("1D")]
    [InlineData("P99999999999D")]
    public void What_is_no_duration_is_none(string text) => Assert.Null(XsdText.Duration(text));

    [Fact]
    public void Foreign_input_never_throws() =>
        Gen.Select(Gen.Int[0, Rich.Length - 1], Gen.Int[0, 12], Gen.OneOf("", "\"", "[", "{", "}", "null", "1e9999", "\\ud800", ":", "\"@list\":", "true", "\0")).Sample((at, cut, put) =>
        {
            var text = Rich.Remove(at, Math.Min(cut, Rich.Length - at)).Insert(at, put);
            var read = OdrlReader.Parse(text);
            if (read.IsOk)
            {
                OdrlEvaluation.Evaluate(read.Value, new OdrlRequest(null, "print", "urn:t", "urn:me"), new OdrlWorld(DateTimeOffset.UnixEpoch));
                OdrlConflict.Check(read.Value);
                OdrlConflict.Check(read.Value, read.Value);
            }
        }, iter: 5_000);

    [Fact]
    public void Hostile_policies_come_to_an_end_within_the_limits()
    {
        // Each "exactly one of" of pairs opens its own combinations, none of which can be dropped.
        var pair = """{"or":[{"leftOperand":"a#","operator":"eq","rightOperand":1},{"leftOperand":"b#","operator":"eq","rightOperand":1}]}""";
        var xones = string.Join(',', Enumerable.Range(0, 12).Select(i => $$"""{"xone":[{{string.Join(',', Enumerable.Range(0, 8).Select(j => pair.Replace("#", $"{i}_{j}", StringComparison.Ordinal)))}}]}"""));
        var wide = Read(Of($$"""{"and":[{{xones}}]}"""));
        Assert.Equal("odrl.unknown.size", Assert.Single(OdrlConflict.Check(wide, wide).Findings).Code);

        // Many alternatives of one choice, choices within choices, long lists of names, months beside days, rules against rules.
        foreach (var constraint in (string[])
        [
            $$"""{"xone":[{{string.Join(',', Enumerable.Range(0, 5_000).Select(i => $$"""{"leftOperand":"a{{i}}","operator":"eq","rightOperand":1}"""))}}]}""",
            Enumerable.Range(0, 18).Aggregate("""{"leftOperand":"a","operator":"eq","rightOperand":1}""", (inner, i) => $$"""{"xone":[{{inner}},{"leftOperand":"b{{i}}","operator":"eq","rightOperand":1}]}"""),
            $$"""[{{string.Join(',', Enumerable.Range(0, 50).Select(_ => $$"""{"leftOperand":"spatial","operator":"isAnyOf","rightOperand":[{{string.Join(',', Enumerable.Range(0, 2_000).Select(i => $"\"urn:{i}\""))}}]}"""))}}]""",
            $$"""{"or":[{{string.Join(',', Enumerable.Range(0, 3_000).Select(i => $$"""{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P{{i}}M"},{"leftOperand":"elapsedTime","operator":"gteq","rightOperand":"P{{30 * i}}D"}"""))}}]}""",
        ])
        {
            var policy = Read(Of(constraint));
            Assert.NotNull(OdrlConflict.Check(policy, policy).Findings);
            Assert.NotNull(OdrlConflict.Contained(policy, policy));
        }

        var rules = string.Join(',', Enumerable.Repeat("""{"action":["read","use"],"target":["urn:a","urn:b"]}""", 499));
        var crowd = Read($$"""{"permission":[{{rules}}],"prohibition":[{{rules}}]}""");
        OdrlConflict.Check(crowd, crowd);

        var deep = string.Concat(Enumerable.Repeat("""{"and":[""", 40)) + "1" + string.Concat(Enumerable.Repeat("]}", 40));
        Assert.False(OdrlReader.Parse(Of(deep)).IsOk);
        var many = string.Join(',', Enumerable.Repeat("""{"leftOperand":"count","operator":"lt","rightOperand":1}""", OdrlReader.ConstraintsMax + 1));
        Assert.False(OdrlReader.Parse(Of($"[{many}]")).IsOk);
    }

    private static string Of(string constraint) => $$$"""{"permission":{"action":"use","constraint":{{{constraint}}}}}""";

    private static OdrlPolicy Read(string json)
    {
        var read = OdrlReader.Parse(json);
        Assert.True(read.IsOk, read.Refusal?.Detail);
        return read.Value;
    }
}
