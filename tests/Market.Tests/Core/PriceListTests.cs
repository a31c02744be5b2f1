using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Core;
using Xunit;

namespace KeyEcosystem.Market.Tests.Core;

[Trait("Store", "none")]
public sealed class PriceListTests
{
    private static readonly DateTimeOffset Noon = TestNode.Begin;

    private static readonly ListPrice[] Prices =
    [
        new("bytes", new Money(10, Currency.Cny), Noon, Noon.AddDays(-2)),
        new("bytes", new Money(30, Currency.Cny), Noon.AddDays(2), Noon.AddDays(-1)),
        new("bytes", new Money(20, Currency.Cny), Noon.AddDays(2), Noon),
        new("count", new Money(99, Currency.Cny), Noon, Noon),
    ];

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, 10L)]
    [InlineData(1, 10L)]
    [InlineData(2, 20L)]
    [InlineData(9, 20L)]
    public void The_price_in_force_is_the_last_that_had_begun(int days, long? minor) => Assert.Equal(minor, PriceList.At(Prices, "bytes", Noon.AddDays(days))?.Minor);

    [Theory]
    [InlineData("bytes", 1, 0, null)]
    [InlineData("count", 0, 5, null)]
    [InlineData("device.ms", 1, 0, "kind")]
    [InlineData(null, 1, 0, "kind")]
    [InlineData("bytes", -1, 0, "priceMinor")]
    [InlineData("bytes", PriceList.MinorMax + 1, 0, "priceMinor")]
    [InlineData("bytes", 1, -1, "from")]
    public void A_price_has_bounds_and_never_begins_in_the_past(string? kind, long minor, int seconds, string? field) =>
        Assert.Equal(field, PriceList.Check(kind, minor, Noon.AddSeconds(seconds), Noon)?.Field);
}
