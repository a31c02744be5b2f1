using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Policies;

public sealed class PolicyDifferenceTests
{
    private const string Research = """{"action":"read","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},{"leftOperand":"count","operator":"lteq","rightOperand":"3"}]}""";
    private const string Teaching = """{"action":"read","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"education"},{"leftOperand":"count","operator":"lteq","rightOperand":"3"}]}""";
    private const string Free = """{"action":"read"}""";
    private const string Onward = """{"action":"distribute"}""";

    [Theory]
    [InlineData(Research, Research, new string[0])]
    [InlineData(Research, Teaching, new[] { "changed" })]
    [InlineData(Research, Free, new[] { "changed" })]
    [InlineData(Free, Research, new[] { "changed" })]
    [InlineData(Free, Onward, new[] { "gone", "new" })]
    [InlineData(Free, Free + "," + Onward, new[] { "new" })]
    [InlineData(Free + "," + Onward, Onward, new[] { "gone" })]
    [InlineData(Free + "," + Free, Free, new[] { "gone" })]
    [InlineData(Free + "," + Onward, Onward + "," + Free, new string[0])]
    public void Each_change_is_told_once(string before, string after, string[] kinds) => Assert.Equal(kinds, Between($$"""{"permission":[{{before}}]}""", $$"""{"permission":[{{after}}]}""").Select(c => c.Kind));

    [Fact]
    public void Of_a_rule_that_stays_only_the_condition_that_changed_is_told()
    {
        var change = Assert.Single(Between($$"""{"permission":[{{Research}}]}""", $$"""{"permission":[{{Teaching}}]}"""));

        Assert.Contains("education", change.En, StringComparison.Ordinal);
        Assert.Contains("instead of", change.En, StringComparison.Ordinal);
        Assert.DoesNotContain("3", change.En, StringComparison.Ordinal);
        Assert.Contains("改为", change.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duty_that_comes_with_a_permission_and_what_wins_are_told_too()
    {
        var changes = Between(
            """{"permission":[{"action":"read"}]}""",
            """{"conflict":"perm","permission":[{"action":"read","duty":[{"action":"inform"}]}],"obligation":[{"action":"attribute"}]}""");

        Assert.Equal(["gone", "new", "new", "new"], changes.Select(c => c.Kind));
        Assert.Contains(changes, c => c.En.Contains("permission wins", StringComparison.Ordinal));
        Assert.All(changes, c => Assert.NotEqual(c.Zh, c.En));
    }

    private static IReadOnlyList<PolicyChange> Between(string before, string after) => PolicyDifference.Between(Read(before), Read(after));

    private static OdrlPolicy Read(string json)
    {
        var read = PolicyJson.Parse(json);
        Assert.True(read.IsOk, read.IsOk ? "" : read.Refusal.Detail);
        return read.Value;
    }
}
