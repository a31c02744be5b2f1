namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>Where a fund, or all of them together, stands on a day. Money is in hundredths (fen).</summary>
/// <param name="Fund">The fund; null for all together.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Entries">Rows that count: those up to the day.</param>
/// <param name="CommittedMinor">Committed by the investors.</param>
/// <param name="CalledMinor">Called, without fees.</param>
/// <param name="FeesMinor">Fees.</param>
/// <param name="DistributedMinor">Paid back to the investors.</param>
/// <param name="DisbursedMinor">Paid to projects and firms.</param>
/// <param name="ReturnedMinor">Come back from them.</param>
/// <param name="CashMinor">What the ledger leaves in the fund's hands: calls and returns less disbursements and distributions (fees are paid through). Null where the ledger tells no disbursement and no return, of all together where that is so of any fund.</param>
/// <param name="NavMinor">What remains is worth; zero where it is not known.</param>
/// <param name="NavOn">The day for which that was told; null where it is not known. Of all funds together the oldest one.</param>
/// <param name="Xirr">The investors' rate of return with what remains taken as received on the day; null where there is none.</param>
/// <param name="Notes">What must be known beside it.</param>
public sealed record FundFigures(string? Fund, DateOnly AsOf, int Entries, long CommittedMinor, long CalledMinor, long FeesMinor, long DistributedMinor, long DisbursedMinor, long ReturnedMinor, long? CashMinor, long NavMinor, DateOnly? NavOn, double? Xirr, IReadOnlyList<FundNote> Notes)
{
    /// <summary>Paid in by the investors: calls and fees.</summary>
    public long PaidInMinor => checked(CalledMinor + FeesMinor);

    /// <summary>Committed and not yet paid in; below zero where more was called than committed.</summary>
    public long UncalledMinor => checked(CommittedMinor - PaidInMinor);

    /// <summary>The multiples at a number of digits; null where nothing was paid in.</summary>
    /// <param name="digits">Digits behind the point, up to 10.</param>
    public FundMultiples? Multiples(int digits) => PaidInMinor > 0 ? FundMultiples.Of(PaidInMinor, DistributedMinor, NavMinor, digits) : null;
}
