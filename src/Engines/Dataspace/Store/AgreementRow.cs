using System.ComponentModel.DataAnnotations.Schema;
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

    /// <summary>Where its duties stand, as <see cref="Core.AgreementDuties"/> writes them; null where its terms have none.</summary>
    public string? Duties { get; set; }

    /// <summary>Whether a duty waits for the provider's word.</summary>
    public bool ProviderOwes { get; set; }

    /// <summary>Whether a duty waits for the consumer.</summary>
    public bool ConsumerOwes { get; set; }

    /// <summary>When it came into force; null where it never did.</summary>
    [NotMapped]
    public DateTimeOffset? InForceSince => ProviderSignedAt is { } provider && ConsumerSignedAt is { } consumer ? provider > consumer ? provider : consumer : null;
}
