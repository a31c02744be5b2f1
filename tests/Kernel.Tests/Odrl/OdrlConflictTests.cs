using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Odrl;

public sealed class OdrlConflictTests
{
    [Theory]
    [InlineData("language", "isPartOf", "de", "eq", "de-AT", OdrlVerdict.Compatible)]
    [InlineData("language", "eq", "de", "eq", "de-AT", OdrlVerdict.Conflict)]
    [InlineData("language", "isPartOf", "zh", "eq", "yue", OdrlVerdict.Compatible)]
    [InlineData("language", "eq", "http://id.loc.gov/vocabulary/iso639-2/deu", "eq", "de", OdrlVerdict.Compatible)]
    [InlineData("spatial", "eq", "DE", "eq", "FR", OdrlVerdict.Conflict)]
    [InlineData("spatial", "isPartOf", "Europe", "isPartOf", "EU", OdrlVerdict.Compatible)]
    [InlineData("spatial", "isPartOf", "Europe", "isPartOf", "Asia", OdrlVerdict.Unknown)]
    [InlineData("spatial", "isPartOf", "DE", "isPartOf", "FR", OdrlVerdict.Conflict)]
    [InlineData("spatial", "isPartOf", "EU", "eq", "CN", OdrlVerdict.Conflict)]
    [InlineData("spatial", "isPartOf", "ASEAN", "eq", "SG", OdrlVerdict.Compatible)]
    [InlineData("purpose", "eq", "research", "eq", "marketing", OdrlVerdict.Conflict)]
    [InlineData("purpose", "isA", "urn:a", "eq", "urn:b", OdrlVerdict.Unknown)]
    [InlineData("purpose", "isA", "https://w3id.org/dpv#ResearchAndDevelopment", "eq", "https://w3id.org/dpv#ScientificResearch", OdrlVerdict.Compatible)]
    [InlineData("elapsedTime", "lteq", "P1M", "gteq", "P27D", OdrlVerdict.Compatible)]
    [InlineData("elapsedTime", "lteq", "P1M", "gteq", "P30D", OdrlVerdict.Unknown)]
    [InlineData("elapsedTime", "lteq", "P1M", "gteq", "P32D", OdrlVerdict.Conflict)]
    [InlineData("dateTime", "lt", "2027-01-01T00:00:00Z", "gteq", "2027-01-01T00:00:00", OdrlVerdict.Unknown)]
    [InlineData("dateTime", "lt", "2027-01-01T00:00:00Z", "gteq", "2027-01-03T00:00:00", OdrlVerdict.Conflict)]
    [InlineData("dateTime", "lt", "2027-01-01T00:00:00", "gteq", "2027-01-01T00:00:00", OdrlVerdict.Conflict)]
    [InlineData("dateTime", "lteq", "2026-12-31Z", "eq", "2026-12-31T20:00:00Z", OdrlVerdict.Compatible)]
    [InlineData("count", "gt", "1", "lt", "2", OdrlVerdict.Conflict)]
    [InlineData("percentage", "gt", "100", "gt", "0", OdrlVerdict.Conflict)]
    [InlineData("urn:x", "eq", "5", "eq", "blue", OdrlVerdict.Unknown)]
    public void Values_clash_by_what_is_known_of_them(string operand, string first, string one, string second, string other, OdrlVerdict verdict)
    {
        var report = OdrlConflict.Check(Of(Term(operand, first, one)), Of(Term(operand, second, other)));

        Assert.Equal(verdict, report.Verdict);
        Assert.All(report.Findings, f => Assert.All([PolicyWords.Say(f, false), PolicyWords.Say(f, true)], words => Assert.True(words.Length > 10)));
        Assert.Equal(verdict == OdrlVerdict.Compatible, report.Findings.Count == 0);
    }

