using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Policies;

/// <summary>What ODRL can say beyond comparisons of single values, at the Gate.</summary>
public sealed class PolicyDecisionTests
{
    private static readonly UseRequest Good = new("read", "research", "mbr_1", "institute", "M", "FR", new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero), 0);

    [Theory]
    [InlineData("""{"leftOperand":"spatial","operator":"isPartOf","rightOperand":"EU"}""", "")]
    [InlineData("""{"leftOperand":"spatial","operator":"isPartOf","rightOperand":"Asia"}""", "policy.spatial.refused")]
    [InlineData("""{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2026-12-31"}""", "")]
    [InlineData("""{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2026-12-30"}""", "policy.time.after-end")]
    [InlineData("""{"leftOperand":"dateTime","operator":"gt","rightOperand":"2026-12-31T23:59:58"}""", "")]
    [InlineData("""{"leftOperand":"dateTime","operator":"gteq","rightOperand":"2027"}""", "policy.time.refused")]
    [InlineData("""{"leftOperand":"purpose","operator":"isA","rightOperand":"urn:research"}""", "policy.purpose.refused")]
    [InlineData("""{"leftOperand":"count","operator":"isAnyOf","rightOperand":[1,2]}""", "")]
    [InlineData("""{"leftOperand":"elapsedTime","operator":"lt","rightOperand":"P30D"}""", "policy.operand.unknown")]
    [InlineData("""{"leftOperand":"purpose","operator":"eq","rightOperandReference":"urn:elsewhere"}""", "policy.purpose.refused")]
    [InlineData("""{"andSequence":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},{"leftOperand":"role","operator":"eq","rightOperand":"fund"}]}""", "policy.role.refused")]
    [InlineData("""{"xone":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},{"leftOperand":"role","operator":"eq","rightOperand":"institute"}]}""", "policy.constraint.refused")]
    public void A_term_is_judged_as_ODRL_means_it(string term, string code) => Assert.Equal(code, CodeOf($$"""{"permission":{"action":"use","constraint":{{term}} } }"""));

    [Theory]
    [InlineData("\"mbr_1\"", "", "")]
    [InlineData("[\"mbr_2\",\"mbr_1\"]", "", "")]
    [InlineData("\"mbr_2\"", "policy.recipient.refused", "policy.permitted")]
    [InlineData("""{"@type":"PartyCollection","source":"urn:all"}""", "policy.recipient.refused", "policy.prohibition.unjudged")]
    [InlineData("\"did:web:somebody\"", "policy.recipient.refused", "policy.prohibition.unjudged")]
    [InlineData("""{"@id":"mbr_1","refinement":{"leftOperand":"role","operator":"eq","rightOperand":"institute"}}""", "", "")]
    [InlineData("""{"@id":"mbr_1","refinement":{"leftOperand":"role","operator":"eq","rightOperand":"fund"}}""", "policy.role.refused", "policy.permitted")]
    public void A_rule_for_certain_members_is_for_them_and_who_belongs_to_a_collection_is_not_known(string assignee, string refused, string prohibited)
    {
        Assert.Equal(refused, CodeOf($$"""{"permission":{"action":"use","assignee":{{assignee}} } }"""));
        Assert.Equal(prohibited.Length > 0 ? prohibited : "policy.prohibited", Decide($$"""{"permission":{"action":"use"},"prohibition":{"action":"read","assignee":{{assignee}} } }""").Reasons[0].Code);
    }

    [Fact]
    public void A_rule_about_other_assets_permits_nothing_and_says_so()
    {
        var asset = new AssetId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

        Assert.True(Decide($$"""{"permission":{"action":"use","target":"{{asset}}"} }""", Good with { Asset = asset }).Permitted);
        var reason = Assert.Single(Decide("""{"permission":{"action":"use","target":{"@type":"AssetCollection","source":"urn:archive"}}}""", Good with { Asset = asset }).Reasons);
        Assert.Equal(("policy.target.refused", "permission[0].target"), (reason.Code, reason.Clause));
        Assert.Contains("urn:archive", PolicyWords.Say(reason, chinese: true), StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_is_narrowed_is_permitted_within_that()
    {
        const string Few = """{"permission":{"action":{"rdf:value":"read","refinement":{"leftOperand":"count","operator":"lteq","rightOperand":1}}}}""";

        Assert.True(Decide(Few).Permitted);
        var reason = Assert.Single(Decide(Few, Good with { CountBefore = 1 }).Reasons);
        Assert.Equal(("policy.count.exceeded", "permission[0].action[0].refinement[0]"), (reason.Code, reason.Clause));
        Assert.True(PolicyJson.Parse(Few).Value.DependsOn("count"));
    }

    [Theory]
    [InlineData("use", "read", true)]
    [InlineData("use", "compute", true)]
    [InlineData("use", "distribute", false)]
    [InlineData("use", "transfer", false)]
    [InlineData("read", "compute", false)]
    [InlineData("print", "read", false)]
    [InlineData("distribute", "distribute", true)]
    public void To_use_is_to_read_and_to_compute_but_not_to_share_onward(string rule, string use, bool permitted) =>
        Assert.Equal(permitted, Decide($$"""{"permission":{"action":"{{rule}}"} }""", Good with { Action = use }).Permitted);

    [Theory]
    [InlineData("prohibit", "policy.prohibited")]
    [InlineData("perm", "policy.permitted")]
    [InlineData("invalid", "policy.void")]
    public void What_wins_is_what_the_policy_says(string strategy, string code)
    {
        var report = Decide($$"""{"conflict":"{{strategy}}","permission":{"action":"use"},"prohibition":{"action":"read"} }""");

        Assert.Equal((code == "policy.permitted", code), (report.Permitted, Assert.Single(report.Reasons).Code));
        Assert.All([PolicyWords.Say(report.Reasons[0], true), PolicyWords.Say(report.Reasons[0], false)], w => Assert.Contains("permission[0]", w.Replace("prohibition", "permission", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void A_combination_that_is_not_met_is_said_whole()
    {
        var reason = Assert.Single(Decide("""{"permission":{"action":"use","constraint":{"or":[{"leftOperand":"purpose","operator":"eq","rightOperand":"marketing"},{"leftOperand":"spatial","operator":"isPartOf","rightOperand":"ASEAN"}]}}}""").Reasons);

        Assert.Equal("条款 permission[0].constraint[0] 未满足：要求(用途为市场营销 或 使用方所在国家在ASEAN之内)。", PolicyWords.Say(reason, chinese: true));
        Assert.Equal("Clause permission[0].constraint[0] is not met: it wants that (the purpose is marketing or your country is within ASEAN).", PolicyWords.Say(reason, chinese: false));
    }

    [Fact]
    public void What_is_counted_is_said_with_the_use_that_is_asked_about()
    {
        var reason = Assert.Single(Decide("""{"permission":{"action":"use","constraint":{"leftOperand":"rows","operator":"lteq","rightOperand":10000}}}""", Good with { Rows = 12_000 }).Reasons);

        Assert.Equal("条款 permission[0].constraint[0] 未满足：要求合计读取不超过 10,000 行；连同此次将为 12,000。", PolicyWords.Say(reason, chinese: true));
        Assert.Equal("Clause permission[0].constraint[0] is not met: it wants that at most 10,000 rows are read in all; with this use it would be 12,000.", PolicyWords.Say(reason, chinese: false));
    }

    [Fact]
    public void Limits_of_uses_are_grouped_like_those_of_rows()
    {
        var policy = PolicyJson.Parse("""{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":10000},{"leftOperand":"rows","operator":"lteq","rightOperand":10000}]}]}""").Value;

        var said = string.Concat(PolicyWords.Say(policy, chinese: false));

        Assert.Contains("at most 10,000 times", said, StringComparison.Ordinal);
        Assert.Contains("at most 10,000 rows", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_of_which_one_would_do_are_alternatives() => Assert.Equal(
        ("使用方的机构类型须为：研究院所或高校（现为“云服务商”）。", "The recipient must be an institute or a university (on record: a cloud provider)."),
        (PolicyWords.Say(new UseChange("role", "cloud-provider", ["institute", "university"]), true), PolicyWords.Say(new UseChange("role", "cloud-provider", ["institute", "university"]), false)));

    private static string CodeOf(string policy) => Decide(policy) is { Permitted: false } report ? Assert.Single(report.Reasons).Code : "";

    private static PolicyReport Decide(string policy, UseRequest? use = null)
    {
        var report = PolicyDecision.Decide(PolicyJson.Parse(policy).Value, use ?? Good);
        Assert.All(report.Reasons, r => Assert.All([PolicyWords.Say(r, true), PolicyWords.Say(r, false)], w => Assert.True(w.Length > 5)));
        return report;
    }
}
