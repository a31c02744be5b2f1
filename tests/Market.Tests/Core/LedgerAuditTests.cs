using CsCheck;
using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Core;
using Xunit;

namespace KeyEcosystem.Market.Tests.Core;

/// <summary>The streaming audit against the slow obvious form: sums made anew for each entry and account.</summary>
[Trait("Store", "none")]
public sealed class LedgerAuditTests
{
    private static readonly Guid[] Accounts = [.. Enumerable.Range(0, 4).Select(i => new Guid(i, 1, 0, new byte[8]))];

    [Fact]
    public void It_holds_exactly_when_the_obvious_form_holds() =>
        Gen.Select(Gen.Int[0, 3], Gen.Long[-2, 2]).Array[0, 5].Array[0, 4].Sample(entries =>
        {
            var audit = new LedgerAudit();
            foreach (var account in Accounts)
            {
                var posted = entries.SelectMany(e => e).Where(p => Accounts[p.Item1] == account).Select(p => p.Item2).ToList();
                audit.Account(account, Currency.Cny, false, posted.Where(p => p > 0).Sum(), -posted.Where(p => p < 0).Sum());
            }

            for (var i = 0; i < entries.Length; i++)
            {
                if (entries[i].Length == 0)
                {
                    audit.Line(Entry(i), Owed(entries[i]), false, null, 0);
                }

                foreach (var (account, minor) in entries[i])
                {
                    audit.Line(Entry(i), Owed(entries[i]), false, Accounts[account], minor);
                }
            }

            var obvious = entries.All(e => e.Sum(p => p.Item2) == 0 && e.Where(p => p.Item2 > 0).Sum(p => p.Item2) == 2 * Owed(e));
            return audit.Close().Holds == obvious;
        });

    [Fact]
    public void A_total_that_is_not_the_sum_is_found() => Assert.Equal("ledger.account.balance", Finding(a => a.Account(Accounts[0], Currency.Cny, false, 1, 1)));

    [Fact]
    public void A_posting_to_nowhere_is_found() => Assert.Equal("ledger.account.unknown", Finding(a => a.Line(Entry(1), 0, false, Accounts[0], 1)));

    [Fact]
    public void Books_that_are_mixed_are_found()
    {
        var found = Findings(a =>
        {
            a.Account(Accounts[0], Currency.Cny, true, 2, 0);
            a.Account(Accounts[1], Currency.Cny, false, 0, 2);
            a.Line(Entry(1), 1, false, Accounts[0], 2);
            a.Line(Entry(1), 1, false, Accounts[1], -2);
        });

        Assert.Equal(["ledger.account.mixed"], found);
    }

    [Fact]
    public void Currencies_do_not_balance_each_other()
    {
        var found = Findings(a =>
        {
            a.Account(Accounts[0], Currency.Cny, false, 2, 0);
            a.Account(Accounts[1], Currency.Eur, false, 0, 2);
            a.Line(Entry(1), 1, false, Accounts[0], 2);
            a.Line(Entry(1), 1, false, Accounts[1], -2);
        });

        Assert.Equal(["ledger.entry.unbalanced", "ledger.entry.unbalanced"], found);
    }

    [Theory]
    [InlineData(3, 1, true)]
    [InlineData(3, 0, false)]
    [InlineData(2, 1, false)]
    [InlineData(4, 1, false)]
    public void Charges_and_the_rest_are_the_exact_price_together(long charged, long rest, bool holds)
    {
        // 31 + 0 base units at 1 for 10 are 3 and a tenth.
        var key = (Entry(9), "device.ms", false);
        var found = Findings(a =>
        {
            a.Entry(Entry(1), true, key, 31, 1, 10, charged);
            a.Entry(Entry(2), true, key, 0, 1, 10, 0);
            a.Carry(key, rest);
        });

        Assert.Equal(holds ? [] : ["ledger.carry.rest"], found);
    }

    [Fact]
    public void A_rest_without_charges_is_found() => Assert.Equal("ledger.carry.rest", Finding(a => a.Carry((Entry(1), "device.ms", false), 1)));

    [Fact]
    public void An_entry_that_does_not_fit_its_reading_is_found() => Assert.Equal("ledger.entry.reading", Finding(a => a.Entry(Entry(1), false, null, 1, 0, 1, 0)));

    [Fact]
    public void A_charge_for_what_is_free_is_found() => Assert.Equal("ledger.entry.amount", Finding(a => a.Entry(Entry(1), true, null, 1, 0, 1, 5)));

    [Fact]
    public void Many_findings_are_counted_and_the_first_told()
    {
        var audit = new LedgerAudit();
        for (var i = 0; i < LedgerAudit.FindingsMax + 5; i++)
        {
            audit.Entry(Entry(i), false, null, 1, 0, 1, 0);
        }

        var report = audit.Close();
        Assert.Equal((LedgerAudit.FindingsMax + 5, LedgerAudit.FindingsMax), (report.FindingsTotal, report.Findings.Count));
    }

    private static Guid Entry(int i) => new(i, 2, 0, new byte[8]);

    private static long Owed((int, long)[] postings) => postings.Where(p => p.Item2 > 0).Sum(p => p.Item2) / 2;

    private static string Finding(Action<LedgerAudit> plant) => Assert.Single(Findings(plant));

    private static List<string> Findings(Action<LedgerAudit> plant)
    {
        var audit = new LedgerAudit();
        plant(audit);
        return [.. audit.Close().Findings.Select(f => f.Code)];
    }
}
