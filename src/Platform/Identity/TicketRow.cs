using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Something that is good once: a sign-in link, an invitation or the proof of an e-mail address. Only the secret's hash is kept.</summary>
internal sealed class TicketRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>One of <see cref="TicketKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>SHA-256 over the secret.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Whom a sign-in link is for; the id the account will have for the other kinds.</summary>
    public required Guid User { get; init; }

    public required Guid Member { get; init; }

    /// <summary>Roles the account will have, comma-separated.</summary>
    public required string Roles { get; init; }

    /// <summary>The address that was written to; null for a link.</summary>
    public required string? LoginName { get; init; }

    public required DateTimeOffset Expires { get; init; }
}
