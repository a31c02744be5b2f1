using CsCheck;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Ledger;
using KeyEcosystem.Market.Core;
using Xunit;

namespace KeyEcosystem.Market.Tests.Core;

[Trait("Store", "none")]
public sealed class SettlementTests
{
    private static readonly UnitPrice DeviceHour = new(100, 3_600_000, Currency.Cny);
    private static readonly MemberId Cloud = TestNode.Cloud;
    private static readonly MemberId Institute = TestNode.Institute;

    [Fact]
    public void The_consumer_pays_the_provider_and_each_ones_books_balance()
    {
        var settled = Settlement.Of(Reading(72_000), 0).Value;

        Assert.Equal((Basis.Charged, 2L), (settled.Basis, settled.Amount.Minor));
        Assert.Equal(
            [(Cloud, AccountKind.Receivable, 2), (Cloud, AccountKind.Revenue, -2), (Institute, AccountKind.Payable, -2), (Institute, AccountKind.Cost, 2)],
            Named(settled).OrderBy(p => p.Member.Value).ThenBy(p => p.Kind));
    }

    [Theory]
    [InlineData(false, 100, false, Basis.Charged, 2)]
    [InlineData(true, 100, false, Basis.ProviderFailed, 0)]
    [InlineData(false, 0, false, Basis.Free, 0)]
    [InlineData(false, 100, true, Basis.OwnUse, 0)]
    public void Who_pays_follows_from_who_failed_and_what_was_agreed(bool providerFailed, long price, bool own, Basis basis, long minor)
    {
        var reading = Reading(72_000) with { ProviderFailed = providerFailed, Price = new UnitPrice(price, 3_600_000, Currency.Cny), Provider = own ? Institute : Cloud };

        var settled = Settlement.Of(reading, 7).Value;

        Assert.Equal((basis, minor), (settled.Basis, settled.Amount.Minor));
        Assert.Equal(minor == 0, settled.Entry.Postings.Count == 0);
        Assert.Equal(7, settled.Rest);
    }

    [Fact]
    public void Less_than_a_fen_is_carried_and_posts_nothing()
    {
        var settled = Settlement.Of(Reading(35_999), 0).Value;

        Assert.Equal((0, 3_599_900L), (settled.Amount.Minor, settled.Rest));
        Assert.Empty(settled.Entry.Postings);
    }

    [Fact]
    public void The_books_of_demonstrations_are_apart()
    {
        var real = Settlement.Of(Reading(72_000), 0).Value.Entry.Postings.Select(p => p.Account);
        var shown = Settlement.Of(Reading(72_000) with { Demonstration = true }, 0).Value.Entry.Postings.Select(p => p.Account);

        Assert.Empty(real.Intersect(shown));
    }

    [Fact]
    public void Any_readings_sum_to_zero_and_to_the_exact_price() =>
        Gen.Select(Gen.Long[0, 10_000_000], Gen.Bool, Gen.Bool).Array[0, 40].Sample(readings =>
        {
            long rest = 0, paid = 0, exact = 0;
            Int128 sum = 0;
            foreach (var (quantity, failed, own) in readings)
            {
                var settled = Settlement.Of(Reading(quantity) with { ProviderFailed = failed, Consumer = own ? Cloud : Institute }, rest).Value;
                rest = settled.Rest;
                paid += settled.Amount.Minor;
                exact += failed || own ? 0 : quantity * DeviceHour.MinorPerUnit;
                sum += settled.Entry.Postings.Aggregate(Int128.Zero, (s, p) => s + p.Amount.Minor);
            }

            return sum == 0 && paid == exact / DeviceHour.UnitSize && rest == exact % DeviceHour.UnitSize;
        });

    private static DueReading Reading(long quantity) =>
        new(new ReadingId(Guid.AllBitsSet), new AgreementId(Guid.AllBitsSet), Cloud, Institute, MeterUnits.DeviceTime, quantity, false, false, DeviceHour);

    private static List<(MemberId Member, AccountKind Kind, long Minor)> Named(SettledReading settled) =>
    [
        .. from p in settled.Entry.Postings
           from member in new[] { Cloud, Institute }
           from kind in Enum.GetValues<AccountKind>()
           where MarketIds.Account(member, kind, Currency.Cny, false) == p.Account
           select (member, kind, p.Amount.Minor),
    ];
}
