using KeyEcosystem.Kernel.Ledger;
using KeyEcosystem.Market.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Market.Store;

/// <summary>Brings the totals of accounts along with the postings, in the same change.</summary>
internal static class AccountTotals
{
    /// <summary>Adds to accounts that are there, and opens those that are not.</summary>
    public static async Task Add(Change change, IEnumerable<(Posting Posting, DueReading Reading)> postings, IDbContextFactory<NodeContext> contexts, CancellationToken stop)
    {
        var sums = new Dictionary<Guid, (Posting First, DueReading Reading, long Debit, long Credit)>();
        foreach (var (posting, reading) in postings)
        {
            var (first, of, debit, credit) = sums.GetValueOrDefault(posting.Account.Value, (posting, reading, 0, 0));
            var minor = posting.Amount.Minor;
            sums[posting.Account.Value] = (first, of, checked(debit + Math.Max(minor, 0)), checked(credit + Math.Max(-minor, 0)));
        }

        if (sums.Count == 0)
        {
            return;
        }

        var wanted = sums.Keys.ToArray();
        await using var db = await contexts.CreateDbContextAsync(stop);
        var there = (await db.Set<AccountRow>().Where(a => wanted.Contains(a.Id)).Select(a => a.Id).ToListAsync(stop)).ToHashSet();
        foreach (var (id, (first, reading, debit, credit)) in sums)
        {
            if (!there.Contains(id))
            {
                change.Insert(Open(id, first, reading, debit, credit));
                continue;
            }

            if (debit > 0)
            {
                change.Add<AccountRow>(id, nameof(AccountRow.DebitMinor), debit);
            }

            if (credit > 0)
            {
                change.Add<AccountRow>(id, nameof(AccountRow.CreditMinor), credit);
            }
        }
    }

    /// <summary>Which member and kind an account is of, is found by making the ids of both parties: an id does not tell.</summary>
    private static AccountRow Open(Guid id, Posting posting, DueReading reading, long debit, long credit)
    {
        var currency = posting.Amount.Currency;
        var (member, kind) = new[] { reading.Consumer, reading.Provider }
            .SelectMany(m => Enum.GetValues<AccountKind>().Select(k => (m, k)))
            .First(a => MarketIds.Account(a.m, a.k, currency, reading.Demonstration).Value == id);
        return new AccountRow { Id = id, Member = member.Value, Kind = kind, Currency = currency, Demonstration = reading.Demonstration, DebitMinor = debit, CreditMinor = credit };
    }
}
