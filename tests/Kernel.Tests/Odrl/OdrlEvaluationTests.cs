using System.Text.Json;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Odrl;

public sealed class OdrlEvaluationTests
{
    private static readonly OdrlRequest Request = new("urn:r", "read", "urn:x", "urn:alice");

    [Theory]
    [InlineData("use", "read", true)]
    [InlineData("use", "write", true)]
    [InlineData("use", "sell", false)]
    [InlineData("use", "transfer", false)]
    [InlineData("transfer", "sell", true)]
    [InlineData("transfer", "give", true)]
    [InlineData("play", "display", true)]
    [InlineData("display", "play", false)]
    [InlineData("reproduce", "extract", true)]
    [InlineData("copy", "extract", true)]
    [InlineData("reproduce", "copy", true)]
    [InlineData("read", "use", false)]
    [InlineData("use", "https://example.org/act", true)]
    public void An_action_includes_what_the_vocabulary_says(string wide, string narrow, bool includes) => Assert.Equal(includes, OdrlActions.Includes(wide, narrow));

    [Theory]
    [InlineData("perm", true, "odrl.permitted")]
    [InlineData("prohibit", false, "odrl.prohibited")]
    [InlineData("invalid", false, "odrl.void")]
    public void What_wins_is_what_the_policy_says(string strategy, bool permitted, string code)
    {
        var report = Ask($$$"""{"conflict":"{{{strategy}}}","permission":{"action":"use"},"prohibition":{"action":"read"}}""", "{}");

        Assert.Equal((permitted, code), (report.Permitted, report.Code));
    }

