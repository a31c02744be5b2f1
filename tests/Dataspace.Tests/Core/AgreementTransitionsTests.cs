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
    };

    [Fact]
    public void Every_cell_of_the_table_is_what_it_should_be()
    {
        foreach (var from in AgreementTransitions.States)
        {
            foreach (var step in AgreementTransitions.Steps)
            {
                foreach (var who in (string[])["provider", "consumer", "stranger"])
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
}