    [Fact]
    public void A_clash_names_the_operand_and_what_both_sides_say()
    {
        var finding = Assert.Single(OdrlConflict.Check(Of(Term("count", "lteq", "3")), Of(Term("count", "gteq", "5"))).Findings);

        Assert.Equal(("odrl.clash.values", "count", "lteq 3", "gteq 5"), (finding.Code, finding.Operand, finding.First, finding.Second));
        Assert.Contains("≤ 3", PolicyWords.Say(finding, false), StringComparison.Ordinal);
        Assert.Contains("使用次数", PolicyWords.Say(finding, true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_permission_beside_a_prohibition_of_the_same_act_is_a_conflict()
    {
        var permits = Read("""{"permission":{"action":"use","target":"urn:x","constraint":{"leftOperand":"count","operator":"lteq","rightOperand":3}}}""");

        Assert.Equal("odrl.clash.prohibited", Assert.Single(OdrlConflict.Check(permits, Read("""{"prohibition":{"action":"print","target":"urn:x"}}""")).Findings).Code);
        Assert.Equal(OdrlVerdict.Compatible, OdrlConflict.Check(permits, Read("""{"prohibition":{"action":"print","target":"urn:y"}}""")).Verdict);
        Assert.Equal(OdrlVerdict.Compatible, OdrlConflict.Check(permits, Read("""{"prohibition":{"action":"sell","target":"urn:x"}}""")).Verdict);
        Assert.Equal(OdrlVerdict.Unknown, OdrlConflict.Check(permits, Read("""{"prohibition":{"action":"print","target":{"@type":"AssetCollection","source":"urn:all"}}}""")).Verdict);
        Assert.Equal(OdrlVerdict.Compatible, OdrlConflict.Check(permits, Read("""{"prohibition":{"action":"print","constraint":{"leftOperand":"count","operator":"gt","rightOperand":3}}}""")).Verdict);
    }

    [Fact]
    public void A_policy_whose_prohibition_takes_back_all_it_permits_can_not_be_kept()
    {
        Assert.Equal(OdrlVerdict.Conflict, OdrlConflict.Check(Read("""{"permission":{"action":"read"},"prohibition":{"action":"use"}}""")).Verdict);
        Assert.Equal(OdrlVerdict.Compatible, OdrlConflict.Check(Read("""{"permission":{"action":"use"},"prohibition":{"action":"read"}}""")).Verdict);
        Assert.Equal(OdrlVerdict.Compatible, OdrlConflict.Check(Read("""{"permission":{"action":"read"},"prohibition":{"action":"use","constraint":{"leftOperand":"count","operator":"gt","rightOperand":3}}}""")).Verdict);
        Assert.Equal(OdrlVerdict.Conflict, OdrlConflict.Check(Read("""{"permission":{"action":"read","constraint":{"leftOperand":"count","operator":"gt","rightOperand":4}},"prohibition":{"action":"use","constraint":{"leftOperand":"count","operator":"gt","rightOperand":3}}}""")).Verdict);
    }

    [Theory]
    [InlineData("P30D", "2026-01-01", "P45D", "2026-01-01", OdrlVerdict.Compatible)]
    [InlineData("P30D", "2026-01-01", "P30D", "2026-01-16", OdrlVerdict.Conflict)]
    [InlineData("P6D", "2026-01-01", "P4D", "2026-01-03", OdrlVerdict.Compatible)]
    [InlineData("P6D", "2026-01-01", "P4D", "2026-01-02", OdrlVerdict.Conflict)]
    public void Recurring_periods_meet_or_they_never_do(string one, string since, string other, string sinceOther, OdrlVerdict verdict)
    {
        static OdrlPolicy Every(string period, string anchor) => Of($$$"""{"leftOperand":"timeInterval","operator":"eq","rightOperand":"{{{period}}}","urn:v/anchor":{"@value":"{{{anchor}}}","@type":"xsd:date"}}""");

        Assert.Equal(verdict, OdrlConflict.Check(Every(one, since), Every(other, sinceOther)).Verdict);
    }

    [Fact]
    public void Recurring_periods_meet_within_a_window_or_not()
    {
        static OdrlPolicy Every(string period, string from, string until) => Of($$$"""{"and":[{"leftOperand":"timeInterval","operator":"eq","rightOperand":"{{{period}}}","urn:v/anchor":"2026-01-01"},{"leftOperand":"dateTime","operator":"gteq","rightOperand":"{{{from}}}"},{"leftOperand":"dateTime","operator":"lt","rightOperand":"{{{until}}}"}]}""");

        // Every 6 and every 4 days meet every 12 days: on the 13th and the 25th.
        Assert.Equal(OdrlVerdict.Compatible, OdrlConflict.Check(Every("P6D", "2026-01-02", "2026-01-31"), Every("P4D", "2026-01-13T12:00:00", "2026-01-14")).Verdict);
        Assert.Equal(OdrlVerdict.Conflict, OdrlConflict.Check(Every("P6D", "2026-01-02", "2026-01-31"), Every("P4D", "2026-01-14", "2026-01-25")).Verdict);
    }

    [Fact]
    public void Steps_of_a_sequence_need_the_time_of_all()
    {
        var steps = Of("""{"andSequence":[{"leftOperand":"delayPeriod","operator":"gteq","rightOperand":"P5D"},{"leftOperand":"delayPeriod","operator":"gteq","rightOperand":"P5D"}]}""");

        Assert.Equal("odrl.clash.sequence", Assert.Single(OdrlConflict.Check(steps, Of(Term("elapsedTime", "lteq", "P8D"))).Findings).Code);
        Assert.Equal("odrl.clash.sequence", Assert.Single(OdrlConflict.Check(steps, Of(Term("elapsedTime", "lt", "P10D"))).Findings).Code);
        Assert.Equal(OdrlVerdict.Compatible, OdrlConflict.Check(steps, Of(Term("elapsedTime", "lteq", "P10D"))).Verdict);
    }

    [Fact]
    public void A_metered_time_passes()
    {
        Assert.Equal("odrl.clash.metered", Assert.Single(OdrlConflict.Check(Of(Term("meteredTime", "eq", "P20D")), Of(Term("elapsedTime", "lteq", "P10D"))).Findings).Code);
        Assert.Equal(OdrlVerdict.Compatible, OdrlConflict.Check(Of(Term("meteredTime", "eq", "P5D")), Of(Term("elapsedTime", "lteq", "P10D"))).Verdict);
    }

    [Fact]
    public void Hundreds_of_windows_are_compared_with_hundreds()
    {
        static OdrlPolicy Windows(int hour) => Of($$"""{"or":[{{string.Join(',', Enumerable.Range(0, 260).Select(day => new DateTime(2026, 1, 1).AddDays(day)).Select(d => $$"""{"and":[{"leftOperand":"dateTime","operator":"gteq","rightOperand":"{{d:yyyy-MM-dd}}T{{hour:00}}:00:00Z"},{"leftOperand":"dateTime","operator":"lt","rightOperand":"{{d:yyyy-MM-dd}}T{{hour + 4:00}}:00:00Z"}]}"""))}}]}""");

        Assert.Equal(OdrlVerdict.Conflict, OdrlConflict.Check(Windows(8), Windows(12)).Verdict);
        Assert.Equal(OdrlVerdict.Compatible, OdrlConflict.Check(Windows(8), Windows(11)).Verdict);
    }

    [Fact]
    public void The_same_amount_in_two_units_is_not_known_to_clash()
    {
        static OdrlPolicy Pays(string comparison, int amount, string unit) => Of($$$"""{"leftOperand":"payAmount","operator":"{{{comparison}}}","rightOperand":{{{amount}}},"unit":"{{{unit}}}"}""");

        Assert.Equal(OdrlVerdict.Unknown, OdrlConflict.Check(Pays("lteq", 5, "urn:EUR"), Pays("gteq", 9, "urn:CNY")).Verdict);
        Assert.Equal(OdrlVerdict.Conflict, OdrlConflict.Check(Pays("lteq", 5, "urn:EUR"), Pays("gteq", 9, "urn:EUR")).Verdict);
    }

    private static string Term(string operand, string comparison, string value) => $$$"""{"leftOperand":"{{{operand}}}","operator":"{{{comparison}}}","rightOperand":"{{{value}}}"}""";

    private static OdrlPolicy Of(string constraint) => Read($$$"""{"permission":{"action":"use","constraint":{{{constraint}}}}}""");

    private static OdrlPolicy Read(string json)
    {
        var read = OdrlReader.Parse(json);
        Assert.True(read.IsOk, read.Refusal?.Detail);
        return read.Value;
    }
}
