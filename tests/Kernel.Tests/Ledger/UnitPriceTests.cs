using System.Numerics;
using CsCheck;
using KeyEcosystem.Kernel.Ledger;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Ledger;

public sealed class UnitPriceTests
{
    private static readonly UnitPrice DeviceHour = new(120, 3_600_000, Currency.Cny);

    private static readonly long[] Sizes = [1, 7, 1000, 3_600_000, 1_000_000_000];

    private static readonly Gen<UnitPrice> Prices = Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Int[0, Sizes.Length - 1], (minor, size) => new UnitPrice(minor, Sizes[size], Currency.Cny));

    [Fact]
    public void A_device_hour_costs_its_price() => Assert.Equal(new Charge(new Money(120, Currency.Cny), 0), DeviceHour.Of(3_600_000, 0).Value);

    [Fact]
    public void What_is_below_a_fen_is_carried_until_it_is_one()
    {
        var first = DeviceHour.Of(29_999, 0).Value;
        var second = DeviceHour.Of(1, first.Rest).Value;

        Assert.Equal((0, 29_999L * 120), (first.Amount.Minor, first.Rest));
        Assert.Equal((1, 0), (second.Amount.Minor, second.Rest));
    }

    [Fact]
    public void The_sum_is_the_exact_price_rounded_down_once_however_the_readings_are_sliced() =>
        Gen.Select(Prices, Gen.Long[0, 9_000_000_000].Array[0, 50]).Sample((price, readings) =>
        {
            var rest = 0L;
            BigInteger sum = 0;
            foreach (var quantity in readings)
            {
                var charge = price.Of(quantity, rest).Value;
                sum += charge.Amount.Minor;
                rest = charge.Rest;
            }

            var exact = readings.Aggregate(BigInteger.Zero, (s, q) => s + q) * price.MinorPerUnit;
            return sum == exact / price.UnitSize && rest == exact % price.UnitSize;
        });

    [Fact]
    public void Rounding_each_reading_alone_would_lose_money()
    {
        // The planted rule: it forgets the rest. The property above must be able to tell it apart.
        var forgetful = Enumerable.Repeat(10_000L, 3).Sum(q => DeviceHour.Of(q, 0).Value.Amount.Minor);

        Assert.NotEqual(DeviceHour.Of(30_000, 0).Value.Amount.Minor, forgetful);
    }

    [Fact]
    public void An_amount_that_nothing_can_hold_is_refused() =>
        Assert.Equal("ledger.amount.exceeded", new UnitPrice(long.MaxValue, 1, Currency.Cny).Of(2, 0).Refusal!.Code);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 3_600_000)]
    public void Readings_and_rests_have_bounds(long quantity, long rest) => Assert.Throws<ArgumentOutOfRangeException>(() => DeviceHour.Of(quantity, rest));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    public void A_price_that_means_nothing_prices_nothing(long minor, long size) =>
        Assert.Throws<InvalidOperationException>(() => new UnitPrice(minor, size, Currency.Cny).Of(1, 0));
}
