using System.Security.Cryptography;
using System.Text;

namespace KeyEcosystem.Platform.Secrets;

/// <summary>
/// The file <c>master.key</c>: one line with the key that all other keys of the folder are sealed with, itself sealed under a passphrase or, without one, in clear.
/// It is replaced by one rename, so there is never a moment with two truths.
/// </summary>
internal static class MasterKeyFile
{
    public const string Name = "master.key";
    public const int KeySize = 32;

    private const string Clear = "keyeco-master-1|clear|";
    private const string Sealed = "keyeco-master-1|passphrase|";

    public static string Path(string folder) => System.IO.Path.Combine(folder, Name);

    public static bool IsSealed(string folder) => File.Exists(Path(folder)) && File.ReadAllText(Path(folder)).StartsWith(Sealed, StringComparison.Ordinal);

    /// <summary>Reads the key. The passphrase is derived at most once.</summary>
    /// <exception cref="InvalidOperationException">It can't be had with what was given; the message says what to do. Nothing was changed.</exception>
    public static byte[] Read(string folder, Passphrase? passphrase)
    {
        var file = Path(folder);
        PrivateFile.RefuseShared(file);
        var line = File.ReadAllText(file).TrimEnd('\n');
        if (line.StartsWith(Clear, StringComparison.Ordinal))
        {
            var key = Decoded(line[Clear.Length..]);
            if (passphrase is not null)
            {
                Write(folder, key, passphrase);
            }

            return key;
        }

        if (!line.StartsWith(Sealed, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{file} is no master key: put it back from a backup of the keys. Nothing was changed. 主密钥文件无效，请从密钥备份恢复。");
        }

        if (passphrase is null)
        {
            throw new InvalidOperationException($"{file} is sealed under a passphrase, and none was given: set KEYECO_PASSPHRASE, or give --passphrase-file FILE. 主密钥受口令保护：请设置 KEYECO_PASSPHRASE 或使用 --passphrase-file。");
        }

        try
        {
            return PassphraseBox.Open(Convert.FromBase64String(line[Sealed.Length..]), passphrase.Text);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException)
        {
            throw new InvalidOperationException(
                $"The passphrase does not open {file}: it is not the one that it was sealed with, or the file was changed. Give the right one in KEYECO_PASSPHRASE or --passphrase-file, or put the file back from a backup of the keys. Nothing was changed. 口令不能打开主密钥：请检查 KEYECO_PASSPHRASE 或 --passphrase-file，或从密钥备份恢复。",
                wrong);
        }
    }

    /// <summary>Makes the file. Of two processes that make it at once the first wins.</summary>
    public static void Make(string folder, Passphrase? passphrase) => PrivateFile.MakeOnce(Path(folder), Line(RandomNumberGenerator.GetBytes(KeySize), passphrase));

    /// <summary>Puts the same key under another passphrase, or in clear.</summary>
    public static void Write(string folder, byte[] key, Passphrase? passphrase)
    {
        PrivateFile.Replace(Path(folder), Encoding.ASCII.GetBytes(Line(key, passphrase)));
        foreach (var leftover in Directory.GetFiles(folder).Where(f => System.IO.Path.GetFileName(f).StartsWith(Name + ".", StringComparison.Ordinal)))
        {
            // A process that was killed while it wrote the key in clear left it under another name.
            File.Delete(leftover);
        }
    }

    /// <summary>The content of the file.</summary>
    public static string Line(byte[] key, Passphrase? passphrase) =>
        (passphrase is null ? Clear + Convert.ToBase64String(key) : Sealed + Convert.ToBase64String(PassphraseBox.Seal(key, passphrase.Text))) + "\n";

    private static byte[] Decoded(string text)
    {
        var key = new byte[KeySize];
        return Convert.TryFromBase64String(text, key, out var size) && size == KeySize
            ? key
            : throw new InvalidOperationException($"{Name} was changed: put it back from a backup of the keys. 主密钥文件已被改动，请从密钥备份恢复。");
    }
}
