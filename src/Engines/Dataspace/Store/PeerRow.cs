using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Another connector. What it does here it does as one member, whom the operator has admitted.</summary>
internal sealed class PeerRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>How it calls itself, a DID as a rule; unique.</summary>
    public required string Participant { get; init; }

    /// <summary>The member that it is.</summary>
    public required Guid Member { get; init; }

    /// <summary>Its base address: messages that begin something go there, and others only to this scheme, host and port.</summary>
    public required string Address { get; set; }

    /// <summary>SHA-256 of the token that its calls carry; null where calls need none.</summary>
    public string? TokenHash { get; set; }

    /// <summary>SHA-256 of the certificate that its connections show; null where calls need none.</summary>
    public string? CertificateHash { get; set; }

    public DateTimeOffset? SuspendedAt { get; set; }
}
