using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Ledger;

namespace KeyEcosystem.Market.Core;

/// <summary>What becomes of a reading in the ledger.</summary>
/// <param name="Entry">The balanced entry; without postings when nothing is owed.</param>
/// <param name="Basis">Why it costs so much.</param>
/// <param name="Amount">What the consumer owes the provider.</param>
/// <param name="Rest">What is carried to the next reading, in parts of a minor unit.</param>
public sealed record SettledReading(JournalEntry Entry, Basis Basis, Money Amount, long Rest);
