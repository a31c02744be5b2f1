using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

internal sealed class AgreementRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Asset { get; init; }

    public required Guid Provider { get; init; }

    public required Guid Consumer { get; init; }

    public required string State { get; set; }

    public required string Policy { get; init; }

    public required long PriceMinorPerHour { get; init; }

    /// <summary>The provider's signature over the agreement's document, hexadecimal.</summary>
    public string? ProviderSignature { get; set; }

    public string? ConsumerSignature { get; set; }

    public required DateTimeOffset Since { get; set; }
}
