using System.Text.Json;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Policies;

public sealed class PolicyReadingTests
{
    private const string Evaluation = "dataspace/odrl/odrl-eval-shared.json";

    public static TheoryData<string> Operators => [.. "eq neq lt lteq gt gteq isA hasPart isPartOf isAllOf isAnyOf isNoneOf".Split(' ')];

    /// <summary>Every published policy, stored and read back, says the same to every published request in every published world. Records about duties name them by their IRIs, terms by their places: of those the duties are compared.</summary>
    [Fact]
    public void Published_policies_read_back_from_their_one_spelling_to_the_same_meaning()
    {
        var root = Open();
        var requests = root.GetProperty("requests").EnumerateObject().SelectMany(r => OdrlWorldReader.Requests(r.Value).Value).ToList();
        var worlds = root.GetProperty("statesOfTheWorld").EnumerateObject().Select(w => OdrlWorldReader.World(w.Value).Value).ToList();
        var (read, permitted) = (0, 0);
        foreach (var policy in root.GetProperty("policies").EnumerateObject())
        {
            var terms = PolicyJson.Parse(policy.Value.GetRawText());
            var plain = OdrlReader.Read(policy.Value).Value;
            Assert.True(terms.IsOk, $"{policy.Name}: {terms.Refusal?.Detail}");
            read++;
            var written = PolicyJson.Write(terms.Value);
            var again = PolicyJson.Parse(written).Value;
            Assert.Equal(written, PolicyJson.Write(again));
            Assert.Equal(PolicyDuties.Of(plain).Select(d => (d.First, d.Rule.Actions[0].Name)), PolicyDuties.Of(again).Select(d => (d.First, d.Rule.Actions[0].Name)));
            if (PolicyDuties.In(plain))
            {
                continue;
            }

            foreach (var (request, world) in requests.SelectMany(r => worlds.Select(w => (r, w))))
            {
                var (before, after) = (OdrlEvaluation.Evaluate(plain, request, world), OdrlEvaluation.Evaluate(again, request, world));
                Assert.Equal((before.Code, string.Join(' ', before.Rules.Select(r => r.Active))), (after.Code, string.Join(' ', after.Rules.Select(r => r.Active))));
                permitted += after.Permitted ? 1 : 0;
            }
        }

        Assert.True(read >= 15 && permitted > 0, $"{read} policies, {permitted} permitted");
    }

