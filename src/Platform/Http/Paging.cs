using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Http;

/// <summary>Cursor and limit, as lists of the API take them.</summary>
public static class Paging
{
    /// <summary>Most entries of a page.</summary>
    public const int LimitMax = 500;

    private const int LimitDefault = 100;

    /// <summary>Reads a cursor's text.</summary>
    /// <typeparam name="TKey">What a page continues after.</typeparam>
    /// <param name="text">As sent.</param>
    /// <param name="key">What it says.</param>
    public delegate bool Reader<TKey>(string text, out TKey key);

    /// <summary>Cursor and limit of a list that is ordered by UUIDs.</summary>
    /// <param name="cursor">32 hexadecimal digits; null for the first page.</param>
    /// <param name="limit">1 to <see cref="LimitMax"/>; 100 when null.</param>
    public static Result<(Guid? Cursor, int Limit)> Of(string? cursor, int? limit) =>
        Of(cursor, limit, static (string text, out Guid key) => Guid.TryParseExact(text, "N", out key));

    /// <summary>Cursor and limit of a list.</summary>
    /// <typeparam name="TKey">What a page continues after.</typeparam>
    /// <param name="cursor">Null for the first page.</param>
    /// <param name="limit">1 to <see cref="LimitMax"/>; 100 when null.</param>
    /// <param name="reader">Reads the cursor.</param>
    public static Result<(TKey? Cursor, int Limit)> Of<TKey>(string? cursor, int? limit, Reader<TKey> reader)
        where TKey : struct
    {
        TKey? after = null;
        if (cursor is not null)
        {
            if (!reader(cursor, out var key))
            {
                return Refusal.Field("cursor", "the next value of the page before", cursor);
            }

            after = key;
        }

        return limit is < 1 or > LimitMax ? Refusal.Field("limit", $"1 to {LimitMax}", limit.ToString()) : (after, limit ?? LimitDefault);
    }
}
