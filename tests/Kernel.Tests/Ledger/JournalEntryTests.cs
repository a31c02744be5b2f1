using CsCheck;
using KeyEcosystem.Kernel.Ledger;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Ledger;

public sealed class JournalEntryTests
{
    private static readonly EntryId Id = new(Guid.AllBitsSet);

    [Fact]
    public void Only_what_sums_to_zero_in_every_currency_is_an_entry() =>
        Gen.Select(Gen.Long[-3, 3], Gen.Enum<Currency>()).Array[0, 6].Sample(lines =>
        {
            var postings = lines.Select((l, i) => new Posting(new AccountId(new Guid(i, 0, 0, new byte[8])), new Money(l.Item1, l.Item2))).ToList();
            var balanced = Enum.GetValues<Currency>().All(c => lines.Where(l => l.Item2 == c).Sum(l => l.Item1) == 0) && lines.All(l => l.Item1 != 0);
            return JournalEntry.Of(Id, postings).IsOk == balanced;
        });

    [Fact]
    public void Currencies_do_not_balance_each_other() =>
        Assert.Equal("ledger.entry.unbalanced", JournalEntry.Of(Id, [Line(1, Currency.Cny), Line(-1, Currency.Eur)]).Refusal!.Code);

    [Fact]
    public void A_sum_that_overflows_is_not_taken_for_zero() =>
        Assert.Equal("ledger.entry.unbalanced", JournalEntry.Of(Id, [Line(long.MaxValue, Currency.Cny), Line(long.MaxValue, Currency.Cny), Line(2, Currency.Cny)]).Refusal!.Code);

    [Fact]
    public void A_posting_of_nothing_is_refused() => Assert.Equal("ledger.entry.zero", JournalEntry.Of(Id, [Line(0, Currency.Cny)]).Refusal!.Code);

    [Fact]
    public void An_entry_has_a_limit() =>
        Assert.Equal("ledger.entry.exceeded", JournalEntry.Of(Id, [.. Enumerable.Repeat(Line(1, Currency.Cny), JournalEntry.PostingsMax + 1)]).Refusal!.Code);

    private static Posting Line(long minor, Currency currency) => new(default, new Money(minor, currency));
}
