using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Identity;

/// <summary>An API key: only its hash is kept.</summary>
public sealed class ApiKeyRow : IRow
{
    /// <summary>Key id; stands in the key's text.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>SHA-256 over the secret.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid Member { get; init; }

    /// <summary>Roles, comma-separated.</summary>
    public required string Roles { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Since when it is worth nothing; null while it is worth something.</summary>
    public DateTimeOffset? Revoked { get; set; }

    /// <summary>When it ends by itself.</summary>
    public required DateTimeOffset Expires { get; init; }
}
