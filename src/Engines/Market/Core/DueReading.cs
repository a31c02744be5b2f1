using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Ledger;

namespace KeyEcosystem.Market.Core;

/// <summary>A reading that is to be settled, with its price.</summary>
/// <param name="Id">The reading.</param>
/// <param name="Agreement">The agreement of the use; null for a member's own asset.</param>
/// <param name="Provider">Who provides.</param>
/// <param name="Consumer">Who used.</param>
/// <param name="Kind">What is measured.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="ProviderFailed">Whether the provider's side failed.</param>
/// <param name="Demonstration">Whether it belongs to a demonstration.</param>
/// <param name="Price">The agreed price.</param>
public sealed record DueReading(ReadingId Id, AgreementId? Agreement, MemberId Provider, MemberId Consumer, string Kind, long Quantity, bool ProviderFailed, bool Demonstration, UnitPrice Price);
