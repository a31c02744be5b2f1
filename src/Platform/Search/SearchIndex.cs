using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Search;

/// <summary>Finds what may hold a text, in the order of UUIDs. The asker compares the text itself: two grams can stand apart.</summary>
public static class SearchIndex
{
    /// <summary>How far grams are counted; further where even the rarest has as many.</summary>
    private static readonly int[] Counted = [2000, 20_000];

    private const int GramsMax = 8;

    /// <summary>Things with the rarest gram that one finding looks at.</summary>
    private const int Looked = 10_000;

    private const string BehindAll = "g";

    /// <summary>The grams of a text, as far as counting goes the one first that the fewest things have.</summary>
    /// <param name="db">Reads.</param>
    /// <param name="scope">One letter an engine chose.</param>
    /// <param name="normal">What is looked for, in its normal form; not empty.</param>
    /// <param name="stop">Ends the counting.</param>
    public static async Task<IReadOnlyList<string>> Rarest(NodeContext db, char scope, string normal, CancellationToken stop)
    {
        var counts = SearchText.Wanted(normal).Take(GramsMax).ToDictionary(g => g, _ => 0, StringComparer.Ordinal);
        foreach (var most in Counted)
        {
            foreach (var gram in counts.Keys.ToList())
            {
                counts[gram] = await Walk(db, scope, gram, null, descending: false).Take(most).CountAsync(stop);
            }

            if (counts.Values.Min() < most)
            {
                break;
            }
        }

        return [.. counts.OrderBy(c => c.Value).Select(c => c.Key)];
    }

    /// <summary>Things that have all of some grams, from behind a place.</summary>
    /// <param name="db">Reads.</param>
    /// <param name="scope">One letter an engine chose.</param>
    /// <param name="grams">The grams, the rarest first.</param>
    /// <param name="after">The last one seen; null to begin.</param>
    /// <param name="descending">From the greatest UUID down.</param>
    /// <param name="limit">How many to find at most.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>What was found, after which one to go on, and whether there may be more.</returns>
    public static async Task<(IReadOnlyList<Guid> Found, Guid? Last, bool More)> Find(NodeContext db, char scope, IReadOnlyList<string> grams, Guid? after, bool descending, int limit, CancellationToken stop)
    {
        var walk = Walk(db, scope, grams[0], after, descending);
        var found = walk.Take(Looked);
        var first = SearchGramRow.Prefix(scope, grams[0]);
        // A UUID has no colon: what a key begins with stands nowhere else in it.
        foreach (var gram in grams.Skip(1))
        {
            var prefix = SearchGramRow.Prefix(scope, gram);
            found = found.Where(k => db.Set<SearchGramRow>().Any(g => g.Key == k.Replace(first, prefix)));
        }

        var keys = await (descending ? found.OrderByDescending(k => k) : found.OrderBy(k => k)).Take(limit).ToListAsync(stop);
        var last = keys.Count == limit ? keys[^1] : await walk.Skip(Looked - 1).FirstOrDefaultAsync(stop);
        return ([.. keys.Select(Id)], last is null ? null : Id(last), last is not null);
    }

    private static Guid Id(string key) => Guid.ParseExact(key.AsSpan(key.Length - 32), "N");

    private static IQueryable<string> Walk(NodeContext db, char scope, string gram, Guid? after, bool descending)
    {
        var prefix = SearchGramRow.Prefix(scope, gram);
        var edge = after is { } id ? $"{prefix}{id:n}" : null;
        var low = descending || edge is null ? prefix : edge;
        var high = descending && edge is not null ? edge : prefix + BehindAll;
        var keys = db.Set<SearchGramRow>().Where(g => string.Compare(g.Key, low) > 0 && string.Compare(g.Key, high) < 0).Select(g => g.Key);
        return descending ? keys.OrderByDescending(k => k) : keys.OrderBy(k => k);
    }
}
