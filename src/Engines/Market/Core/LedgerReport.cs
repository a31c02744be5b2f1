namespace KeyEcosystem.Market.Core;

/// <summary>What a verification of the whole ledger found.</summary>
/// <param name="Entries">Entries seen.</param>
/// <param name="Postings">Postings seen.</param>
/// <param name="Accounts">Accounts seen.</param>
/// <param name="FindingsTotal">How many things do not hold.</param>
/// <param name="Findings">The first of them.</param>
public sealed record LedgerReport(long Entries, long Postings, int Accounts, long FindingsTotal, IReadOnlyList<LedgerFinding> Findings)
{
    /// <summary>Whether everything holds.</summary>
    public bool Holds => FindingsTotal == 0;
}
