using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

internal sealed class AgreementRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Offer { get; init; }

    public required Guid Asset { get; init; }

    public required Guid Provider { get; init; }

    public required Guid Consumer { get; init; }

    public required string State { get; set; }

    public required string Policy { get; init; }

    public required long PriceMinorPerHour { get; init; }

    /// <summary>What both sign, in its one spelling.</summary>
    public required string Document { get; init; }

    public required string DocumentSha256 { get; init; }

    /// <summary>The provider's signature over the document: <c>custody:public key:signature</c>.</summary>
    public string? ProviderSignature { get; set; }

    public DateTimeOffset? ProviderSignedAt { get; set; }

    public string? ConsumerSignature { get; set; }

    public DateTimeOffset? ConsumerSignedAt { get; set; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    public DateTimeOffset? Ends { get; init; }

    public required DateTimeOffset Since { get; set; }
}
