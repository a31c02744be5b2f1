using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Identity;

/// <summary>A person's account.</summary>
public sealed class UserRow : IRow
{
    /// <summary>User id.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>Lower-case e-mail address or user name, unique; null once erased.</summary>
    public required string? LoginName { get; set; }

    /// <summary>How the person is called; empty once erased.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The tenant.</summary>
    public required Guid Member { get; init; }

    /// <summary>Roles, comma-separated.</summary>
    public required string Roles { get; set; }

    /// <summary>One of <see cref="UserState"/>.</summary>
    public required string State { get; set; }

    /// <summary>Salted slow hash; null when the person signs in by link only.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes whenever older sign-ins shall be worth nothing.</summary>
    public required Guid Stamp { get; set; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public long Failures { get; set; }

    /// <summary>No password is looked at before this instant.</summary>
    public DateTimeOffset? LockedUntil { get; set; }
}
