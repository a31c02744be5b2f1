using KeyEcosystem.Dataspace.Core;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

[Trait("Store", "none")]
public sealed class AgreementTransitionsTests
{
    /// <summary>The legal cells, written a second time; every other cell must be illegal.</summary>
    private static readonly Dictionary<(string, string, string), string> Legal = new()
    {
        [("requested", "agree", "provider")] = "agreed",
        [("requested", "refuse", "provider")] = "refused",
        [("requested", "terminate", "consumer")] = "terminated",
        [("agreed", "sign", "provider")] = "agreed",
        [("agreed", "sign", "consumer")] = "agreed",
        [("agreed", "terminate", "provider")] = "terminated",
        [("agreed", "terminate", "consumer")] = "terminated",
        [("signed", "terminate", "provider")] = "terminated",
        [("signed", "terminate", "consumer")] = "terminated",
        [("requested", "expire", "node")] = "expired",
        [("agreed", "expire", "node")] = "expired",
        [("signed", "expire", "node")] = "expired",
    };

    [Fact]
    public void Every_cell_of_the_table_is_what_it_should_be()
    {
        foreach (var from in AgreementTransitions.States)
        {
            foreach (var step in AgreementTransitions.Steps)
            {
                foreach (var who in (string[])["provider", "consumer", "node", "stranger"])
                {
                    Assert.Equal(Legal.GetValueOrDefault((from, step, who)), AgreementTransitions.Next(from, step, who, otherSigned: false));
                }
            }
        }
    }

    [Theory]
    [InlineData("provider")]
    [InlineData("consumer")]
    public void The_second_signature_puts_it_in_force(string who) => Assert.Equal("signed", AgreementTransitions.Next("agreed", "sign", who, otherSigned: true));

    [Theory]
    [InlineData("requested", 9, "requested")]
    [InlineData("requested", 10, "expired")]
    [InlineData("agreed", 10, "expired")]
    [InlineData("signed", 10, "signed")]
    [InlineData("signed", 19, "signed")]
    [InlineData("signed", 20, "expired")]
    [InlineData("refused", 20, "refused")]
    [InlineData("terminated", 20, "terminated")]
    public void Time_alone_ends_what_was_not_signed_in_time_and_what_has_an_end(string state, int day, string then)
    {
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(then, AgreementTransitions.At(state, begin.AddDays(10), begin.AddDays(20), begin.AddDays(day)));
    }
}
