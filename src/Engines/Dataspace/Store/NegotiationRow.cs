using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>A contract negotiation with another connector, as one of its two sides holds it.</summary>
internal sealed class NegotiationRow : IRow, ICopied<NegotiationRow>
{
    public required Guid Id { get; init; }

    public long Version { get; private set; }

    /// <summary>This node's side.</summary>
    public required ProtocolRole Role { get; init; }

    public required Guid Peer { get; init; }

    /// <summary>The other side's name of the process; null until it has answered.</summary>
    public string? PeerPid { get; set; }

    /// <summary>Where its messages go.</summary>
    public required string Address { get; set; }

    /// <summary>The member of this node that negotiates.</summary>
    public required Guid Member { get; init; }

    /// <summary>The data set as messages name it.</summary>
    public required string Dataset { get; init; }

    /// <summary>The asset here; null on the consumer's side.</summary>
    public Guid? Asset { get; init; }

    /// <summary>The offer here that is negotiated about; null on the consumer's side.</summary>
    public Guid? Offer { get; init; }

    /// <summary>The last offer or counter-offer as messages name it.</summary>
    public required string OfferId { get; set; }

    /// <summary>Its rules, in this node's spelling.</summary>
    public required string Policy { get; set; }

    /// <summary>The rules that lay there before it: those of the offer at first, then those that the other side proposed; null where this node knows of none.</summary>
    public string? Before { get; set; }

    /// <summary>Who made it.</summary>
    public required ProtocolRole OfferedBy { get; set; }

    public required NegotiationState State { get; set; }

    /// <summary>How often the consumer has asked: 1, and one more with each counter-offer.</summary>
    public required int Requests { get; set; }

    /// <summary>The agreement here, from its first draft; null on the consumer's side.</summary>
    public Guid? Agreement { get; set; }

    /// <summary>The agreement as messages name it.</summary>
    public string? AgreementId { get; set; }

    /// <summary>The agreement as it was received; null on the provider's side.</summary>
    public string? AgreementText { get; set; }

    /// <summary>Why it ended or does not go on, in words; null when all is well.</summary>
    public string? Problem { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset Since { get; set; }

    public NegotiationRow Copy(long version)
    {
        var copy = (NegotiationRow)MemberwiseClone();
        copy.Version = version;
        return copy;
    }

    /// <summary>In what the rules differ from those before; null where there were none.</summary>
    public IReadOnlyList<PolicyChange>? Changes() => Before is { } before ? PolicyDifference.Between(PolicyJson.Stored(before), PolicyJson.Stored(Policy)) : null;

    /// <summary>The pid of this side.</summary>
    public string Pid => $"urn:uuid:{Id:d}";

    public string? ProviderPid => Role is ProtocolRole.Provider ? Pid : PeerPid;

    public string? ConsumerPid => Role is ProtocolRole.Consumer ? Pid : PeerPid;
}
