using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>A download that one use began, over as many requests as it takes. Its id is the use's.</summary>
internal sealed class TransferRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Asset { get; init; }

    public Guid? Agreement { get; init; }

    public required Guid Provider { get; init; }

    public required Guid Consumer { get; init; }

    /// <summary>Of all that the use reads.</summary>
    public required long Length { get; init; }

    /// <summary>Of a table that is read in part: the view's SHA-256; null for all of it.</summary>
    public string? View { get; init; }

    /// <summary>Rows of the table that it reads; null where it is none.</summary>
    public long? Rows { get; init; }

    /// <summary>What was sent, see <see cref="Core.ByteRanges"/>.</summary>
    public required string Sent { get; set; }

    /// <summary>How many bytes of it are metered: all of them whenever a request has ended.</summary>
    public long MeteredBytes { get; set; }

    /// <summary>How many rows of it are metered.</summary>
    public long MeteredRows { get; set; }

    /// <summary>Until when it is metered.</summary>
    public required DateTimeOffset MeteredAt { get; set; }

    public required DateTimeOffset BeganAt { get; init; }

    public required DateTimeOffset TouchedAt { get; set; }

    /// <summary>open, succeeded or cancelled.</summary>
    public required string State { get; set; }

    public required bool Demonstration { get; init; }

    public required bool Trial { get; init; }
}
