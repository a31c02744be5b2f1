using System.ComponentModel.DataAnnotations;
using KeyEcosystem.Platform.Secrets;

namespace KeyEcosystem.Platform.Store;

/// <summary>Where the node keeps its records, and the limits of the lane.</summary>
public sealed record StoreOptions
{
    /// <summary>Name of the node; stands in heads and exports.</summary>
    public required string NodeId { get; init; }

    /// <summary>Folder of the SQLite file and of the node's keys; with PostgreSQL of the keys alone.</summary>
    [Required]
    public required string Folder { get; init; }

    /// <summary>The PostgreSQL database; null for SQLite in the folder.</summary>
    public PostgresTarget? Postgres { get; init; }

    /// <summary>Opens the node's keys; null when their master key lies in the folder in clear.</summary>
    public Passphrase? Passphrase { get; init; }

    /// <summary>Suite of a new log, <c>sha256-ed25519</c> or <c>sm3-sm2</c>; null takes the first, or what the log is in.</summary>
    public string? Suite { get; init; }

    /// <summary>Assembly with the history of the tables; null makes the tables as the parts map them, for an engine that is tested without the others.</summary>
    public string? MigrationsAssembly { get; init; }

    /// <summary>Commands that may wait; more are refused with <c>lane.full</c>. 16 to 65,536.</summary>
    [Range(16, 65_536)]
    public int QueueMax { get; init; } = 16_384;

    /// <summary>Commands of one commit. 1 to 4,096.</summary>
    [Range(1, 4096)]
    public int BatchMax { get; init; } = 256;

    /// <summary>How long a second process on one PostgreSQL database waits at its start for the first to end, 1 second to 10 minutes.</summary>
    public TimeSpan LeaseWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the other processes of the node reach this one; null when they don't.</summary>
    public Uri? ReachedAt { get; init; }

    /// <summary>Path of the SQLite database.</summary>
    public string Database => Path.Combine(Folder, "node.db");
}
