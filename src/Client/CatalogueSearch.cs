using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>What is looked for in the catalogue; what is null does not count.</summary>
public sealed record CatalogueSearch
{
    /// <summary>Words of the title.</summary>
    public string? Query { get; init; }

    /// <summary>dataset or compute-pool.</summary>
    public string? Kind { get; init; }

    /// <summary>GB/T 4754 section letter.</summary>
    public string? Sector { get; init; }

    /// <summary>ISO 3166 two letters.</summary>
    public string? Place { get; init; }

    /// <summary>Who brings it.</summary>
    public MemberId? Provider { get; init; }

    /// <summary>A purpose: only what you could use for it, now or by taking an open offer.</summary>
    public string? UsableFor { get; init; }

    /// <summary>oldest, newest, title or price.</summary>
    public string? Sort { get; init; }
}
