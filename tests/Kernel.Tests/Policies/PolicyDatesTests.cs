using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Policies;

public sealed class PolicyDatesTests
{
    private const string Until = """{"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01"}""";
    private const string Later = """{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2028-01-01T00:00:00Z"}""";
    private const string From = """{"leftOperand":"dateTime","operator":"gt","rightOperand":"2026-01-01"}""";
    private const string Research = """{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}""";

    [Theory]
    [InlineData($$"""{"permission":[{"action":"use"}]}""", null)]
    [InlineData("""{"permission":[]}""", null)]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{{From}}]}]}""", null)]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{{Until}}]}]}""", "2027-01-01")]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{{Later}},{{Research}},{{Until}}]}]}""", "2027-01-01")]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{{Until}}]},{"action":"compute","constraint":[{{Later}}]}]}""", "2028-01-01")]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{{Until}}]},{"action":"compute"}]}""", null)]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{"or":[{{Until}},{{Later}}]}]}]}""", "2028-01-01")]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{"or":[{{Until}},{{Research}}]}]}]}""", null)]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{"and":[{{Until}},{{Later}}]}]}]}""", "2027-01-01")]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{"andSequence":[{{Until}},{{Later}}]}]}]}""", "2027-01-01")]
    [InlineData("""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2026-12-31"}]}]}""", "2027-01-01")]
    [InlineData("""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lteq","rightOperand":"2027-01-01T07:59:59"}]}]}""", "2027-01-01")]
    [InlineData("""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lteq","rightOperand":"9999-12-31"}]}]}""", null)]
    [InlineData($$"""{"permission":[{"action":"use","constraint":[{{Until}}]}],"prohibition":[{"action":"distribute","constraint":[{{Later}}]}]}""", "2027-01-01")]
    public void The_end_of_terms_is_when_no_permission_can_hold_any_more(string policy, string? end) =>
        Assert.Equal(end, PolicyDates.EndOf(PolicyJson.Parse(policy).Value)?.UtcDateTime.ToString("yyyy-MM-dd"));

    [Fact]
    public void From_the_end_on_nothing_is_permitted_and_just_before_it_was()
    {
        var policy = PolicyJson.Parse($$"""{"permission":[{"action":"use","constraint":[{{Until}}]}]}""").Value;
        var end = PolicyDates.EndOf(policy)!.Value;

        Assert.True(Under(end.AddTicks(-1)).Permitted);
        Assert.False(Under(end).Permitted);

        PolicyReport Under(DateTimeOffset at) => PolicyDecision.Decide(policy, new UseRequest("read", "research", "mbr", "institute", "C", "CN", at, 0));
    }

    [Fact]
    public void A_use_some_milliseconds_too_late_is_told_the_milliseconds()
    {
        var policy = PolicyJson.Parse("""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"2026-11-26T03:12:19Z"}]}]}""").Value;
        var report = PolicyDecision.Decide(policy, new UseRequest("read", "", "mbr", "institute", "C", "CN", new DateTimeOffset(2026, 11, 26, 3, 12, 19, 7, TimeSpan.Zero), 0));

        Assert.Contains("2026-11-26T03:12:19.007Z", PolicyWords.Say(Assert.Single(report.Reasons), chinese: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 s", "0 秒")]
    [InlineData(1, "1 s", "1 秒")]
    [InlineData(59_000, "59 s", "59 秒")]
    [InlineData(3_600_000, "60 min", "60 分钟")]
    [InlineData(3_597_273, "59 min 58 s", "59 分 58 秒")]
    public void Device_time_is_said_in_minutes_and_seconds(long milliseconds, string english, string chinese)
    {
        Assert.Equal(english, TrialAmounts.Time(milliseconds, chinese: false));
        Assert.Equal(chinese, TrialAmounts.Time(milliseconds, chinese: true));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1_300_000, "1.2 MiB")]
    [InlineData(268_435_456, "256 MiB")]
    public void Bytes_are_said_in_the_largest_unit(long bytes, string said) => Assert.Equal(said, TrialAmounts.Bytes(bytes));

    [Fact]
    public void What_a_trial_lacks_is_said_in_units_that_people_know()
    {
        var reason = new PolicyReason("trial.device-time.exceeded", "trial.day", "2727 + 7200000", "3600000");

        Assert.Contains("120 min", PolicyWords.Say(reason, chinese: false), StringComparison.Ordinal);
        Assert.Contains("59 min 58 s of 60 min", PolicyWords.Say(reason, chinese: false), StringComparison.Ordinal);
        Assert.Contains("120 分钟", PolicyWords.Say(reason, chinese: true), StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_for_all_that_is_open_to_trials_too_says_so_once()
    {
        var policy = PolicyJson.Parse("""{"permission":[{"action":"use"},{"action":"use","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"trial"}]}]}""").Value;

        Assert.Equal(["You may use it.", "People on trial may use it too."], PolicyWords.Say(policy, chinese: false));
        Assert.Equal(["允许使用。", "试用者也可以使用。"], PolicyWords.Say(policy, chinese: true));
    }

    [Fact]
    public void What_is_inherited_of_a_source_with_an_unconditional_permission_has_no_condition_of_its_others()
    {
        var policy = PolicyJson.Parse("""{"permission":[{"action":"use"},{"action":"use","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"trial"}]}],"prohibition":[{"action":"distribute"}]}""").Value;

        Assert.Equal(["You may read it.", "You may compute with it.", "You may not share it onward."], PolicyWords.Say(PolicyMeet.Strictest([policy]), chinese: false));
    }
}
