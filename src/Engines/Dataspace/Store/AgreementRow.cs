using System.ComponentModel.DataAnnotations.Schema;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
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

    /// <summary>Where its negotiation stands.</summary>
    public required NegotiationState State { get; set; }

    /// <summary>What ended it: refused, terminated, expired or replaced; null while nothing has.</summary>
    public string? Ended { get; set; }

    public required string Policy { get; set; }

    public required long PriceMinorPerHour { get; init; }

    /// <summary>What both sign, in its one spelling.</summary>
    public required string Document { get; set; }

    public required string DocumentSha256 { get; set; }

    /// <summary>The provider's signature over the document: <c>custody:public key:signature</c>.</summary>
    public string? ProviderSignature { get; set; }

    public DateTimeOffset? ProviderSignedAt { get; set; }

    public string? ConsumerSignature { get; set; }

    public DateTimeOffset? ConsumerSignedAt { get; set; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset Deadline { get; set; }

    public DateTimeOffset? Ends { get; init; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>The agreement that ends when this one, its new version, is signed by both; null for none.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>The connector through which its consumer, at another node, has concluded it; null where both are members here.</summary>
    public Guid? Connector { get; set; }

    /// <summary>Where its duties stand, as <see cref="AgreementDuties"/> writes them; null where its terms have none.</summary>
    public string? Duties { get; set; }

    /// <summary>Whether a duty waits for the provider's word.</summary>
    public bool ProviderOwes { get; set; }

    /// <summary>Whether a duty waits for the consumer.</summary>
    public bool ConsumerOwes { get; set; }

    /// <summary>The dispute about it that goes on; null for none.</summary>
    public Guid? Dispute { get; set; }

    /// <summary>Since when its provider keeps back use during a dispute; null while it does not.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>Where it stands as recorded.</summary>
    [NotMapped]
    public AgreementStage Stage
    {
        get => new(State, Ended, SuspendedAt is not null);
        set => (State, Ended, SuspendedAt) = (value.State, value.Ended, value.Suspended ? SuspendedAt : null);
    }

    /// <summary>When it came into force; null where it never did.</summary>
    [NotMapped]
    public DateTimeOffset? InForceSince => ProviderSignedAt is { } provider && ConsumerSignedAt is { } consumer ? provider > consumer ? provider : consumer : null;
}
