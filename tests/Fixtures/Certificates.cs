using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KeyEcosystem.Fixtures;

/// <summary>Certificates that nobody else has issued.</summary>
public static class Certificates
{
    /// <summary>A certificate of this machine's loop, with its private key, valid for a year.</summary>
    /// <param name="name">Its subject.</param>
    public static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));

        // A key that was only made in memory is not shown in a handshake on every system.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
