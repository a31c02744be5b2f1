namespace KeyEcosystem.Kernel.Ledger;

/// <summary>One amount on one account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">A debit when positive, a credit when negative; never zero.</param>
public readonly record struct Posting(AccountId Account, Money Amount);
