using CsCheck;
using KeyEcosystem.Kernel.Ledger;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Ledger;

public sealed class RevenueSharesTests
{
    [Fact]
    public void Parts_sum_to_the_whole_and_are_within_a_minor_unit_of_their_share() =>
        Gen.Select(Gen.Long, Gen.Long[0, long.MaxValue].Array[1, 20]).Sample((total, weights) =>
        {
            var split = RevenueShares.Split(new Money(total, Currency.Cny), weights);
            if (weights.All(w => w == 0))
            {
                return !split.IsOk;
            }

            var sum = weights.Aggregate(Int128.Zero, (s, w) => s + w);
            return split.Value.Aggregate(Int128.Zero, (s, p) => s + p.Minor) == total
                && split.Value.Zip(weights).All(p => Int128.Abs(p.First.Minor - ((Int128)total * p.Second / sum)) <= 1);
        });

    [Fact]
    public void It_is_the_slow_obvious_form() =>
        Gen.Select(Gen.Long[-50, 50], Gen.Long[0, 6].Array[1, 6]).Where((_, w) => w.Sum() > 0).Sample((total, weights) =>
            RevenueShares.Split(new Money(total, Currency.Cny), weights).Value.Select(p => p.Minor).SequenceEqual(Obvious(total, weights)));

    [Fact]
    public void What_is_left_goes_to_the_largest_remainders() =>
        Assert.Equal([33, 34, 33], RevenueShares.Split(new Money(100, Currency.Cny), [333, 334, 333]).Value.Select(p => p.Minor));

    public static TheoryData<long[]> Meaningless => new(new long[][] { [], [0, 0], [2, -1], [.. Enumerable.Repeat(1L, RevenueShares.PartsMax + 1)] });

    [Theory]
    [MemberData(nameof(Meaningless))]
    public void Shares_that_mean_nothing_are_refused(long[] weights) =>
        Assert.Equal("ledger.shares.invalid", RevenueShares.Split(new Money(1, Currency.Cny), weights).Refusal!.Code);

    /// <summary>Gives out one unit after the other to whoever is furthest below the share, at first whole units only.</summary>
    private static long[] Obvious(long total, long[] weights)
    {
        var sum = weights.Sum();
        var size = Math.Abs(total);
        var parts = weights.Select(w => size * w / sum).ToArray();
        var open = Enumerable.Range(0, weights.Length).ToList();
        for (var left = size - parts.Sum(); left > 0; left--)
        {
            var most = open.MaxBy(i => (size * weights[i] % sum, -i));
            open.Remove(most);
            parts[most]++;
        }

        return [.. parts.Select(p => total < 0 ? -p : p)];
    }
}
