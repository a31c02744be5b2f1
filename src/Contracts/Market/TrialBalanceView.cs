using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Market;

/// <summary>The books in one table: debits and credits are equal in each currency.</summary>
/// <param name="Member">Whose books; null for everybody's.</param>
/// <param name="Demonstration">Whether it belongs to the books of demonstrations, which are apart from the others.</param>
/// <param name="Balanced">Whether debits equal credits in each currency.</param>
/// <param name="Rows">The accounts by kind and currency.</param>
public sealed record TrialBalanceView(MemberId? Member, bool Demonstration, bool Balanced, IReadOnlyList<TrialBalanceRowView> Rows);
