namespace KeyEcosystem.Kernel.Contracts;

/// <summary>What other rooms may know of an asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Provider">The member that brought it.</param>
/// <param name="Kind">dataset or compute-pool for now.</param>
/// <param name="Title">Its name.</param>
/// <param name="Sector">GB/T 4754 section letter of its content; null when not stated.</param>
/// <param name="Place">ISO 3166 two letters: where it physically is.</param>
/// <param name="Demonstration">Whether it belongs to a demonstration.</param>
public sealed record AssetFacts(AssetId Asset, MemberId Provider, string Kind, string Title, string? Sector, string Place, bool Demonstration)
{
    /// <summary>Countries, ISO 3166 two letters, on whose ground it may be used; null for any.</summary>
    public IReadOnlyList<string>? Jurisdictions { get; init; }

    /// <summary>Bytes of its content; 0 where it has none here.</summary>
    public long Length { get; init; }

    /// <summary>Rows of its table; null where it is none, or not known.</summary>
    public long? Rows { get; init; }

    /// <summary>Its owner's rules for what leaves a job that computes on it unseen.</summary>
    public AirlockRules Airlock { get; init; } = AirlockRules.Default;
}
