namespace KeyEcosystem.Kernel.Ledger;

/// <summary>A balanced set of postings: double entry. There is no unbalanced one.</summary>
public sealed class JournalEntry
{
    /// <summary>Most postings of one entry.</summary>
    public const int PostingsMax = 1000;

    private JournalEntry(EntryId id, IReadOnlyList<Posting> postings)
    {
        Id = id;
        Postings = postings;
    }

    /// <summary>Names the entry.</summary>
    public EntryId Id { get; }

    /// <summary>Its postings; none when nothing is owed.</summary>
    public IReadOnlyList<Posting> Postings { get; }

    /// <summary>An entry, or the rule that it breaks: <c>ledger.entry.unbalanced</c>, <c>ledger.entry.zero</c>, <c>ledger.entry.exceeded</c>.</summary>
    /// <param name="id">Names the entry.</param>
    /// <param name="postings">Sum to zero in each currency.</param>
    public static Result<JournalEntry> Of(EntryId id, IReadOnlyList<Posting> postings)
    {
        ArgumentNullException.ThrowIfNull(postings);
        if (postings.Count > PostingsMax)
        {
            return new Refusal("ledger.entry.exceeded", "The entry has too many postings.", $"Entry \"{id}\" has {postings.Count} postings; at most {PostingsMax} are allowed.");
        }

        if (postings.Any(p => p.Amount.Minor == 0))
        {
            return new Refusal("ledger.entry.zero", "A posting has no amount.", $"Entry \"{id}\" has a posting of zero: leave it out.");
        }

        foreach (var currency in postings.GroupBy(p => p.Amount.Currency))
        {
            // Wider than an amount: a sum that overflowed could look like zero.
            var sum = currency.Aggregate(Int128.Zero, (s, p) => s + p.Amount.Minor);
            if (sum != 0)
            {
                return new Refusal("ledger.entry.unbalanced", "The entry does not sum to zero.", $"The postings of entry \"{id}\" in {currency.Key} sum to {sum}.");
            }
        }

        return new JournalEntry(id, [.. postings]);
    }
}
