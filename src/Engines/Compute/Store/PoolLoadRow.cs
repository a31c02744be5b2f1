using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>How full a pool is. Changed by sums with caps only, so that devices are never given twice and the queue never overflows, whoever races.</summary>
internal sealed class PoolLoadRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required long Queued { get; init; }

    public required long QueuedMax { get; init; }

    public required long DevicesBusy { get; init; }

    public required long DevicesMax { get; init; }
}
