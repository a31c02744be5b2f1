using KeyEcosystem.Dataspace.Core;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

[Trait("Store", "none")]
public sealed class DisputeTransitionsTests
{
    private static readonly string[] Open = ["raised", "accepted", "rejected", "proposed"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_cell_of_the_table_is_what_it_should_be(bool suspended)
    {
        var legal = new Dictionary<(string, string, string), string>
        {
            [("raised", "accept", "respondent")] = "accepted",
            [("rejected", "accept", "respondent")] = "accepted",
            [("raised", "reject", "respondent")] = "rejected",
            [("proposed", "reject", "respondent")] = "rejected",
            [("accepted", "reject", "claimant")] = "rejected",
            [("accepted", "settle", "claimant")] = "settled",
            [("proposed", "settle", "respondent")] = "settled",
            [("raised", "settle", "claimant")] = "proposed",
            [("rejected", "settle", "claimant")] = "proposed",
        };
        foreach (var from in Open)
        {
            legal[(from, "withdraw", "claimant")] = "withdrawn";
            legal[(from, "uphold", "arbiter")] = "upheld";
            legal[(from, "dismiss", "arbiter")] = "dismissed";
            legal[(from, suspended ? "resume" : "suspend", "provider")] = from;
        }

        foreach (var from in DisputeTransitions.States)
        {
            foreach (var step in DisputeTransitions.Steps)
            {
                foreach (var who in (string[])["claimant", "respondent", "provider", "arbiter", "stranger"])
                {
                    Assert.Equal(legal.GetValueOrDefault((from, step, who)), DisputeTransitions.Next(from, step, [who], suspended));
                }
            }
        }
    }

    [Fact]
    public void Whom_it_waits_for_can_do_something_and_what_has_ended_waits_for_nobody() => Assert.All(DisputeTransitions.States, state =>
    {
        Assert.Equal(Open.Contains(state), DisputeTransitions.IsOpen(state));
        Assert.Equal(
            DisputeTransitions.WaitsFor(state) is not null,
            DisputeTransitions.WaitsFor(state) is { } part && DisputeTransitions.Steps.Any(s => DisputeTransitions.Next(state, s, [part], suspended: false) is { } next && next != state));
        Assert.Equal(Open.Contains(state), DisputeTransitions.WaitsFor(state) is not null);
    });
}
