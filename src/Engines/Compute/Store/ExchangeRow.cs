using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>The node's table of exchange rates; there is one at most.</summary>
internal sealed class ExchangeRow : IRow
{
    /// <summary>Its only key.</summary>
    public static readonly Guid Only = new(1, 0, 0, new byte[8]);

    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>CSV as <see cref="Core.Pooling.ExchangeRates"/> reads it.</summary>
    public required string Table { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }
}
