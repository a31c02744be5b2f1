using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>The catalogue's query string.</summary>
/// <param name="Query">Part of the title.</param>
/// <param name="Kind">dataset or compute-pool.</param>
/// <param name="Sector">GB/T 4754 section letter.</param>
/// <param name="Place">ISO 3166 two letters.</param>
/// <param name="Provider">A member id.</param>
/// <param name="UsableFor">A purpose: only what you could use for it, now or by taking an open offer.</param>
/// <param name="Action">With usableFor: read, compute, transfer or distribute.</param>
/// <param name="Sort">oldest, newest, title or price.</param>
/// <param name="Cursor">The next value of the page before.</param>
/// <param name="Limit">1 to 500.</param>
internal sealed record CatalogueAsk(string? Query, string? Kind, string? Sector, string? Place, string? Provider, string? UsableFor, string? Action, string? Sort, string? Cursor, int? Limit)
{
    /// <summary>What can be asked of an asset.</summary>
    public static IReadOnlyList<string> Actions { get; } = ["read", "compute", "transfer", "distribute", "use"];

    /// <summary>The query, or the field that is wrong.</summary>
    public Result<CatalogueQuery> Read()
    {
        MemberId? provider = null;
        if (Provider is not null)
        {
            if (!MemberId.TryParse(Provider, null, out var member))
            {
                return Problems.Field("provider", "a member id (mbr_...)", Provider);
            }

            provider = member;
        }

        if (Sort is not null && !CatalogueSearch.Sorts.Contains(Sort))
        {
            return Problems.Field("sort", string.Join(", ", CatalogueSearch.Sorts), Sort);
        }

        if (Action is not null && !Actions.Contains(Action))
        {
            return Problems.Field("action", string.Join(", ", Actions), Action);
        }

        return Query is { Length: > 200 }
            ? Problems.Field("query", "at most 200 characters", Query)
            : new CatalogueQuery
            {
                Text = Query,
                Kind = Said(Kind),
                Sector = Said(Sector),
                Place = Said(Place),
                Provider = provider,
                UsableFor = UsableFor,
                Action = Action ?? "read",
                Sort = Sort ?? "oldest",
            };
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
