using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>A transfer process with another connector, as one of its two sides holds it.</summary>
internal sealed class ProcessRow : IRow, ICopied<ProcessRow>
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

    /// <summary>The member of this node whose transfer it is.</summary>
    public required Guid Member { get; init; }

    /// <summary>The agreement as messages name it.</summary>
    public required string AgreementId { get; init; }

    /// <summary>The agreement here; null on the consumer's side.</summary>
    public Guid? Agreement { get; init; }

    /// <summary>The asset here; null on the consumer's side.</summary>
    public Guid? Asset { get; init; }

    public required string Format { get; init; }

    public required TransferState State { get; set; }

    /// <summary>How often the provider has started it: tokens of an earlier start open nothing.</summary>
    public required int Starts { get; set; }

    /// <summary>Where the data is, as the provider said; on the provider's side of a push, where it is to go. JSON.</summary>
    public string? DataAddress { get; set; }

    /// <summary>On the provider's side of a push: the use under which the data is sent, chosen before the Gate is asked.</summary>
    public Guid? Use { get; set; }

    /// <summary>On the consumer's side of a push to this node: SHA-256 of what has arrived; null before it is whole, and when it was discarded.</summary>
    public string? Received { get; set; }

    /// <summary>How many bytes that is.</summary>
    public long? ReceivedLength { get; set; }

    /// <summary>What the sender says that it is.</summary>
    public string? ReceivedType { get; set; }

    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>Why it ended or does not go on, in words; null when all is well.</summary>
    public string? Problem { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset Since { get; set; }

    public ProcessRow Copy(long version)
    {
        var copy = (ProcessRow)MemberwiseClone();
        copy.Version = version;
        return copy;
    }

    /// <summary>The pid of this side.</summary>
    public string Pid => $"urn:uuid:{Id:d}";

    public string? ProviderPid => Role is ProtocolRole.Provider ? Pid : PeerPid;

    /// <summary>Whether this side is to send data now.</summary>
    public bool Sends => this is { Role: ProtocolRole.Provider, Format: ProtocolWords.Push, State: TransferState.Started };

    public string? ConsumerPid => Role is ProtocolRole.Consumer ? Pid : PeerPid;
}
