using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Market;

/// <summary>An account of a member with its totals.</summary>
/// <param name="Id">Account id.</param>
/// <param name="Member">Whose.</param>
/// <param name="Kind">receivable, payable, revenue or cost.</param>
/// <param name="Currency">ISO 4217, e.g. CNY.</param>
/// <param name="DebitMinor">Sum of its debits, in hundredths.</param>
/// <param name="CreditMinor">Sum of its credits.</param>
/// <param name="BalanceMinor">Debits less credits.</param>
/// <param name="Demonstration">Whether it belongs to the books of demonstrations, which are apart from the others.</param>
public sealed record AccountView(AccountId Id, MemberId Member, string Kind, string Currency, long DebitMinor, long CreditMinor, long BalanceMinor, bool Demonstration);
