using KeyEcosystem.Dataspace.Core;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

public sealed class DutyTransitionsTests
{
    [Fact]
    public void Every_cell_of_the_table_is_what_it_should_be()
    {
        var legal = new Dictionary<(string, string, string), string>
        {
            [("owed", "declare", "consumer")] = "declared",
            [("contested", "declare", "consumer")] = "declared",
            [("declared", "contest", "provider")] = "contested",
        };
        foreach (var from in (string[])["owed", "declared", "contested"])
        {
            legal[(from, "confirm", "provider")] = "confirmed";
            legal[(from, "waive", "provider")] = "waived";
        }

        foreach (var from in DutyTransitions.States)
        {
            foreach (var step in DutyTransitions.Steps)
            {
                foreach (var who in (string[])["provider", "consumer", "stranger"])
                {
                    Assert.Equal(legal.GetValueOrDefault((from, step, who)), DutyTransitions.Next(from, step, who));
                }
            }
        }
    }

    [Theory]
    [InlineData("owed", false, false)]
    [InlineData("declared", true, false)]
    [InlineData("contested", false, false)]
    [InlineData("confirmed", true, true)]
    [InlineData("waived", true, true)]
    public void What_the_provider_receives_or_gives_is_done_when_it_says_so(string state, bool consumers, bool providers) =>
        Assert.Equal((consumers, providers), (DutyTransitions.IsDone(state, isProviders: false), DutyTransitions.IsDone(state, isProviders: true)));
}
