using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

internal sealed class AssetRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Provider { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required string SearchText { get; init; }

    public string? Sector { get; init; }

    public required string Place { get; init; }

    public required string Policy { get; init; }

    public required long PriceMinorPerHour { get; init; }

    public string? Sha256 { get; set; }

    public required long Length { get; set; }

    /// <summary>Ids of the sources, comma-separated; empty for an original.</summary>
    public required string Sources { get; init; }

    public required bool Demonstration { get; init; }
}
