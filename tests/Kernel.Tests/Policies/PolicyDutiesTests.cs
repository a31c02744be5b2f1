using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Policies;

/// <summary>What terms oblige to: before a use, and until a time.</summary>
public sealed class PolicyDutiesTests
{
    private const string First = """{"permission":[{"action":"read","duty":[{"action":"inform"},{"action":"obtainConsent"}]},{"action":"compute"}]}""";
    private const string Until = """{"permission":[{"action":"use"}],"obligation":[{"action":"delete","constraint":[{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P1M"}]},{"action":"attribute"}]}""";
    private static readonly DateTimeOffset Signed = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly UseRequest Use = new("read", "research", "mbr_1", "institute", "M", "FR", Signed.AddDays(1), 0) { Parts = UseRequest.AnyParts };

    [Fact]
    public void A_permission_holds_when_all_that_it_asks_for_first_is_done()
    {
        Assert.Equal([("policy.duty.open", "permission[0].duty[0]"), ("policy.duty.open", "permission[0].duty[1]")], Reasons(First, []));
        Assert.Equal([("policy.duty.open", "permission[0].duty[1]")], Reasons(First, ["permission[0].duty[0]"]));
        Assert.Equal([("policy.permitted", "permission[0]")], Reasons(First, ["permission[0].duty[0]", "permission[0].duty[1]"]));
        Assert.True(PolicyDecision.Decide(Read(First), Use with { Action = "compute" }).Permitted);
        Assert.Equal("policy.no-permission", Assert.Single(PolicyDecision.Decide(Read(First), Use with { Action = "distribute", Done = DutiesDone.All }).Reasons).Code);
    }

    [Fact]
    public void Another_permission_of_the_same_needs_no_duty()
    {
        const string Either = """{"permission":[{"action":"read","duty":[{"action":"inform"}]},{"action":"read","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""";

        Assert.Equal([("policy.permitted", "permission[1]")], Reasons(Either, []));
        Assert.Equal("policy.duty.open", PolicyDecision.Decide(Read(Either), Use with { Purpose = "marketing" }).Reasons[0].Code);
    }

    [Theory]
    [InlineData("2026-02-28T11:59:59Z", true)]
    [InlineData("2026-02-28T12:00:00Z", true)]
    [InlineData("2026-02-28T12:00:01Z", false)]
    public void What_is_owed_until_a_time_keeps_back_all_use_from_then_on(string at, bool permitted)
    {
        var use = Use with { At = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Done = DutiesDone.Of([], [], Signed) };

        var report = PolicyDecision.Decide(Read(Until), use);

        Assert.Equal(permitted, report.Permitted);
        Assert.Equal(permitted ? "policy.permitted" : "policy.duty.overdue", report.Reasons[0].Code);
        Assert.True(PolicyDecision.Decide(Read(Until), use with { Done = DutiesDone.Of(["obligation[0]"], [], Signed) }).Permitted);
        Assert.True(PolicyDecision.Decide(Read(Until), use with { Done = DutiesDone.All }).Permitted);
    }

    [Fact]
    public void What_is_owed_without_a_time_keeps_back_use_once_it_is_contested()
    {
        var contested = DutiesDone.Of([], ["obligation[1]"], Signed);

        Assert.True(PolicyDecision.Decide(Read(Until), Use).Permitted);
        Assert.Equal([("policy.duty.overdue", "obligation[1]")], [.. PolicyDecision.Decide(Read(Until), Use with { Done = contested }).Reasons.Select(r => (r.Code, r.Clause))]);
    }

