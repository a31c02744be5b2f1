using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

internal sealed class AirlockVoteRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Entry { get; init; }

    /// <summary>Owner of data that the job computed on.</summary>
    public required Guid Member { get; init; }

    /// <summary>pending, approved or refused.</summary>
    public required string State { get; set; }

    public DateTimeOffset? At { get; set; }
}
