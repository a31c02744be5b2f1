using KeyEcosystem.Observatory.Core.Capital;

namespace KeyEcosystem.Cli.Observatory;

/// <summary>A fund for programs: amounts in the unit of the ledger, to the hundredth.</summary>
internal sealed record FundView(string? Fund, DateOnly AsOf, int Entries, decimal Committed, decimal Called, decimal Fees, decimal PaidIn, decimal Uncalled, decimal Distributed, decimal Disbursed, decimal Returned, decimal? Cash, decimal Nav, DateOnly? NavOn, decimal? Dpi, decimal? Rvpi, decimal? Tvpi, double? Xirr, IReadOnlyList<string> Notes)
{
    private const int Digits = 10;

    public static FundView Of(FundFigures f)
    {
        var multiples = f.Multiples(Digits);
        return new FundView(f.Fund, f.AsOf, f.Entries, Unit(f.CommittedMinor), Unit(f.CalledMinor), Unit(f.FeesMinor), Unit(f.PaidInMinor), Unit(f.UncalledMinor), Unit(f.DistributedMinor), Unit(f.DisbursedMinor), Unit(f.ReturnedMinor), f.CashMinor / 100m, Unit(f.NavMinor), f.NavOn, multiples?.Dpi, multiples?.Rvpi, multiples?.Tvpi, f.Xirr, [.. f.Notes.Select(n => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName($"{n}"))]);
    }

    public static decimal Unit(long minor) => minor / 100m;
}
