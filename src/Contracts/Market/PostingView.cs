using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Market;

/// <summary>One amount on one account.</summary>
/// <param name="Account">Account id.</param>
/// <param name="Member">Whose account.</param>
/// <param name="Kind">receivable, payable, revenue or cost.</param>
/// <param name="AmountMinor">In hundredths; a debit when positive, a credit when negative.</param>
public sealed record PostingView(AccountId Account, MemberId Member, string Kind, long AmountMinor);
