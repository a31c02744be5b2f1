using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;

namespace KeyEcosystem.Compute.Api;

/// <summary>Cursor and limit, as every list of the API takes them.</summary>
internal static class Paging
{
    private const int LimitMax = 500;
    private const int LimitDefault = 100;

    public static Result<(Guid? Cursor, int Limit)> Of(string? cursor, int? limit)
    {
        if (limit is < 1 or > LimitMax)
        {
            return Problems.Field("limit", $"1 to {LimitMax}", limit.ToString());
        }

        if (cursor is null)
        {
            return (null, limit ?? LimitDefault);
        }

        return Guid.TryParseExact(cursor, "N", out var after) ? (after, limit ?? LimitDefault) : Problems.Field("cursor", "the next value of the page before", cursor);
    }
}
