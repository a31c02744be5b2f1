using System.Runtime.InteropServices;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Market.Core;

/// <summary>
/// Verifies a whole ledger from streams: accounts first, then the postings in the order of their entries, then the entries with their readings, then the rests that are carried.
/// It keeps a sum for each account and each agreement, nothing for an entry: memory does not grow with the ledger.
/// </summary>
public sealed class LedgerAudit
{
    /// <summary>Most findings that are told; the others are counted.</summary>
    public const int FindingsMax = 100;

    private static readonly int Currencies = Enum.GetValues<Currency>().Length;
    private readonly Dictionary<Guid, AccountSum> accounts = [];
    private readonly Dictionary<(Guid Agreement, string Kind, bool Demonstration), CarrySum> carries = [];
    private readonly List<LedgerFinding> findings = [];
    private readonly Int128[] sums = new Int128[Currencies];
    private Guid current;
    private bool open;
    private long amount;
    private Int128 debits;
    private long entries;
    private long postings;
    private long found;

    /// <summary>An account with its totals as they are kept.</summary>
    /// <param name="id">The account.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="demonstration">In which books.</param>
    /// <param name="debitMinor">Sum of its debits.</param>
    /// <param name="creditMinor">Sum of its credits.</param>
    public void Account(Guid id, Currency currency, bool demonstration, long debitMinor, long creditMinor) =>
        accounts[id] = new AccountSum { Currency = currency, Demonstration = demonstration, DebitKept = debitMinor, CreditKept = creditMinor };

    /// <summary>One posting, or an entry that has none. All lines of an entry come one after the other.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="amountMinor">What the entry says is owed.</param>
    /// <param name="demonstration">In which books.</param>
    /// <param name="account">The account; null when the entry has no posting.</param>
    /// <param name="postedMinor">The posted amount.</param>
    public void Line(Guid entry, long amountMinor, bool demonstration, Guid? account, long postedMinor)
    {
        if (!open || entry != current)
        {
            Finish();
            (current, amount, open) = (entry, amountMinor, true);
            entries++;
        }

        if (account is not { } id)
        {
            return;
        }

        postings++;
        ref var sum = ref CollectionsMarshal.GetValueRefOrNullRef(accounts, id);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref sum))
        {
            Find("ledger.account.unknown", new EntryId(entry).ToString(), "分录记入了不存在的账户。", "The entry is posted to an account that is not there.");
            return;
        }

        if (sum.Demonstration != demonstration)
        {
            Find("ledger.account.mixed", new EntryId(entry).ToString(), "演示账与正式账混记。", "The entry mixes the books of a demonstration with the others.");
        }

        sums[(int)sum.Currency] += postedMinor;
        if (postedMinor > 0)
        {
            sum.Debit += postedMinor;
            debits += postedMinor;
        }
        else
        {
            sum.Credit -= postedMinor;
        }
    }

    /// <summary>An entry with its price, beside the reading that it settles.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="readingFits">Whether the reading is there and says the same: kind, quantity, parties and books.</param>
    /// <param name="carry">Agreement, kind and books; null when the entry charges nothing.</param>
    /// <param name="quantity">Base units.</param>
    /// <param name="priceMinor">Minor units of money for one priced unit.</param>
    /// <param name="unitSize">Base units of one priced unit.</param>
    /// <param name="amountMinor">What it charges.</param>
    public void Entry(Guid id, bool readingFits, (Guid Agreement, string Kind, bool Demonstration)? carry, long quantity, long priceMinor, long unitSize, long amountMinor)
    {
        if (!readingFits)
        {
            Find("ledger.entry.reading", new EntryId(id).ToString(), "分录与其读数不符，或没有该读数。", "There is no such reading, or it says something else than the entry.");
        }

        if (carry is { } key)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(carries, key, out _);
            sum ??= new CarrySum { UnitSize = unitSize };
            sum.Exact += (Int128)quantity * priceMinor;
            sum.Charged += amountMinor;
        }
        else if (amountMinor != 0)
        {
            Find("ledger.entry.amount", new EntryId(id).ToString(), "不应计费的分录有金额。", "The entry charges for what is not charged.");
        }
    }

    /// <summary>A rest as it is kept.</summary>
    /// <param name="carry">Agreement, kind and books.</param>
    /// <param name="rest">Parts of a minor unit.</param>
    public void Carry((Guid Agreement, string Kind, bool Demonstration) carry, long rest) =>
        (carries.TryGetValue(carry, out var sum) ? sum : carries[carry] = new CarrySum { UnitSize = 1 }).RestKept = rest;

    /// <summary>Something that only the store can see.</summary>
    /// <param name="finding">What does not hold.</param>
    /// <param name="count">How many times.</param>
    public void Found(LedgerFinding finding, long count)
    {
        if (count > 0)
        {
            findings.Add(finding);
            found += count;
        }
    }

    /// <summary>The end of all streams.</summary>
    public LedgerReport Close()
    {
        Finish();
        open = false;
        foreach (var (id, sum) in accounts)
        {
            if (sum.Debit != sum.DebitKept || sum.Credit != sum.CreditKept)
            {
                Find("ledger.account.balance", new AccountId(id).ToString(), "账户余额与过账行之和不符。", "The totals of the account are not the sum of its postings.");
            }
        }

        foreach (var (key, sum) in carries)
        {
            // What was charged, and what is carried, are together the exact price: no minor unit was lost or made.
            if (sum.Exact != (sum.Charged * sum.UnitSize) + sum.RestKept)
            {
                Find("ledger.carry.rest", new AgreementId(key.Agreement).ToString(), "协议下收费与余数之和不等于精确价款。", "What was charged under the agreement and what is carried are not the exact price together.");
            }
        }

        return new LedgerReport(entries, postings, accounts.Count, found, findings);
    }

    private void Finish()
    {
        if (!open)
        {
            return;
        }

        for (var c = 0; c < sums.Length; c++)
        {
            if (sums[c] != 0)
            {
                Find("ledger.entry.unbalanced", new EntryId(current).ToString(), "分录不平。", $"The postings of the entry sum to {sums[c]} in {MarketWords.Of((Currency)c)}.");
            }

            sums[c] = 0;
        }

        // Each party's books move by the amount once: two debits, two credits.
        if (debits != 2 * (Int128)amount)
        {
            Find("ledger.entry.amount", new EntryId(current).ToString(), "过账行与分录金额不符。", "The postings are not what the entry says is owed.");
        }

        debits = 0;
    }

    private void Find(string code, string subject, string zh, string en)
    {
        if (findings.Count < FindingsMax)
        {
            findings.Add(new LedgerFinding(code, subject, zh, en));
        }

        found++;
    }

    private struct AccountSum
    {
        public Currency Currency;
        public bool Demonstration;
        public long DebitKept;
        public long CreditKept;
        public Int128 Debit;
        public Int128 Credit;
    }

    private sealed class CarrySum
    {
        public Int128 Exact;
        public Int128 Charged;
        public long UnitSize;
        public long RestKept;
    }
}
