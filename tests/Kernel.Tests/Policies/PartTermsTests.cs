using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Policies;

/// <summary>Terms about columns and rows: who may see which cell.</summary>
public sealed class PartTermsTests
{
    private const string Three = """{"leftOperand":"column","operator":"isAnyOf","rightOperand":["time","kwh","site"]}""";
    private static readonly UseRequest Part = new("read", "research", "mbr_1", "institute", "M", "FR", new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero), 0) { Parts = UseRequest.AnyParts };
    private static readonly string[] Columns = ["time", "kwh", "site", "name"];

    [Theory]
    [InlineData($$"""{"permission":{"action":"read","constraint":{{Three}} } }""", "time kwh site", "time kwh site")]
    [InlineData("""{"permission":{"action":"use"},"prohibition":{"action":"read","constraint":{"leftOperand":"column","operator":"eq","rightOperand":"name"}}}""", "time kwh site", "time kwh site")]
    [InlineData("""{"permission":{"action":"read","constraint":{"leftOperand":"row:site","operator":"eq","rightOperand":"A"}}}""", "time kwh site name", "")]
    [InlineData($$"""{"permission":[{"action":"read","constraint":{{Three}} },{"action":"read","constraint":{"leftOperand":"row:site","operator":"eq","rightOperand":"A"} }]}""", "time kwh site name", "time kwh site")]
    [InlineData($$"""{"permission":{"action":"read","constraint":[{{Three}},{"leftOperand":"row:kwh","operator":"lt","rightOperand":10}]} }""", "time kwh site", "")]
    [InlineData("""{"permission":{"action":"read","constraint":{"xone":[{"leftOperand":"column","operator":"eq","rightOperand":"kwh"},{"leftOperand":"row:site","operator":"eq","rightOperand":"A"}]}}}""", "time site name", "kwh")]
    [InlineData("""{"conflict":"perm","permission":{"action":"read","constraint":{"leftOperand":"column","operator":"eq","rightOperand":"kwh"}},"prohibition":{"action":"read"}}""", "kwh", "kwh")]
    [InlineData("""{"permission":{"action":"read","constraint":{"or":[{"leftOperand":"column","operator":"eq","rightOperand":"kwh"},{"leftOperand":"purpose","operator":"eq","rightOperand":"marketing"}]}}}""", "kwh", "kwh")]
    public void Each_cell_is_seen_or_not_as_the_terms_say(string policy, string inSmallA, string inLargeB)
    {
        var report = Decide(policy, Part);
        Assert.True(report.Permitted, string.Join(' ', report.Reasons));

        Assert.Equal((inSmallA, inLargeB), (Seen(report.Parts!, "A", "5"), Seen(report.Parts!, "B", "50")));
        Assert.Equal(Columns.Where(c => $"{inSmallA} {inLargeB}".Split(' ').Contains(c)), Columns.Where(report.Parts!.MaySee));
    }

    [Theory]
    [InlineData($$"""{"permission":{"action":"read","constraint":[{{Three}},{"leftOperand":"purpose","operator":"eq","rightOperand":"marketing"}]} }""", "policy.purpose.refused")]
    [InlineData($$"""{"permission":{"action":"read","constraint":[{{Three}},{"leftOperand":"elapsedTime","operator":"lt","rightOperand":"P1D"}]} }""", "policy.operand.unknown")]
    [InlineData($$"""{"permission":{"action":"read","constraint":{{Three}} },"prohibition":{"action":"read"} }""", "policy.prohibited")]
    [InlineData($$"""{"permission":{"action":"print","constraint":{{Three}} } }""", "policy.no-permission")]
    public void What_no_part_could_cure_is_refused_by_its_own_clause(string policy, string code) => Assert.Equal(code, Assert.Single(Decide(policy, Part).Reasons).Code);

    [Fact]
    public void Who_uses_the_whole_of_a_table_is_not_content_with_parts()
    {
        const string Policy = $$"""{"permission":[{"action":"read","constraint":{{Three}} },{"action":"read","constraint":{"leftOperand":"purpose","operator":"eq","rightOperand":"regulation"} }]}""";

        var refused = Decide(Policy, Part with { Parts = null });
        Assert.Equal("policy.part.only", Assert.Single(refused.Reasons).Code);
        Assert.Contains("columns or rows", PolicyWords.Say(refused.Reasons[0], chinese: false), StringComparison.Ordinal);
        Assert.Null(Decide(Policy, Part with { Parts = null, Purpose = "regulation" }).Parts);
        Assert.True(Decide(Policy, Part with { Parts = null, Purpose = "regulation" }).Permitted);
    }

    [Fact]
    public void What_may_be_seen_has_a_key_that_changes_with_it()
    {
        const string Policy = $$"""
            {"permission":[{"action":"read","constraint":{{Three}} },
            {"action":"read","constraint":[{"leftOperand":"column","operator":"eq","rightOperand":"name"},{"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01"}]}]}
            """;
        var now = Decide(Policy, Part).Parts!;

        Assert.True(Decide(Policy, Part with { Parts = now.Key, At = Part.At.AddHours(1) }).Permitted);
        Assert.Equal("policy.part.changed", Assert.Single(Decide(Policy, Part with { Parts = now.Key, At = Part.At.AddDays(2) }).Reasons).Code);
        Assert.False(Decide(Policy, Part with { At = Part.At.AddDays(2) }).Parts!.MaySee("name"));
    }

    [Fact]
    public void Terms_about_parts_read_as_sentences()
    {
        var policy = PolicyJson.Parse($$"""{"permission":{"action":"read","constraint":[{{Three}},{"leftOperand":"row:kwh","operator":"lt","rightOperand":10}]} }""").Value;

        Assert.Equal("You may read it if the column is time, kwh or site, and the row's \"kwh\" is less than 10.", Assert.Single(PolicyWords.Say(policy, chinese: false)));
        Assert.Contains("行中“kwh”", Assert.Single(PolicyWords.Say(policy, chinese: true)), StringComparison.Ordinal);
    }

    private static PolicyReport Decide(string policy, UseRequest use)
    {
        var read = PolicyJson.Parse(policy);
        Assert.True(read.IsOk, read.IsOk ? "" : read.Refusal.Detail);
        return PolicyDecision.Decide(read.Value, use);
    }

    private static string Seen(VisibleParts parts, string site, string kwh) =>
        string.Join(' ', Columns.Where(c => parts.Sees(c, name => name switch { "site" => site, "kwh" => kwh, _ => null })));
}
