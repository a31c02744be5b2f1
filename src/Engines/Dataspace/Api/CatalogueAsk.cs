using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>The catalogue's query string.</summary>
internal sealed record CatalogueAsk
{
    /// <summary>Part of the title.</summary>
    public string? Query { get; init; }

    /// <summary>dataset or compute-pool.</summary>
    public string? Kind { get; init; }

    /// <summary>GB/T 4754 section letter.</summary>
    public string? Sector { get; init; }

    /// <summary>ISO 3166 two letters.</summary>
    public string? Place { get; init; }

    /// <summary>A member id.</summary>
    public string? Provider { get; init; }

    /// <summary>A purpose: only what you could use for it, now or by taking an open offer.</summary>
    public string? UsableFor { get; init; }

    /// <summary>With usableFor: read, compute, transfer or distribute.</summary>
    public string? Action { get; init; }

    /// <summary>oldest, newest, title or price.</summary>
    public string? Sort { get; init; }

    /// <summary>The next value of the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>1 to 500.</summary>
    public int? Limit { get; init; }

    /// <summary>What can be asked of an asset.</summary>
    public static IReadOnlyList<string> Actions { get; } = [.. UseRequest.Actions, "use"];

    /// <summary>The query, or the field that is wrong.</summary>
    public Result<CatalogueQuery> Read()
    {
        MemberId? provider = null;
        if (Provider is not null)
        {
            if (!MemberId.TryParse(Provider, null, out var member))
            {
                return Refusal.Field("provider", "a member id (mbr_...)", Provider);
            }

            provider = member;
        }

        if (Kind is { Length: > 0 } and not ("dataset" or "compute-pool"))
        {
            return Refusal.Field("kind", "dataset or compute-pool", Kind);
        }

        if (Sort is not null && !CatalogueSearch.Sorts.Contains(Sort))
        {
            return Refusal.Field("sort", string.Join(", ", CatalogueSearch.Sorts), Sort);
        }

        if (Action is not null && !Actions.Contains(Action))
        {
            return Refusal.Field("action", string.Join(", ", Actions), Action);
        }

        return Query is { Length: > 200 }
            ? Refusal.Field("query", "at most 200 characters", Query)
            : new CatalogueQuery
            {
                Text = Query,
                Kind = Said(Kind),
                Sector = Said(Sector),
                Place = Said(Place),
                Provider = provider,
                UsableFor = UsableFor,
                Action = Action,
                Sort = Sort ?? "oldest",
            };
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
