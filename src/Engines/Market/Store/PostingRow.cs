namespace KeyEcosystem.Market.Store;

/// <summary>One posting, append-only.</summary>
internal sealed class PostingRow
{
    public required Guid Id { get; init; }

    public required Guid Entry { get; init; }

    public required Guid Account { get; init; }

    /// <summary>A debit when positive, a credit when negative.</summary>
    public required long AmountMinor { get; init; }
}
