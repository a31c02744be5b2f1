namespace KeyEcosystem.Contracts.Market;

/// <summary>A verification of the whole ledger.</summary>
/// <param name="Holds">Whether everything holds.</param>
/// <param name="Entries">Entries verified.</param>
/// <param name="Postings">Postings verified.</param>
/// <param name="Accounts">Accounts verified.</param>
/// <param name="ReadingsDue">Readings that are not settled yet.</param>
/// <param name="FindingsTotal">How many things do not hold.</param>
/// <param name="Findings">The first of them.</param>
public sealed record LedgerVerificationView(bool Holds, long Entries, long Postings, int Accounts, long ReadingsDue, long FindingsTotal, IReadOnlyList<LedgerFindingView> Findings);