    [Fact]
    public void Published_policies_can_be_said_in_both_languages()
    {
        foreach (var policy in Open().GetProperty("policies").EnumerateObject().Select(p => PolicyJson.Parse(p.Value.GetRawText())).Where(p => p.IsOk))
        {
            var (zh, en) = (PolicyWords.Say(policy.Value, chinese: true), PolicyWords.Say(policy.Value, chinese: false));

            Assert.Equal(policy.Value.Rules.Count, zh.Count);
            Assert.Equal(zh.Count, en.Count);
            Assert.All(zh, s => Assert.EndsWith("。", s, StringComparison.Ordinal));
            Assert.All(en, s => Assert.EndsWith(".", s, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Every_operator_is_read_written_and_said_in_plain_words(string comparison)
    {
        foreach (var (operand, value) in new[] { ("purpose", "\"research\""), ("spatial", "\"EU\""), ("dateTime", "\"2026-12-31\""), ("count", "3"), ("elapsedTime", "\"P1M\""), ("urn:mood", "\"5\"") })
        {
            foreach (var form in new[] { "and", "or", "xone", "andSequence" })
            {
                var term = $$"""{"leftOperand":"{{operand}}","operator":"{{comparison}}","rightOperand":{{value}}}""";
                var policy = Read($$"""{"permission":[{"action":"use","constraint":[{"{{form}}":[{{term}},{{term}}]}]}]}""");

                var constraint = Assert.IsType<OdrlConstraint.Logical>(Read(PolicyJson.Write(policy)).Rules[0].Constraints[0]);
                Assert.Equal($"permission[0].constraint[0].{form}[1]", constraint.Of[1].Id);
                Assert.Equal(comparison, ((OdrlConstraint.Atomic)constraint.Of[0]).Operator.ToString(), ignoreCase: true);
                foreach (var said in new[] { PolicyWords.Say(policy, true)[0], PolicyWords.Say(policy, false)[0] })
                {
                    Assert.DoesNotMatch($@"\b({comparison}|{form}|Sequence)\b".Replace("and|", "", StringComparison.Ordinal).Replace("|or|", "|", StringComparison.Ordinal).Replace("|and|", "|", StringComparison.Ordinal), said);
                }
            }
        }
    }

    [Theory]
    [InlineData("""{"leftOperand":"spatial","operator":"isPartOf","rightOperand":"EU"}""", "使用方所在国家在EU之内", "your country is within EU")]
    [InlineData("""{"leftOperand":"purpose","operator":"isA","rightOperand":"urn:x"}""", "用途属于urn:x", "the purpose is a kind of urn:x")]
    [InlineData("""{"leftOperand":"language","operator":"hasPart","rightOperand":["de","fr"]}""", "语言包含de与fr（本节点无法判定，视为不满足）", "the language contains de and fr (this node can't judge it: it counts as not met)")]
    [InlineData("""{"leftOperand":"count","operator":"gteq","rightOperand":3}""", "使用次数不少于 3", "the number of uses is at least 3")]
    [InlineData("""{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2027-06-30T12:00"}""", "不晚于 2027-06-30T12:00 UTC", "it is not after 2027-06-30T12:00 UTC")]
    [InlineData("""{"leftOperand":"dateTime","operator":"neq","rightOperand":"2027-06-30T12:00"}""", "时间不为2027-06-30T12:00 UTC", "the time is not 2027-06-30T12:00 UTC")]
    [InlineData("""{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2027-06-30T12:00+08:00"}""", "不晚于 2027-06-30T12:00+08:00", "it is not after 2027-06-30T12:00+08:00")]
    [InlineData("""{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2026-12-31"}""", "不晚于 2026-12-31", "it is not after 2026-12-31")]
    [InlineData("""{"leftOperand":"payAmount","operator":"eq","rightOperand":5,"unit":"urn:CNY"}""", "付款金额为5 CNY（本节点无法判定，视为不满足）", "the amount paid is 5 CNY (this node can't judge it: it counts as not met)")]
    [InlineData("""{"andSequence":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},{"leftOperand":"count","operator":"lt","rightOperand":3}]}""", "以下依次成立：(用途为科学研究；使用少于 3 次)", "these hold one after the other: (the purpose is research; it is used fewer than 3 times)")]
    public void A_term_reads_as_people_say_it(string term, string zh, string en)
    {
        var policy = Read($$"""{"permission":[{"action":"use","constraint":[{{term}}]}]}""");

        Assert.Equal([$"允许使用，条件：{zh}。"], PolicyWords.Say(policy, chinese: true));
        Assert.Equal([$"You may use it if {en}."], PolicyWords.Say(policy, chinese: false));
    }

    [Fact]
    public void Who_what_and_how_read_as_people_say_it()
    {
        var policy = Read("""
            {"conflict":"perm","permission":[{"action":[{"rdf:value":"print","refinement":[{"leftOperand":"resolution","operator":"lteq","rightOperand":1200,"unit":"dpi"}]},"display"],
              "assignee":["mbr_1",{"@type":"PartyCollection","source":"urn:partners","refinement":[{"leftOperand":"role","operator":"eq","rightOperand":"institute"}]}]}],
             "prohibition":{"target":{"@type":"AssetCollection","source":"urn:archive"}}}
            """);

        Assert.Equal(
            ["允许打印（分辨率不超过 1200 dpi（本节点无法判定，视为不满足））或显示，条件：使用方为mbr_1或集合 urn:partners 的成员（使用方为研究院所）。", "禁止任何动作，条件：资产为集合 urn:archive 的成员。", "允许与禁止同时适用时，以允许为准。"],
            PolicyWords.Say(policy, chinese: true));
        Assert.Equal("You may not do anything with it if the asset is one of the collection urn:archive.", PolicyWords.Say(policy, chinese: false)[1]);
        Assert.Equal(PolicyJson.Write(policy), PolicyJson.Write(Read(PolicyJson.Write(policy))));
    }

    [Fact]
    public void What_stands_at_the_policy_is_spelled_at_each_rule_and_other_vocabularies_are_description()
    {
        var policy = Read("""{"@context":["http://www.w3.org/ns/odrl.jsonld",{"ex":"https://example.org/"}],"uid":"urn:p","dct:title":"Terms","action":"use","constraint":{"leftOperand":"purpose","operator":"isA","rightOperand":{"@id":"ex:research"}},"odrl:permission":{"@id":"urn:r"}}""");

        Assert.Equal(
            """{"@context":"http://www.w3.org/ns/odrl.jsonld","@type":"Set","permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"isA","rightOperand":"https://example.org/research"}]}],"prohibition":[]}""",
            PolicyJson.Write(policy));
        Assert.Equal("permission[0]", policy.Rules[0].Id);
    }

    [Fact]
    public void A_policy_has_limits_and_they_are_named()
    {
        var term = """{"leftOperand":"purpose","operator":"eq","rightOperand":"x"}""";

        Assert.Equal("$", PolicyJson.Parse(new string(' ', PolicyJson.LengthMax + 1)).Refusal!.Facts!["field"]);
        Assert.True(PolicyJson.Parse(Many(1_024)).IsOk);
        Assert.Equal("$.permission.constraint[1024]", PolicyJson.Parse(Many(1_025)).Refusal!.Facts!["field"]);
        Assert.Equal("The policy is not JSON.", PolicyJson.Parse("{").Refusal!.Title);

        string Many(int count) => $$"""{"permission":{"action":"use","constraint":[{{string.Join(',', Enumerable.Repeat(term, count))}}]} }""";
    }

    [Fact]
    public void A_rule_that_names_the_offered_asset_is_about_it_and_one_about_another_is_refused()
    {
        var several = Read("""{"permission":[{"action":"use","target":["urn:other","ast_1"]}]}""");

        Assert.Empty(PolicyAsset.Bind(several, "ast_1").Value.Rules[0].Targets);
        Assert.Equal("$.permission[0].target", PolicyAsset.Bind(several, "ast_2").Refusal!.Facts!["field"]);
        Assert.Single(PolicyAsset.Bind(Read("""{"prohibition":{"action":"use","target":{"@type":"AssetCollection","source":"urn:all"}}}"""), "ast_1").Value.Rules[0].Targets);
    }

    [Theory]
    [InlineData("""{"permission":{"action":"read"},"prohibition":{"action":"use"}}""", "permission[0], prohibition[0]")]
    [InlineData("""{"permission":{"action":"read","constraint":{"leftOperand":"count","operator":"gt","rightOperand":4}},"prohibition":{"action":"use","constraint":{"leftOperand":"count","operator":"gt","rightOperand":3}}}""", "permission[0].constraint[0], prohibition[0].constraint[0]")]
    [InlineData("""{"permission":{"action":"read","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"2026-01-01"},{"leftOperand":"dateTime","operator":"gt","rightOperand":"2026-06-01"}]}}""", "permission[0].constraint[1], permission[0].constraint[0]")]
    public void A_policy_that_takes_back_all_it_gives_is_refused_with_both_clauses(string json, string clauses)
    {
        var refusal = PolicyConsistency.Check(Read(json))!;

        Assert.Equal(("policy.contradictory", clauses), (refusal.Code, refusal.Facts!["clash0.clauses"]));
        Assert.All(clauses.Split(", "), c => Assert.Contains(c, refusal.Detail, StringComparison.Ordinal));
        Assert.Matches("[一-龥]", refusal.Detail);
    }

    [Theory]
    [InlineData("""{"permission":[{"action":"read"},{"action":"use","constraint":{"leftOperand":"role","operator":"eq","rightOperand":"trial"}}],"prohibition":{"action":"distribute"}}""")]
    [InlineData("""{"permission":{"action":"use"},"prohibition":{"action":"read"}}""")]
    [InlineData("""{"conflict":"perm","permission":{"action":"read"},"prohibition":{"action":"use"}}""")]
    [InlineData("""{"permission":{"action":"read"},"prohibition":{"action":"use","assignee":"mbr_2"}}""")]
    [InlineData("""{"prohibition":{"action":"use","constraint":{"leftOperand":"percentage","operator":"gt","rightOperand":100}}}""")]
    public void A_policy_that_permits_something_to_somebody_is_not_contradictory(string json) => Assert.Null(PolicyConsistency.Check(Read(json)));

    private static JsonElement Open()
    {
        var file = SharedData.File(Evaluation);
        Assert.SkipWhen(file is null, $"../shared/data/{Evaluation} is not there.");
        return JsonDocument.Parse(File.ReadAllText(file)).RootElement;
    }

    private static OdrlPolicy Read(string json)
    {
        var read = PolicyJson.Parse(json);
        Assert.True(read.IsOk, read.Refusal?.Detail);
        return read.Value;
    }
}
