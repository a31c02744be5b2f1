using KeyEcosystem.Dataspace.Core;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

public sealed class ReleaseTransitionsTests
{
    [Fact]
    public void Every_cell_of_the_table_is_what_it_should_be()
    {
        var legal = new Dictionary<(string, string, string), string>
        {
            [("requested", "approve", "source")] = "requested",
            [("requested", "refuse", "source")] = "refused",
            [("requested", "withdraw", "owner")] = "withdrawn",
        };
        foreach (var from in ReleaseTransitions.States)
        {
            foreach (var step in ReleaseTransitions.Steps)
            {
                foreach (var who in (string[])["source", "owner", "stranger"])
                {
                    Assert.Equal(legal.GetValueOrDefault((from, step, who)), ReleaseTransitions.Next(from, step, who, last: false));
                }
            }
        }

        Assert.Equal("released", ReleaseTransitions.Next("requested", "approve", "source", last: true));
    }
}
