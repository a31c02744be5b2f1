using System.Text;
using KeyEcosystem.Platform;
using NSec.Cryptography;

namespace KeyEcosystem.Cli;

/// <summary>A member's own Ed25519 key in a file of PKCS #8 text (RFC 8410), as other tools write it too; it never leaves the machine.</summary>
internal sealed class SigningKeyFile : IDisposable
{
    private readonly Key key;

    private SigningKeyFile(Key key) => this.key = key;

    /// <summary>The public half, 64 lower-case hexadecimal digits.</summary>
    public string PublicKey => Convert.ToHexStringLower(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>Makes a key in a new file that only its owner may read.</summary>
    /// <exception cref="UsageException">There is a file already, or it can't be written.</exception>
    public static SigningKeyFile Create(string path)
    {
        var made = Key.Create(SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        try
        {
            using var file = PrivateFile.Create(path);
            file.Write(made.Export(KeyBlobFormat.PkixPrivateKeyText));
            file.Flush(flushToDisk: true);
            return new SigningKeyFile(made);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            made.Dispose();
            throw new UsageException($"The key can't be written to \"{path}\": {wrong.Message} A file that is there is never overwritten. 无法写入密钥文件（不覆盖已有文件）。");
        }
    }

    /// <exception cref="UsageException">There is no such file, others may read it, or it holds no Ed25519 key.</exception>
    public static SigningKeyFile Read(string path)
    {
        EvidenceFile.Existing(path);
        if (PrivateFile.IsShared(path))
        {
            throw new UsageException($"Others may read \"{path}\": set its mode to 0600, and consider making a new key. 密钥文件可被他人读取，请将权限设为 0600。");
        }

        return Key.TryImport(SignatureAlgorithm.Ed25519, File.ReadAllBytes(path), KeyBlobFormat.PkixPrivateKeyText, out var read)
            ? new SigningKeyFile(read!)
            : throw new UsageException($"\"{path}\" holds no Ed25519 key in PKCS #8 text. 文件中没有 Ed25519 私钥。");
    }

    /// <summary>Signs the UTF-8 of a text: 128 lower-case hexadecimal digits.</summary>
    public string Sign(string text) => Convert.ToHexStringLower(SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(text)));

    public void Dispose() => key.Dispose();
}
