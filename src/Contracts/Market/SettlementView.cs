namespace KeyEcosystem.Contracts.Market;

/// <summary>What was settled now. Readings that were settled before, or by somebody else meanwhile, are not in it.</summary>
/// <param name="Settled">Readings settled, one entry each.</param>
/// <param name="Held">Readings that could not be settled and stay due; the node's log says why.</param>
/// <param name="More">Whether the run ended at its limit and more are due.</param>
/// <param name="Sums">By currency and books.</param>
public sealed record SettlementView(int Settled, int Held, bool More, IReadOnlyList<SettlementSumView> Sums);
