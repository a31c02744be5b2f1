namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>An operator sets what a connector that is admitted is known by; one thing at least.</summary>
/// <param name="TokenIn">The token that its calls carry from now on, 32 to 500 characters; only its hash is kept. Null leaves it as it is.</param>
/// <param name="TokenOut">The token that calls to it carry from now on, 1 to 500 visible characters. Null leaves it as it is.</param>
public sealed record PeerTokens(string? TokenIn, string? TokenOut)
{
    /// <summary>SHA-256 of the certificate that its connections show from now on, 64 hexadecimal digits. Null leaves it as it is.</summary>
    public string? CertificateSha256 { get; init; }
}
