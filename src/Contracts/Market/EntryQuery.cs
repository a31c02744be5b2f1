using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Market;

/// <summary>Which ledger entries are asked for.</summary>
/// <param name="Member">Whose, for supervisors; null for all you may see.</param>
/// <param name="Demonstration">The books of demonstrations instead of the others.</param>
/// <param name="Account">Posted to this account; null for all.</param>
/// <param name="Agreement">Under this agreement; null for all.</param>
/// <param name="From">Settled from then on, a day or an instant; null for all.</param>
/// <param name="To">Settled before; null for all.</param>
public sealed record EntryQuery(MemberId? Member = null, bool Demonstration = false, AccountId? Account = null, AgreementId? Agreement = null, string? From = null, string? To = null);
