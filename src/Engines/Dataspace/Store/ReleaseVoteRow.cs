using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

internal sealed class ReleaseVoteRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Release { get; init; }

    /// <summary>Owner of a source.</summary>
    public required Guid Member { get; init; }

    /// <summary>pending, approved or refused.</summary>
    public required string State { get; set; }

    public DateTimeOffset? At { get; set; }
}
