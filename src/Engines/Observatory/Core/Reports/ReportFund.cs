using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A fund's figures up to the vintage.</summary>
/// <param name="Id">Its id.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Committed">What was promised to it.</param>
/// <param name="PaidIn">What was paid in.</param>
/// <param name="Distributed">What was paid back.</param>
/// <param name="NetValue">What it is worth.</param>
/// <param name="Irr">Internal rate of return a year, 0.1 for 10 %; null where not known.</param>
public sealed record ReportFund(string Id, string NameZh, string NameEn, Money Committed, Money PaidIn, Money Distributed, Money NetValue, double? Irr)
{
    /// <summary>Paid back over paid in; null before anything was paid in.</summary>
    public double? Dpi => PaidIn.Minor == 0 ? null : (double)Distributed.Minor / PaidIn.Minor;

    /// <summary>Worth and paid back over paid in; null before anything was paid in.</summary>
    public double? Tvpi => PaidIn.Minor == 0 ? null : ((double)Distributed.Minor + NetValue.Minor) / PaidIn.Minor;
}
