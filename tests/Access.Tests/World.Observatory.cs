using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Observatory;

namespace KeyEcosystem.Access.Tests;

/// <content>Figures from outside.</content>
internal sealed partial class World
{
    private Task<string>? claimed;

    /// <summary>An indicator of which a figure is claimed.</summary>
    public Task<string> Claimed() => claimed ??= Claim();

    private async Task<string> Claim()
    {
        const string Indicator = "I01";
        await Operator.StateClaim(new ClaimStatement(null, Indicator, "2020", 3000, "a ministry"), default);
        return Indicator;
    }
}
