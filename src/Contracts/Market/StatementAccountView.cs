using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Market;

/// <summary>An account over a period.</summary>
/// <param name="Id">Account id.</param>
/// <param name="Kind">receivable, payable, revenue or cost.</param>
/// <param name="Currency">ISO 4217, e.g. CNY.</param>
/// <param name="OpeningMinor">Balance at the begin, in hundredths.</param>
/// <param name="DebitMinor">Debits of the period.</param>
/// <param name="CreditMinor">Credits of the period.</param>
/// <param name="ClosingMinor">Balance at the end.</param>
public sealed record StatementAccountView(AccountId Id, string Kind, string Currency, long OpeningMinor, long DebitMinor, long CreditMinor, long ClosingMinor);
