using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

internal sealed class ReleaseRow : IRow
{
    public required Guid Id { get; init; }

    /// <summary>Grows with every vote, so that of two last votes at once one sees the other.</summary>
    public long Version { get; init; }

    public required Guid Asset { get; init; }

    public required Guid Owner { get; init; }

    public required string Policy { get; init; }

    public required string State { get; set; }

    public required DateTimeOffset RequestedAt { get; init; }
}
