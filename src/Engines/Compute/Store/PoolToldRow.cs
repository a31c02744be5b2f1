using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>Until when a pool's capacity was told as facts. A row of its own: the telling is the node's, and the pool's version stays as its owner read it.</summary>
internal sealed class PoolToldRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required DateTimeOffset To { get; set; }
}
