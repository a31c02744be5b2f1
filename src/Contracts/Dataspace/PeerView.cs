using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Another connector.</summary>
/// <param name="Id">Its id here.</param>
/// <param name="Participant">How it calls itself.</param>
/// <param name="Member">The member that it is.</param>
/// <param name="Address">Its base address.</param>
/// <param name="Token">Whether its calls must carry a token.</param>
/// <param name="SuspendedAt">Since when its calls are refused; null when they are not.</param>
public sealed record PeerView(PeerId Id, string Participant, MemberId Member, string Address, bool Token, DateTimeOffset? SuspendedAt)
{
    /// <summary>SHA-256 of the certificate that its connections must show; null where they need none.</summary>
    public string? CertificateSha256 { get; init; }
}
