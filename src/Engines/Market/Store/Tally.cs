using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Core;

namespace KeyEcosystem.Market.Store;

/// <summary>Sums up a settlement.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<(Currency Currency, bool Demonstration), (int Entries, int Charged, long Minor)> sums = [];
    private int held;

    public void Add(IEnumerable<(DueReading Reading, SettledReading Settled)> settled, int heldBack)
    {
        foreach (var (reading, one) in settled)
        {
            var key = (one.Amount.Currency, reading.Demonstration);
            var (entries, charged, minor) = sums.GetValueOrDefault(key);
            sums[key] = (entries + 1, charged + (one.Amount.Minor > 0 ? 1 : 0), checked(minor + one.Amount.Minor));
        }

        held += heldBack;
    }

    public SettlementView View(bool more) => new(
        sums.Values.Sum(s => s.Entries), held, more,
        [.. sums.Select(s => new SettlementSumView(MarketWords.Of(s.Key.Currency), s.Key.Demonstration, s.Value.Entries, s.Value.Charged, s.Value.Minor))]);
}
