using System.Diagnostics;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Ledger;

namespace KeyEcosystem.Market.Core;

/// <summary>Decides who owes whom how much for a reading. Pure.</summary>
public static class Settlement
{
    /// <summary>
    /// The entry of a reading. The consumer's cost and payable, the provider's receivable and revenue: the books of each member balance by themselves, and so do all together.
    /// Refused with <c>ledger.amount.exceeded</c>.
    /// </summary>
    /// <param name="reading">The reading with its price.</param>
    /// <param name="rest">What is carried from the reading before, of the same kind under the same agreement.</param>
    public static Result<SettledReading> Of(DueReading reading, long rest)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var basis = BasisOf(reading);
        var charge = new Charge(new Money(0, reading.Price.Currency), rest);
        if (basis == Basis.Charged)
        {
            var priced = reading.Price.Of(reading.Quantity, rest);
            if (!priced.IsOk)
            {
                return priced.Refusal;
            }

            charge = priced.Value;
        }

        var entry = JournalEntry.Of(MarketIds.Entry(reading.Id), charge.Amount.Minor == 0 ? [] : Postings(reading, charge.Amount));
        Debug.Assert(entry.IsOk, "Four postings of one amount balance.");
        return new SettledReading(entry.Value, basis, charge.Amount, charge.Rest);
    }

    private static Basis BasisOf(DueReading reading) =>
        reading.ProviderFailed ? Basis.ProviderFailed
        : reading.Provider == reading.Consumer ? Basis.OwnUse
        : reading.Price.MinorPerUnit == 0 ? Basis.Free
        : Basis.Charged;

    private static Posting[] Postings(DueReading reading, Money amount)
    {
        return
        [
            On(reading.Consumer, AccountKind.Cost, amount),
            On(reading.Consumer, AccountKind.Payable, -amount),
            On(reading.Provider, AccountKind.Receivable, amount),
            On(reading.Provider, AccountKind.Revenue, -amount),
        ];

        Posting On(MemberId member, AccountKind kind, Money posted) => new(MarketIds.Account(member, kind, posted.Currency, reading.Demonstration), posted);
    }
}
