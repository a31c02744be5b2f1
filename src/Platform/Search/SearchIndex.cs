using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Search;

/// <summary>Finds what may hold a text, in the order of UUIDs. The asker compares the text itself: two grams can stand apart.</summary>
public static class SearchIndex
{
    private const int Counted = 2000;
    private const string BehindAll = "g";

    /// <summary>The gram of a text that the fewest things have, as far as counting goes.</summary>
    /// <param name="db">Reads.</param>
    /// <param name="scope">One letter an engine chose.</param>
    /// <param name="normal">What is looked for, in its normal form; not empty.</param>
    /// <param name="stop">Ends the counting.</param>
    public static async Task<string> Rarest(NodeContext db, char scope, string normal, CancellationToken stop)
    {
        var best = (Gram: "", Count: int.MaxValue);
        foreach (var gram in SearchText.Wanted(normal).Take(8))
        {
            var count = await Walk(db, scope, gram, null, descending: false).Take(Counted).CountAsync(stop);
            if (count < best.Count)
            {
                best = (gram, count);
            }
        }

        return best.Gram;
    }

    /// <summary>Things that have a gram, from behind a place.</summary>
    /// <param name="db">Reads.</param>
    /// <param name="scope">One letter an engine chose.</param>
    /// <param name="gram">One gram.</param>
    /// <param name="after">The last one seen; null to begin.</param>
    /// <param name="descending">From the greatest UUID down.</param>
    /// <param name="limit">How many.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async Task<IReadOnlyList<Guid>> Find(NodeContext db, char scope, string gram, Guid? after, bool descending, int limit, CancellationToken stop)
    {
        var keys = await Walk(db, scope, gram, after, descending).Take(limit).ToListAsync(stop);
        return [.. keys.Select(k => Guid.ParseExact(k.AsSpan(k.Length - 32), "N"))];
    }

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
