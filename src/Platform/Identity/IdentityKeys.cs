using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The node's P-256 signing key and AES key for tokens, made once, in one file that only its owner may read.</summary>
/// <remarks>Codes and refresh tokens are always encrypted, and an elliptic-curve key can't wrap them: hence the second key.</remarks>
public sealed class IdentityKeys : IDisposable
{
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
    /// <param name="file">Path of the key file.</param>
    /// <exception cref="InvalidOperationException">Others may read the file.</exception>
    public static IdentityKeys LoadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            Create(file);
        }

        if (PrivateFile.IsShared(file))
        {
            throw new InvalidOperationException($"The key file {Path.GetFileName(file)} may be read by others: set its mode to 0600, and consider the keys known.");
        }

        var lines = File.ReadAllLines(file);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(lines[0]), out _);
        return new IdentityKeys(key, Convert.FromBase64String(lines[1]));
    }

    /// <inheritdoc />
    public void Dispose() => pair.Dispose();

    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = $"{Convert.ToBase64String(made.ExportPkcs8PrivateKey())}\n{Convert.ToBase64String(RandomNumberGenerator.GetBytes(AesBytes))}\n";
        PrivateFile.MakeOnce(file, text);
    }
}
