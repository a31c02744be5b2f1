using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>What is looked for in the catalogue; null lets all pass.</summary>
internal sealed record CatalogueQuery
{
    /// <summary>Scope letter of assets in the search index.</summary>
    public const char Scope = 'a';

    /// <summary>Part of the title.</summary>
    public string? Text { get; init; }

    public string? Kind { get; init; }

    public string? Sector { get; init; }

    public string? Place { get; init; }

    public MemberId? Provider { get; init; }

    /// <summary>oldest, newest, title or price.</summary>
    public string Sort { get; init; } = "oldest";

    /// <summary>Declared purpose: only what the reader could use for it.</summary>
    public string? UsableFor { get; init; }

    /// <summary>With <see cref="UsableFor"/>: which action; null for what the asset's kind is for.</summary>
    public string? Action { get; init; }
}
