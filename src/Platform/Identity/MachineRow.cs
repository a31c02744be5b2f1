using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Identity;

/// <summary>A program that gets tokens by client credentials. Tenant and roles stand here; its secret's hash in the token store.</summary>
public sealed class MachineRow : IRow
{
    /// <summary>Client id without its prefix.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid Member { get; init; }

    /// <summary>Roles, comma-separated.</summary>
    public required string Roles { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Since when it is worth nothing; null while it is worth something.</summary>
    public DateTimeOffset? Revoked { get; set; }
}
