using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Core;

namespace KeyEcosystem.Market.Store;

/// <summary>One entry, append-only. Its key is the UUID of the reading that it settles.</summary>
internal sealed class EntryRow
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid? Agreement { get; init; }

    public required Guid Use { get; init; }

    public required Guid Asset { get; init; }

    public required Guid Provider { get; init; }

    public required Guid Consumer { get; init; }

    public required string Kind { get; init; }

    public required long Quantity { get; init; }

    public required long PriceMinor { get; init; }

    public required long UnitSize { get; init; }

    public required Currency Currency { get; init; }

    public required long AmountMinor { get; init; }

    /// <summary>What was carried on, in parts of a minor unit.</summary>
    public required long Rest { get; init; }

    public required Basis Basis { get; init; }

    public required string Outcome { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required bool Demonstration { get; init; }
}