    [Theory]
    [InlineData("""{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2026-03-01"}""", "2026-03-02T00:00:00Z")]
    [InlineData("""{"leftOperand":"dateTime","operator":"lt","rightOperand":"2026-03-01"}""", "2026-03-01T00:00:00Z")]
    [InlineData("""{"leftOperand":"elapsedTime","operator":"lt","rightOperand":"P1DT2H"}""", "2026-02-01T14:00:00Z")]
    public void A_duty_is_late_from_its_due_time_on(string constraint, string due)
    {
        var duty = Assert.Single(PolicyDuties.Of(Read($$"""{"obligation":[{"action":"delete","constraint":[{{constraint}}]}]}""")));

        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), duty.Due(Signed));
    }

    [Fact]
    public void Terms_with_duties_read_back_as_they_were_written_and_terms_without_are_spelled_as_ever()
    {
        foreach (var policy in new[] { First, Until })
        {
            var written = PolicyJson.Write(Read(policy));

            Assert.Equal(written, PolicyJson.Write(Read(written)));
            Assert.Equal(PolicyDuties.Of(Read(policy)).Select(d => (d.Rule.Id, d.Rule.Actions[0].Name)), PolicyDuties.Of(Read(written)).Select(d => (d.Rule.Id, d.Rule.Actions[0].Name)));
        }

        Assert.DoesNotContain("obligation", PolicyJson.Write(Read("""{"permission":[{"action":"use"}]}""")), StringComparison.Ordinal);
        Assert.DoesNotContain("duty", PolicyJson.Write(Read("""{"permission":[{"action":"use"}]}""")), StringComparison.Ordinal);
    }

    [Fact]
    public void Duties_are_said_in_the_sentences_of_the_terms()
    {
        Assert.Equal("You may read it; before that you have to inform about it and obtain consent.", PolicyWords.Say(Read(First), chinese: false)[0]);
        Assert.Equal("允许读取；使用前须先告知并取得同意。", PolicyWords.Say(Read(First), chinese: true)[0]);
        Assert.Equal("You have to delete it within 1 month after both have signed.", PolicyWords.Say(Read(Until), chinese: false)[1]);
        Assert.Equal("须删除（双方签署后 1 个月内）。", PolicyWords.Say(Read(Until), chinese: true)[1]);
    }

    /// <summary>Who uses what was made of several sources owes what each of them asks for.</summary>
    [Fact]
    public void Results_inherit_the_duties_of_all_their_sources()
    {
        var met = PolicyMeet.Strictest([Read(First), Read(Until), Read("""{"permission":[{"action":"read","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]},{"action":"read","duty":[{"action":"pay"}]}]}""")]);

        Assert.Equal(["permission[0].duty[0] inform", "permission[0].duty[1] obtainConsent", "permission[0].duty[2] pay", "obligation[0] delete", "obligation[1] attribute"], PolicyDuties.Of(met).Select(d => $"{d.Rule.Id} {d.Rule.Actions[0].Name}"));
        Assert.False(PolicyDecision.Decide(met, Use).Permitted);
        Assert.True(PolicyDecision.Decide(met, Use with { Done = DutiesDone.All }).Permitted);
        Assert.Empty(PolicyDuties.Of(PolicyMeet.Strictest([Read("""{"permission":[{"action":"read"},{"action":"read","duty":[{"action":"pay"}]}]}""")])));
    }

    [Fact]
    public void A_duty_is_a_way_to_be_permitted()
    {
        var ways = PolicyRemedies.Of(Read(First), Use with { Done = DutiesDone.Of(["permission[0].duty[0]"], [], Signed) });

        Assert.Contains(ways, w => w is [{ Operand: "duty", Wanted: ["obtainConsent"] }]);
        Assert.Contains("obtain consent", PolicyWords.Say(ways.First(w => w[0].Operand == "duty")[0], chinese: false), StringComparison.Ordinal);
    }

    /// <summary>Of a table that is given in parts: what a duty keeps back is not seen until it is done.</summary>
    [Fact]
    public void Columns_that_a_duty_keeps_back_are_seen_when_it_is_done()
    {
        var policy = Read("""{"permission":[{"action":"read","constraint":[{"leftOperand":"column","operator":"eq","rightOperand":"city"}]},{"action":"read","duty":[{"action":"inform"}],"constraint":[{"leftOperand":"column","operator":"eq","rightOperand":"name"}]}]}""");

        var before = PolicyDecision.Decide(policy, Use).Parts!;
        var after = PolicyDecision.Decide(policy, Use with { Done = DutiesDone.Of(["permission[1].duty[0]"], [], Signed) }).Parts!;

        Assert.Equal((true, false), (before.MaySee("city"), before.MaySee("name")));
        Assert.Equal((true, true), (after.MaySee("city"), after.MaySee("name")));
        Assert.NotEqual(before.Key, after.Key);
    }

    private static List<(string Code, string Clause)> Reasons(string policy, string[] done) =>
        [.. PolicyDecision.Decide(Read(policy), Use with { Done = DutiesDone.Of(done, [], Signed) }).Reasons.Select(r => (r.Code, r.Clause))];

    private static OdrlPolicy Read(string json) => PolicyJson.Parse(json).Value;
}
