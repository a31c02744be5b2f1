using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KeyEcosystem.Cli;

/// <summary>Certificates as people have them: PEM, DER or PKCS #12.</summary>
internal static class CertificateFile
{
    private const string Pem = "-----BEGIN ";

    /// <summary>Reads a certificate, with its private key where the file holds it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">Of a PKCS #12 file or an encrypted key; null for none.</param>
    /// <exception cref="CryptographicException">It is none of these, or the password is wrong.</exception>
    public static X509Certificate2 Read(string path, string? password)
    {
        var text = File.ReadAllText(path);
        if (!text.Contains(Pem, StringComparison.Ordinal))
        {
            return X509Certificate2.GetCertContentType(path) is X509ContentType.Pkcs12 ? X509CertificateLoader.LoadPkcs12FromFile(path, password) : X509CertificateLoader.LoadCertificateFromFile(path);
        }

        return !text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) ? X509Certificate2.CreateFromPem(text)
            : text.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal) ? X509Certificate2.CreateFromEncryptedPem(text, text, password ?? "")
            : X509Certificate2.CreateFromPem(text, text);
    }

    /// <summary>SHA-256 of a certificate, 64 hexadecimal digits.</summary>
    /// <param name="certificate">Which.</param>
    public static string HashOf(X509Certificate certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
}
