using KeyEcosystem.Kernel;

namespace KeyEcosystem.Market.Store;

/// <summary>One dated price of a member's list, append-only.</summary>
internal sealed class PriceRow
{
    public required Guid Id { get; init; }

    public required Guid Member { get; init; }

    public required string Kind { get; init; }

    public required long PriceMinor { get; init; }

    public required Currency Currency { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset ToldAt { get; init; }
}
