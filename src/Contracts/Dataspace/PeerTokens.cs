namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>An operator sets what a connector that is admitted is known by, or where it is reached; one thing at least.</summary>
/// <param name="TokenIn">The token that its calls carry from now on, 32 to 500 characters; only its hash is kept. Null leaves it as it is.</param>
/// <param name="TokenOut">The token that calls to it carry from now on, 1 to 500 visible characters. Null leaves it as it is.</param>
public sealed record PeerTokens(string? TokenIn, string? TokenOut)
{
    /// <summary>SHA-256 of the certificate that its connections show from now on, 64 hexadecimal digits. Null leaves it as it is.</summary>
    public string? CertificateSha256 { get; init; }

    /// <summary>Whether it is known by no certificate from now on; only where it is known by a token.</summary>
    public bool WithoutCertificate { get; init; }

    /// <summary>Its base address from now on, as at its admission; what is under way stays where it began. Null leaves it as it is.</summary>
    public string? Address { get; init; }
}
