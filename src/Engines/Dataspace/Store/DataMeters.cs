using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Readings of data that was read under one use: its bytes, its rows where it is a table, and how often.</summary>
/// <param name="Use">The use.</param>
/// <param name="Agreement">Under which it was permitted; null for a member's own.</param>
/// <param name="Asset">What was read.</param>
/// <param name="Provider">Whose it is.</param>
/// <param name="Consumer">Who read.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="Outcome">How the use ended.</param>
internal sealed record DataMeters(Guid Use, Guid? Agreement, Guid Asset, Guid Provider, Guid Consumer, DateTimeOffset From, DateTimeOffset To, string Outcome)
{
    public required bool Demonstration { get; init; }

    public required bool Trial { get; init; }

    /// <summary>Adds the readings to the change that ends the use. Where nothing went out and nothing was asked for, nothing was read.</summary>
    public void Add(Change change, IIds ids, long bytes, long? rows, long count)
    {
        if (bytes > 0 || count == 0)
        {
            change.Meter(Of(ids.Next(), "bytes", bytes));
        }

        if (rows is { } read && (read > 0 || count == 0))
        {
            change.Meter(Of(ids.Next(), "rows", read));
        }

        if (count > 0)
        {
            change.Meter(Of(ids.Next(), "count", count));
        }
    }

    private MeterRow Of(Guid id, string kind, long quantity) => new()
    {
        Id = id,
        Agreement = Agreement,
        Use = Use,
        Asset = Asset,
        Provider = Provider,
        Consumer = Consumer,
        Kind = kind,
        Quantity = quantity,
        From = From,
        To = To,
        Outcome = Outcome,
        Demonstration = Demonstration,
        Trial = Trial,
    };
}
