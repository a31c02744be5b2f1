using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Readings of data that was read: its bytes, and how often.</summary>
internal static class DataMeters
{
    public const string Bytes = "bytes";
    public const string Count = "count";

    public static MeterRow Of(Guid id, string kind, long quantity, UseId use, AgreementId? agreement, AssetRow asset, MemberId consumer, (DateTimeOffset From, DateTimeOffset To) during, bool trial) => new()
    {
        Id = id,
        Agreement = agreement?.Value,
        Use = use.Value,
        Asset = asset.Id,
        Provider = asset.Provider,
        Consumer = consumer.Value,
        Kind = kind,
        Quantity = quantity,
        From = during.From,
        To = during.To,
        Outcome = "succeeded",
        Demonstration = asset.Demonstration,
        Trial = trial,
    };

    public static MeterRow Of(Guid id, string kind, long quantity, TransferRow row, DateTimeOffset to, string outcome) => new()
    {
        Id = id,
        Agreement = row.Agreement,
        Use = row.Id,
        Asset = row.Asset,
        Provider = row.Provider,
        Consumer = row.Consumer,
        Kind = kind,
        Quantity = quantity,
        From = row.BeganAt,
        To = to,
        Outcome = outcome,
        Demonstration = row.Demonstration,
        Trial = row.Trial,
    };
}
