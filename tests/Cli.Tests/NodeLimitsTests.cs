using KeyEcosystem.Host;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>Limits that the environment of <c>keyeco serve</c> sets.</summary>
[Trait("Store", "none")]
public sealed class NodeLimitsTests
{
    [Theory]
    [InlineData("Compute:UploadBytesMax", "-1", "Compute__UploadBytesMax: \"-1\" is no whole number from ")]
    [InlineData("Compute:UploadBytesMax", "-1", "Compute__UploadBytesMax：“-1”无效，须为 ")]
    [InlineData("Market:BatchMax", "501", "Market__BatchMax: \"501\" is no whole number from 1 to 500.")]
    [InlineData("Trial:BytesPerDayMax", "much", "Trial__BytesPerDayMax: \"much\" is no whole number from 1 to 1099511627776.")]
    [InlineData("Inbox:DecisionDays", "1.5", "Inbox__DecisionDays")]
    public void A_value_that_no_limit_takes_is_said_with_variable_value_and_range(string key, string value, string words) =>
        Assert.Contains(words, Assert.Single(NodeLimits.Faults(With(key, value))), StringComparison.Ordinal);

    [Theory]
    [InlineData("Compute:AgentLeaseSecond", "Compute__AgentLeaseSecond", "Compute__AgentLeaseSeconds")]
    [InlineData("Market:Colour", "Market__Colour", null)]
    public void A_variable_that_no_limit_heeds_is_said_with_the_nearest_name(string key, string variable, string? near)
    {
        var unheeded = Assert.Single(NodeLimits.Unheeded(With(key, "40")));

        Assert.Equal((variable, near is null ? "." : $"; did you mean {near}?"), (unheeded.Variable, unheeded.NearEn));
        Assert.Empty(NodeLimits.Faults(With(key, "40")));
    }

    [Fact]
    public void What_is_set_well_is_neither()
    {
        var set = With("compute:agentleaseseconds", "60");

        Assert.Empty(NodeLimits.Faults(set));
        Assert.Empty(NodeLimits.Unheeded(set));
    }

    private static IConfiguration With(string key, string value) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();
}
