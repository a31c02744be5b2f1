namespace KeyEcosystem.Contracts.Observatory;

/// <summary>A page of the facts behind a value.</summary>
/// <param name="Id">The indicator.</param>
/// <param name="AsOf">The instant.</param>
/// <param name="Demonstration">Whether demonstrations count.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Hidden">How many of them concern other members only and are counted but not shown.</param>
/// <param name="Items">The page.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
public sealed record IndicatorRecordsView(string Id, DateTimeOffset AsOf, bool Demonstration, int Total, int Hidden, IReadOnlyList<IndicatorRecordView> Items, string? Next);