    [Fact]
    public void An_operand_that_is_not_known_is_not_satisfied_and_said_so()
    {
        var report = Ask("""{"permission":{"constraint":{"leftOperand":"mood","operator":"neq","rightOperand":"bad"}}}""", "{}");

        var constraint = Assert.Single(Assert.Single(report.Rules).Constraints);
        Assert.False(report.Permitted);
        Assert.Equal((false, "odrl.operand.unknown"), (constraint.Satisfied, constraint.Code));
        Assert.Contains("not known", PolicyWords.Say(constraint, chinese: false), StringComparison.Ordinal);
        Assert.Contains("未知", PolicyWords.Say(constraint, chinese: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prohibition_that_can_not_be_judged_closes_the_door()
    {
        var report = Ask("""{"permission":{},"prohibition":{"constraint":{"leftOperand":"mood","operator":"eq","rightOperand":"bad"}}}""", "{}");

        Assert.Equal((false, "odrl.prohibition.unjudged"), (report.Permitted, report.Code));
    }

    [Theory]
    [InlineData("lt", "2024-02-12", false)]
    [InlineData("lteq", "2024-02-12", true)]
    [InlineData("eq", "2024-02-12", true)]
    [InlineData("gt", "2024-02-12", false)]
    [InlineData("gt", "2024-02-11", true)]
    [InlineData("gteq", "2024-02", true)]
    [InlineData("lt", "2025", true)]
    [InlineData("lt", "2024-02-12T11:21:00", false)]
    public void A_date_is_all_its_instants_and_a_time_without_a_zone_is_14_hours_around(string comparison, string right, bool permitted)
    {
        // Times with and without a zone can't be told apart within a day: that is not known, not false.
        var zone = right.Contains('T', StringComparison.Ordinal) ? "" : "Z";
        Assert.Equal(permitted, Ask(Only("dateTime", comparison, $"\"{right}{zone}\""), """{"currentTime":"2024-02-12T11:20:10Z"}""").Permitted);
    }

    [Theory]
    [InlineData("+00:00", false)]
    [InlineData("+08:00", true)]
    public void A_time_without_a_zone_is_one_of_the_worlds_zone_where_it_has_one(string zone, bool permitted) =>
        Assert.Equal(permitted, Ask(Only("dateTime", "gteq", "\"2024-02-12T12:00:00\""), $$"""{"currentTime":"2024-02-12T11:20:10Z","timeZone":"{{zone}}"}""").Permitted);

    [Theory]
    [InlineData("language", "isPartOf", "\"de\"", "\"de-AT\"", true)]
    [InlineData("language", "eq", "\"https://tools.ietf.org/html/bcp47#de\"", "\"de\"", true)]
    [InlineData("language", "isPartOf", "\"fr\"", "\"de-AT\"", false)]
    [InlineData("spatial", "isPartOf", "\"EU\"", "\"FR\"", true)]
    [InlineData("spatial", "isPartOf", "\"EU\"", "\"CH\"", false)]
    [InlineData("spatial", "isPartOf", "\"DE\"", "\"DE-BY\"", true)]
    [InlineData("spatial", "isPartOf", "\"https://sws.geonames.org/6255148/\"", "\"https://sws.geonames.org/2973783/\"", true)]
    [InlineData("purpose", "isAnyOf", "[\"a\",\"b\"]", "[\"b\",\"c\"]", true)]
    [InlineData("purpose", "isNoneOf", "[\"a\",\"b\"]", "[\"b\",\"c\"]", false)]
    [InlineData("purpose", "isAllOf", "[\"a\",\"b\"]", "[\"b\",\"a\",\"c\"]", true)]
    [InlineData("purpose", "isAllOf", "[\"a\",\"b\"]", "\"a\"", false)]
    [InlineData("purpose", "eq", "[\"a\",\"b\"]", "[\"b\",\"a\"]", true)]
    [InlineData("elapsedTime", "lt", "\"P1M\"", "\"P27D\"", true)]
    [InlineData("elapsedTime", "lt", "\"P1M\"", "\"P30D\"", false)]
    [InlineData("count", "lteq", "\"5\"", "5", true)]
    public void Values_are_compared_by_their_type(string operand, string comparison, string right, string left, bool permitted) =>
        Assert.Equal(permitted, Ask(Only(operand, comparison, right), $$$"""{"operands":{"{{{operand}}}":{{{left}}}}}""").Permitted);

    [Theory]
    [InlineData("""{"source":"urn:all"}""", """{"partOf":{"urn:alice":["urn:some"],"urn:some":["urn:all"]}}""", true)]
    [InlineData("""{"source":"urn:all"}""", """{"partOf":{"urn:alice":["urn:some"],"urn:some":["urn:alice"]}}""", false)]
    [InlineData("""{"source":"urn:all","refinement":{"leftOperand":"age","operator":"gt","rightOperand":17}}""", """{"partOf":{"urn:alice":["urn:all"]},"about":{"urn:alice":{"age":18}}}""", true)]
    [InlineData("""{"source":"urn:all","refinement":{"leftOperand":"age","operator":"gt","rightOperand":17}}""", """{"partOf":{"urn:alice":["urn:all"]},"about":{"urn:alice":{"age":17}}}""", false)]
    [InlineData("""{"source":"urn:all","refinement":{"leftOperand":"age","operator":"gt","rightOperand":17}}""", """{"partOf":{"urn:alice":["urn:all"]}}""", false)]
    public void A_collection_is_who_is_part_of_it_and_what_narrows_it(string assignee, string world, bool permitted) =>
        Assert.Equal(permitted, Ask($$$"""{"permission":{"assignee":{{{assignee}}}}}""", world).Permitted);

    [Theory]
    [InlineData("Violated", "Fulfilled", true)]
    [InlineData("Fulfilled", "Violated", false)]
    public void The_last_record_about_a_duty_counts(string first, string last, bool permitted)
    {
        static string Record(string state, int day) => $$$"""{"@type":"PolicyReport","dct:created":"2024-01-0{{{day}}}T00:00:00Z","ruleReport":{"@id":"urn:rep{{{day}}}","@type":"report:DutyReport","rule":"urn:duty","deonticState":"{{{state}}}"}}""";

        var report = Ask("""{"permission":{"duty":{"@id":"urn:duty","action":"compensate"}}}""", $$$"""{"existingReports":[{{{Record(first, 1)}}},{{{Record(last, 2)}}}]}""");

        Assert.Equal(permitted, report.Permitted);
        Assert.Equal(last, report.Rules[0].Duties[0].Deontic);
    }

    [Fact]
    public void A_record_about_another_duty_does_not_count() =>
        Assert.True(Ask("""{"permission":{"duty":{"@id":"urn:duty","action":"compensate"}}}""", """{"existingReports":{"@type":"DutyReport","rule":"urn:other","deonticState":"Violated"}}""").Permitted);

    private static string Only(string operand, string comparison, string right) => $$$$"""{"permission":{"constraint":{"leftOperand":"{{{{operand}}}}","operator":"{{{{comparison}}}}","rightOperand":{{{{right}}}} }}}""";

    private static OdrlReport Ask(string policy, string world) => OdrlEvaluation.Evaluate(
        OdrlReader.Parse(policy).Value,
        Request,
        OdrlWorldReader.World(JsonDocument.Parse(world).RootElement).Value);
}
