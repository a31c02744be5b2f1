using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace KeyEcosystem.Platform.Identity;

/// <summary>One P-256 key that signs tokens and one AES key that encrypts them, which come and go together.</summary>
/// <remarks>Codes and refresh tokens are always encrypted, and an elliptic-curve key can't wrap them: hence the second key.</remarks>
public sealed class IdentityKey
{
    /// <summary>Bytes of the AES key.</summary>
    internal const int AesBytes = 32;

    private readonly byte[] pkcs8;
    private readonly byte[] aes;

    private IdentityKey(DateTimeOffset from, byte[] pkcs8, byte[] aes)
    {
        (From, this.pkcs8, this.aes) = (from, pkcs8, aes);
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(pkcs8, out _);
        Signing = new ECDsaSecurityKey(pair);
        Signing.KeyId = Base64UrlEncoder.Encode(Signing.ComputeJwkThumbprint());
        Encryption = new SymmetricSecurityKey(aes);
    }

    /// <summary>From when on it signs; until then it is only published.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Its thumbprint, by which tokens name it.</summary>
    public string Id => Signing.KeyId;

    /// <summary>Signs tokens, ES256.</summary>
    public ECDsaSecurityKey Signing { get; }

    /// <summary>Encrypts codes and refresh tokens.</summary>
    public SymmetricSecurityKey Encryption { get; }

    /// <summary>Makes a key.</summary>
    internal static IdentityKey Make(DateTimeOffset from)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new IdentityKey(from, pair.ExportPkcs8PrivateKey(), RandomNumberGenerator.GetBytes(AesBytes));
    }

    /// <summary>Reads the two halves as they are written.</summary>
    internal static IdentityKey Read(DateTimeOffset from, string signing, string encryption) => new(from, Convert.FromBase64String(signing), Convert.FromBase64String(encryption));

    /// <summary>The key as <see cref="IdentityKeys"/> keeps it.</summary>
    internal string Line() => $"{From.UtcTicks}|{Convert.ToBase64String(pkcs8)}|{Convert.ToBase64String(aes)}";

    /// <summary>A secret that is derived from the key.</summary>
    internal string Derive(string purpose) => Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, aes, AesBytes, info: System.Text.Encoding.ASCII.GetBytes(purpose)));
}
