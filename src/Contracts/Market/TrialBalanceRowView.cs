namespace KeyEcosystem.Contracts.Market;

/// <summary>All accounts of one kind.</summary>
/// <param name="Kind">receivable, payable, revenue or cost.</param>
/// <param name="Currency">ISO 4217, e.g. CNY.</param>
/// <param name="Accounts">How many accounts.</param>
/// <param name="DebitMinor">Sum of debits, in hundredths.</param>
/// <param name="CreditMinor">Sum of credits.</param>
public sealed record TrialBalanceRowView(string Kind, string Currency, long Accounts, long DebitMinor, long CreditMinor);
