using KeyEcosystem.Observatory.Work.Reports;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Work.Reports;

[Trait("Store", "none")]
public sealed class RecordFileTests
{
    private const string Good = """{"topic":"members.member.changed.v1","at":"2026-03-01T12:00:00Z","body":{"member":"m1","state":"admitted"}}""";

    [Fact]
    public void Facts_are_read_in_order_and_the_clock_is_never_set_back()
    {
        var earlier = Good.Replace("2026-03", "2025-03", StringComparison.Ordinal);

        var records = RecordFile.Read([Good, "", earlier]).Value;

        Assert.Equal([1L, 3L], records.Facts.Select(f => f.Position));
        Assert.All(records.Facts, f => Assert.Equal(Story.Noon, f.KnownAt));
    }

    [Fact]
    public void A_body_may_be_text_as_a_store_keeps_it()
    {
        var records = RecordFile.Read(["""{"topic":"members.member.changed.v1","at":"2026-03-01T12:00:00Z","body":"{\"member\":\"m1\"}"}"""]).Value;

        Assert.Equal("m1", Assert.Single(records.Facts).Subject);
    }

    [Fact]
    public void Other_topics_and_bodies_that_break_their_promise_are_counted()
    {
        var records = RecordFile.Read([Good, Good.Replace("members.member", "members.other", StringComparison.Ordinal), Good.Replace("\"member\":", "\"firm\":", StringComparison.Ordinal)]).Value;

        Assert.Equal((1, 1, 1), (records.Facts.Count, records.Other, records.Unreadable));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"topic":"members.member.changed.v1","body":{}}""")]
    [InlineData("""{"topic":"members.member.changed.v1","at":"soon","body":{}}""")]
    [InlineData("""{"topic":"members.member.changed.v1","at":"2026-03-01T12:00:00Z","body":7}""")]
    [InlineData("""{"topic":3,"at":"2026-03-01T12:00:00Z","body":{}}""")]
    public void A_line_that_is_no_fact_is_refused_by_its_number(string line)
    {
        var refusal = RecordFile.Read([Good, line]).Refusal!;

        Assert.Equal(("input.field", "line 2"), (refusal.Code, refusal.Facts!["field"]));
    }

    [Fact]
    public void An_empty_file_a_line_too_long_and_a_line_too_many_are_refused()
    {
        Assert.Equal("records", RecordFile.Read(["", " "]).Refusal!.Facts!["field"]);
        Assert.Equal("line 1", RecordFile.Read([new string(' ', RecordFile.LineMax) + Good]).Refusal!.Facts!["field"]);
        Assert.Equal("lines", RecordFile.Read(Enumerable.Repeat("", RecordFile.LinesMax + 1)).Refusal!.Facts!["field"]);
    }
}
