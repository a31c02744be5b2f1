using CsCheck;
using KeyEcosystem.Observatory.Core.Capital;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Capital;

/// <summary>Figures of funds: by hand, equal to the ledger to the fen, and a check that finds what is not.</summary>
[Trait("Store", "none")]
public sealed class FundBookTests
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    private static readonly FundEntry[] Ledger =
    [
        new(Start, "big", FundEventKind.Commitment, 100_000_00),
        new(Start.AddDays(10), "big", FundEventKind.Call, 40_000_01),
        new(Start.AddDays(20), "big", FundEventKind.Fee, 1_000_00),
        new(Start.AddDays(30), "big", FundEventKind.Disbursement, 30_000_00),
        new(Start.AddDays(200), "big", FundEventKind.Return, 12_000_00),
        new(Start.AddDays(300), "big", FundEventKind.Distribution, 12_300_00),
        new(Start.AddDays(366), "big", FundEventKind.Nav, 45_000_33),
        new(Start.AddDays(5), "small", FundEventKind.Commitment, 10_00),
        new(Start.AddDays(6), "small", FundEventKind.Call, 12_00),
    ];

    [Fact]
    public void Figures_are_those_reckoned_by_hand()
    {
        var report = FundBook.Reckon(Ledger)!;
        var big = report.Funds[0];

        Assert.Equal(("big", Start.AddDays(366), 7), (big.Fund, big.AsOf, big.Entries));
        Assert.Equal((41_000_01, 58_999_99, (long?)9_700_01), (big.PaidInMinor, big.UncalledMinor, big.CashMinor));
        Assert.Equal(new FundMultiples(0.3000m, 1.0976m), big.Multiples(4));
        Assert.Equal(1.3976m, big.Multiples(4)!.Value.Tvpi);
        Assert.Empty(big.Notes);
        CashFlow[] flows = [new(Start.AddDays(10), -40_000.01), new(Start.AddDays(20), -1000), new(Start.AddDays(300), 12_300), new(Start.AddDays(366), 45_000.33)];
        Assert.Equal(Xirr.Of(flows).Rate!.Value, big.Xirr!.Value, 12);

        Assert.Equal([FundNote.NoNav, FundNote.OverCalled, FundNote.NoRate], report.Funds[1].Notes);
        Assert.Equal((-2_00, (long?)null, (long?)null), (report.Funds[1].UncalledMinor, report.Funds[1].CashMinor, report.Total.CashMinor));
        Assert.Equal((100_010_00, 41_012_01, 45_000_33), (report.Total.CommittedMinor, report.Total.PaidInMinor, report.Total.NavMinor));
        Assert.All(Enum.GetValues<FundNote>(), n => Assert.True(CapitalWords.Of(n).Zh.Length > 0));
    }

    [Fact]
    public void Later_rows_do_not_count_and_an_old_value_is_said_to_be_one()
    {
        Assert.Equal((0, 0, 41_000_01), (FundBook.Reckon(Ledger, Start.AddDays(299))!.Funds[0].DistributedMinor, FundBook.Reckon(Ledger, Start.AddDays(299))!.Funds[0].NavMinor, FundBook.Reckon(Ledger, Start.AddDays(299))!.Funds[0].PaidInMinor));

        FundEntry[] later = [.. Ledger, new(Start.AddDays(400), "big", FundEventKind.Call, 5)];
        Assert.Contains(FundNote.OldNav, FundBook.Reckon(later)!.Funds[0].Notes);
        Assert.Contains(FundNote.OldNav, FundBook.Reckon(later)!.Total.Notes);

        FundEntry[] told = [.. Ledger, new(Start.AddDays(366), "big", FundEventKind.Nav, 7)];
        Assert.Equal(7, FundBook.Reckon(told)!.Funds[0].NavMinor);
        Assert.Null(FundBook.Reckon([]));
    }

    [Fact]
    public void The_parts_add_up_to_the_total_as_they_are_told_whatever_rounding_does() =>
        Gen.Select(Gen.Long[1, 1_000_000_000], Gen.Long[0, 3_000_000_000], Gen.Long[0, 3_000_000_000], Gen.Int[0, 10]).Sample((paid, back, left, digits) =>
        {
            var told = FundMultiples.Of(paid, back, left, digits);

            Assert.Equal(told.Tvpi, told.Dpi + told.Rvpi);
            Assert.Equal(decimal.Round(((decimal)back + left) / paid, digits), told.Tvpi);
            var unit = decimal.One / (decimal)Math.Pow(10, digits);
            Assert.True(Math.Abs(told.Dpi - ((decimal)back / paid)) <= 1.5m * unit && Math.Abs(told.Rvpi - ((decimal)left / paid)) <= 1.5m * unit);
            Assert.True(told.Dpi >= 0 && told.Rvpi >= 0);
        });

    [Fact]
    public void Totals_equal_the_ledger_to_the_fen_and_a_wrong_figure_is_found()
    {
        var entry = Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 4], Gen.Enum<FundEventKind>(), Gen.Long[0, 1_000_000_000_000], (d, f, k, a) => new FundEntry(Start.AddDays(d), $"fund {f}", k, a));
        Gen.Select(entry.Array[1, 60], Gen.Int[0, 2000]).Sample((ledger, day) =>
        {
            var report = FundBook.Reckon(ledger, Start.AddDays(day))!;

            Assert.Empty(FundBook.Check(report, ledger));
            Assert.Equal(ledger.Where(e => e.Date <= report.AsOf && e.Kind is FundEventKind.Call or FundEventKind.Fee && e.Date <= report.AsOf).Sum(e => e.AmountMinor), report.Total.PaidInMinor);

            // One fen planted in one figure.
            var planted = report with { Total = report.Total with { DistributedMinor = report.Total.DistributedMinor + 1 } };
            Assert.Equal([new FundDifference(null, "distributed", report.Total.DistributedMinor + 1, report.Total.DistributedMinor)], FundBook.Check(planted, ledger));
        });
    }

    [Fact]
    public void Amounts_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FundBook.Reckon([new(Start, "f", FundEventKind.Call, -1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FundBook.Reckon([new(Start, "f", FundEventKind.Call, FundBook.AmountMinorMax + 1)]));
        Assert.Throws<OverflowException>(() => FundBook.Reckon([.. Enumerable.Repeat(new FundEntry(Start, "f", FundEventKind.Call, FundBook.AmountMinorMax), 1100)]));
    }
}
