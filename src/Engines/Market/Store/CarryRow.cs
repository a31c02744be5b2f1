using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Market.Store;

/// <summary>What readings of one kind under one agreement have left below a minor unit. Changed against its version: this orders settlements of one agreement.</summary>
internal sealed class CarryRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Agreement { get; init; }

    public required string Kind { get; init; }

    public required bool Demonstration { get; init; }

    public required long Rest { get; set; }
}
