using KeyEcosystem.Market.Work;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace KeyEcosystem.Market.Tests.Work;

public sealed class SettlementServiceTests
{
    [Fact]
    public async Task What_is_due_is_settled_without_being_asked()
    {
        await using var node = await TestNode.Start();
        await node.Meter(node.Agree(TestNode.Cloud, TestNode.Institute), 72_000);
        var service = Assert.Single(node.Get<IEnumerable<IHostedService>>().OfType<SettlementService>());
        await service.StartAsync(default);

        // The clock is the test's; the commit behind a tick is real, so ticks go on until it is done.
        while ((await node.Get<MeterReads>().Due(null, 1, default)).Count > 0)
        {
            node.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await service.StopAsync(default);
        Assert.Equal(2, (await node.Balances(TestNode.Cloud))["receivable"]);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(5, 501)]
    public async Task Options_out_of_range_are_refused(int seconds, int batch)
    {
        await using var node = await TestNode.Start(set: o => (o.SettleSeconds, o.BatchMax) = (seconds, batch));

        Assert.Throws<OptionsValidationException>(() => node.Get<IOptions<MarketOptions>>().Value);
    }
}
