using KeyEcosystem.Compute.Core.Airlock;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Airlock;

public sealed class AirlockTransitionsTests
{
    [Fact]
    public void Every_cell_of_the_table_is_what_it_should_be()
    {
        var legal = new Dictionary<(string, string, string), string>
        {
            [("held", "approve", "owner")] = "held",
            [("held", "refuse", "owner")] = "refused",
            [("held", "expire", "node")] = "expired",
            [("approved", "deliver", "node")] = "delivered",
            [("approved", "expire", "node")] = "expired",
        };
        foreach (var from in AirlockTransitions.States)
        {
            foreach (var step in AirlockTransitions.Steps)
            {
                foreach (var who in (string[])["owner", "node", "sender", ""])
                {
                    Assert.Equal(legal.GetValueOrDefault((from, step, who)), AirlockTransitions.Next(from, step, who, last: false));
                }
            }
        }

        Assert.Equal("approved", AirlockTransitions.Next("held", "approve", "owner", last: true));
    }
}
