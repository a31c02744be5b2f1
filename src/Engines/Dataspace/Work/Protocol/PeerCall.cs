using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>What a call carries by which its sender may be known.</summary>
/// <param name="TokenHash">SHA-256 of the bearer token, hexadecimal; null for none.</param>
/// <param name="CertificateHash">SHA-256 of the client certificate of the connection, hexadecimal; null for none, and for one that is not valid at this time.</param>
internal sealed record PeerCall(string? TokenHash, string? CertificateHash)
{
    private const string Scheme = "Bearer";

    /// <summary>Whether it carries anything.</summary>
    public bool IsBare { get; private init; }

    /// <summary>Reads a call.</summary>
    /// <param name="authorization">The header.</param>
    /// <param name="certificate">The client certificate of its connection.</param>
    /// <param name="at">The instant.</param>
    public static PeerCall Of(string? authorization, X509Certificate2? certificate, DateTimeOffset at)
    {
        var token = AuthenticationHeaderValue.TryParse(authorization, out var header) && header.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase) && header.Parameter is { Length: > 0 } given ? Hash(given) : null;
        var known = certificate is not null && certificate.NotBefore <= at.LocalDateTime && at.LocalDateTime <= certificate.NotAfter ? HashOf(certificate) : null;
        return new PeerCall(token, known) { IsBare = string.IsNullOrEmpty(authorization) && certificate is null };
    }

    /// <summary>SHA-256 of a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>SHA-256 of a certificate.</summary>
    public static string HashOf(X509Certificate certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
}
