using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Platform.Secrets;
using Microsoft.IdentityModel.Tokens;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The node's P-256 signing key and AES key for tokens, made once, sealed in one file.</summary>
/// <remarks>Codes and refresh tokens are always encrypted, and an elliptic-curve key can't wrap them: hence the second key.</remarks>
public sealed class IdentityKeys : IDisposable
{
    /// <summary>Name of their file.</summary>
    internal const string File = "identity.keys";

    private const int AesBytes = 32;
    private readonly ECDsa pair;

    private IdentityKeys(ECDsa pair, byte[] aes)
    {
        this.pair = pair;
        Signing = new ECDsaSecurityKey(pair);
        Signing.KeyId = Base64UrlEncoder.Encode(Signing.ComputeJwkThumbprint());
        Encryption = new SymmetricSecurityKey(aes);
        ConsoleSecret = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, aes, AesBytes, info: "console-client-secret"u8.ToArray()));
    }

    /// <summary>Signs tokens, ES256.</summary>
    public ECDsaSecurityKey Signing { get; }

    /// <summary>Encrypts codes and refresh tokens.</summary>
    public SymmetricSecurityKey Encryption { get; }

    /// <summary>Secret of the client "console", derived: nothing to configure, the same in every process of the node.</summary>
    public string ConsoleSecret { get; }

    /// <summary>Reads the keys, or makes them. Of two processes that make them at once the first wins.</summary>
    /// <param name="chest">Keeps them.</param>
    /// <exception cref="InvalidOperationException">Others may read the file, or it was changed.</exception>
    public static IdentityKeys LoadOrCreate(KeyChest chest)
    {
        var lines = Encoding.ASCII.GetString(chest.ReadOrMake(File, Make)).Split('\n');
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(lines[0]), out _);
        return new IdentityKeys(key, Convert.FromBase64String(lines[1]));
    }

    /// <inheritdoc />
    public void Dispose() => pair.Dispose();

    private static byte[] Make()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes($"{Convert.ToBase64String(made.ExportPkcs8PrivateKey())}\n{Convert.ToBase64String(RandomNumberGenerator.GetBytes(AesBytes))}\n");
    }
}
