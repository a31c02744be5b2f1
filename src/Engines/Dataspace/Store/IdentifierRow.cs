using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>A name by which others know an asset, an offer or an agreement: a DOI, an identifier of a national scheme, a connector's own.</summary>
internal sealed class IdentifierRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>The thing. An asset and its first offer have one UUID: with the kind it is one thing.</summary>
    public required Guid Of { get; init; }

    /// <summary>asset, offer or agreement.</summary>
    public required string Kind { get; init; }

    /// <summary>The name, unique for its kind.</summary>
    public required string Text { get; set; }
}
