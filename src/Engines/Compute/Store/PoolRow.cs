using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

internal sealed class PoolRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Asset { get; init; }

    public required Guid Member { get; init; }

    public required string Title { get; init; }

    public required int Devices { get; set; }

    public required string Model { get; init; }

    public required string Origin { get; init; }

    public required string Class { get; init; }

    public required long PeakFlops { get; init; }

    public required string Precision { get; init; }

    public required long AssetValueMinor { get; set; }

    public required bool NetworkGranted { get; set; }

    public required bool Offered { get; set; }

    public required bool Healthy { get; set; }

    public required bool Demonstration { get; init; }

    /// <summary>Until when the pool's capacity was told as facts.</summary>
    public required DateTimeOffset CapacityToldTo { get; set; }

    /// <summary>Devices that take jobs.</summary>
    public int DevicesOpen => Offered && Healthy ? Devices : 0;
}
