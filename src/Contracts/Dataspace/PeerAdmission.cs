using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>An operator admits another connector.</summary>
/// <param name="Participant">How it calls itself, a DID as a rule; 1 to 500 visible characters.</param>
/// <param name="Member">The admitted member that it is: what it does here it does as that member.</param>
/// <param name="Address">Its base address, https; http of this machine only.</param>
/// <param name="TokenIn">The token that its calls carry, 32 to 500 characters; only its hash is kept. Null where a certificate is enough.</param>
/// <param name="TokenOut">The token that calls to it carry; null where it wants none.</param>
public sealed record PeerAdmission(string Participant, MemberId Member, string Address, string? TokenIn, string? TokenOut)
{
    /// <summary>SHA-256 of the certificate that its connections show (mutual TLS), 64 hexadecimal digits; null where they need none. Where there is a token too, its calls carry both.</summary>
    public string? CertificateSha256 { get; init; }
}
