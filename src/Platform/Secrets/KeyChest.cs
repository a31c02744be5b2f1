using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace KeyEcosystem.Platform.Secrets;

/// <summary>
/// The private keys of a node's folder, each in a file of its own, sealed with XChaCha20-Poly1305 under the master key. The seal holds the file's name, so that
/// one file can't be put in the place of another.
/// </summary>
/// <remarks>Form of a file: <c>keyeco-sealed-1</c>, a line feed, then nonce and ciphertext in base64.</remarks>
public sealed class KeyChest : IDisposable
{
    private const string Magic = "keyeco-sealed-1\n";
    private static readonly AeadAlgorithm Cipher = AeadAlgorithm.XChaCha20Poly1305;

    /// <summary>Private keys below the folder. What they hold is sealed; the operator's API key is not among them, for people read it there.</summary>
    private static readonly string[] Places = ["evidence.key", "identity.keys", "member-keys", "peer-keys"];

    private readonly string folder;
    private readonly byte[] master;
    private readonly Key key;

    private KeyChest(string folder, byte[] master)
    {
        this.folder = folder;
        this.master = master;
        key = Key.Import(Cipher, master, KeyBlobFormat.RawSymmetricKey);
    }

    /// <summary>Opens the chest of a folder with one derivation of the passphrase, or makes it.</summary>
    /// <param name="folder">The node's folder; made when missing.</param>
    /// <param name="passphrase">Seals the master key; null leaves it in clear, which protects only copies of the other files.</param>
    /// <exception cref="InvalidOperationException">The passphrase is wrong or missing, or the master key is; the message says what to do.</exception>
    public static KeyChest Open(string folder, Passphrase? passphrase)
    {
        Directory.CreateDirectory(folder);
        if (!File.Exists(MasterKeyFile.Path(folder)))
        {
            if (Files(folder).FirstOrDefault(f => IsSealed(File.ReadAllBytes(Path.Combine(folder, f)))) is { } orphan)
            {
                throw new InvalidOperationException($"{orphan} is sealed with a master key, and {MasterKeyFile.Path(folder)} is not there: put it back from a backup of the keys. Nothing was changed. 主密钥文件缺失，请从密钥备份恢复。");
            }

            MasterKeyFile.Make(folder, passphrase);
        }

        return new KeyChest(folder, MasterKeyFile.Read(folder, passphrase));
    }

    /// <summary>Puts the master key of a folder under another passphrase. The sealed files stay as they are; a node that runs goes on.</summary>
    /// <param name="folder">The node's folder.</param>
    /// <param name="was">The passphrase until now; null when there is none.</param>
    /// <param name="next">The new one; null leaves the key in clear.</param>
    /// <exception cref="InvalidOperationException">The old passphrase is wrong, the new one too short, or there is no master key.</exception>
    public static void ChangePassphrase(string folder, Passphrase? was, Passphrase? next)
    {
        if (!File.Exists(MasterKeyFile.Path(folder)))
        {
            throw new InvalidOperationException($"\"{folder}\" holds no {MasterKeyFile.Name}: no node was started in it yet. 该文件夹中没有主密钥。");
        }

        MasterKeyFile.Write(folder, MasterKeyFile.Read(folder, IsUnderPassphrase(folder) ? was : null), next);
    }

    /// <summary>Whether the master key of a folder is under a passphrase.</summary>
    /// <param name="folder">The node's folder.</param>
    public static bool IsUnderPassphrase(string folder) => MasterKeyFile.IsSealed(folder);

    /// <summary>Reads a key, or makes it. Of two processes that make it at once the first wins.</summary>
    /// <param name="name">Path below the folder, with forward slashes.</param>
    /// <param name="make">Makes its content.</param>
    /// <exception cref="InvalidOperationException">Others may read the file, or it was changed.</exception>
    public byte[] ReadOrMake(string name, Func<byte[]> make)
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            PrivateFile.MakeOnce(file, Encoding.ASCII.GetString(Sealed(name, make())));
        }

        return Read(name);
    }

    /// <summary>Puts new content in a key's place, whole or not at all.</summary>
    /// <param name="name">Path below the folder.</param>
    /// <param name="content">The content.</param>
    public void Replace(string name, ReadOnlySpan<byte> content) => PrivateFile.Replace(Path.Combine(folder, name), Sealed(name, content));

    /// <summary>Reads a key. A file that an older version left in clear is sealed first.</summary>
    /// <param name="name">Path below the folder.</param>
    /// <exception cref="InvalidOperationException">Others may read the file, or it was changed.</exception>
    public byte[] Read(string name)
    {
        var file = Path.Combine(folder, name);
        PrivateFile.RefuseShared(file);
        var content = File.ReadAllBytes(file);
        if (!IsSealed(content))
        {
            Replace(name, content);
            return content;
        }

        return Unseal(name, Encoding.ASCII.GetString(content.AsSpan(Magic.Length)).TrimEnd('\n'))
            ?? throw new InvalidOperationException($"{name} was changed, or sealed with another master key: put it back from a backup of the keys. 密钥文件已被改动或与主密钥不符，请从密钥备份恢复。");
    }

    /// <summary>Seals whatever an older version left in clear.</summary>
    /// <returns>How many files it sealed.</returns>
    internal int SealOlder()
    {
        var count = 0;
        foreach (var name in Files(folder).Where(f => !IsSealed(File.ReadAllBytes(Path.Combine(folder, f)))))
        {
            Read(name);
            count++;
        }

        return count;
    }

    /// <summary>The content of <c>master.key</c> in clear, for a file that is sealed otherwise.</summary>
    internal byte[] Master() => Encoding.ASCII.GetBytes(MasterKeyFile.Line(master, null));

    /// <summary>Content under the master key, base64; the name must be the same when it is opened.</summary>
    internal string Seal(string name, ReadOnlySpan<byte> content)
    {
        var nonce = RandomNumberGenerator.GetBytes(Cipher.NonceSize);
        return Convert.ToBase64String([.. nonce, .. Cipher.Encrypt(key, nonce, Encoding.UTF8.GetBytes(Magic + name), content)]);
    }

    /// <summary>What <see cref="Seal"/> was given; null for anything else.</summary>
    internal byte[]? Unseal(string name, string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var size) && size > Cipher.NonceSize
            ? Cipher.Decrypt(key, bytes.AsSpan(0, Cipher.NonceSize), Encoding.UTF8.GetBytes(Magic + name), bytes.AsSpan(Cipher.NonceSize, size - Cipher.NonceSize))
            : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        key.Dispose();
        CryptographicOperations.ZeroMemory(master);
    }

    private byte[] Sealed(string name, ReadOnlySpan<byte> content) => Encoding.ASCII.GetBytes($"{Magic}{Seal(name, content)}\n");

    private static bool IsSealed(byte[] content) => content.AsSpan().StartsWith(Encoding.ASCII.GetBytes(Magic));

    /// <summary>Leftovers of a file that was being written when the process was killed have another ending.</summary>
    private static IEnumerable<string> Files(string folder) => Places
        .SelectMany(p => Directory.Exists(Path.Combine(folder, p)) ? Directory.GetFiles(Path.Combine(folder, p), "*.key").Select(f => $"{p}/{Path.GetFileName(f)}") : [p])
        .Where(f => File.Exists(Path.Combine(folder, f)));
}
