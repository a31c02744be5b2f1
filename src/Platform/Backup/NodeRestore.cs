using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Secrets;
using Microsoft.Data.Sqlite;

namespace KeyEcosystem.Platform.Backup;

/// <summary>Makes a data folder from a backup: everything is verified beside it before the folder is there, and nothing is ever overwritten.</summary>
public static class NodeRestore
{
    private const long ManifestMax = 256L << 20;

    /// <summary>Restores.</summary>
    /// <param name="archive">The backup.</param>
    /// <param name="keys">File with the keys, encrypted; null leaves them out, and the node makes new ones.</param>
    /// <param name="passphrase">Of the keys.</param>
    /// <param name="witnessed">Heads that were seen earlier; each must be true of the restored log.</param>
    /// <param name="folder">The data folder; it must not be there, or be empty.</param>
    /// <param name="node">Passphrase that the restored node will be started with; null leaves its master key in clear.</param>
    /// <param name="into">Takes records and tokens from the verified folder to another store; null leaves them there.</param>
    /// <param name="stop">Ends the work; nothing is left then.</param>
    /// <returns>What the log of the restored node is.</returns>
    /// <exception cref="InvalidOperationException">Something does not hold; the message says what.</exception>
    public static async Task<EvidenceReport> Restore(string archive, string? keys, string passphrase, IReadOnlyList<TreeHead> witnessed, string folder, Passphrase? node, Func<string, CancellationToken, Task>? into, CancellationToken stop)
    {
        var target = Path.GetFullPath(folder);
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new InvalidOperationException($"\"{folder}\" is not empty: a restore overwrites nothing. 目标文件夹非空，恢复不会覆盖任何内容。");
        }

        var secret = keys is null ? null : PassphraseBox.Open(await File.ReadAllBytesAsync(keys, stop), passphrase);
        await CheckEnd(archive, stop);
        var beside = $"{target.TrimEnd(Path.DirectorySeparatorChar)}.restoring-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        Directory.CreateDirectory(beside);
        try
        {
            var manifest = await Unpack(archive, beside, stop);
            var report = Verify(manifest, beside, witnessed);
            if (secret is not null)
            {
                Place(secret, beside);
                SealKeys(beside, node);
            }

            if (into is not null)
            {
                await into(beside, stop);
            }

            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(beside, target);
            return report;
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }

    /// <summary>The last bytes are the hash of all before: any changed, added or missing byte is found before anything is unpacked.</summary>
    private static async Task CheckEnd(string archive, CancellationToken stop)
    {
        await using var file = File.OpenRead(archive);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var left = file.Length - NodeBackup.TrailerSize;
        var buffer = new byte[1 << 16];
        while (left > 0)
        {
            var n = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), stop);
            hash.AppendData(buffer, 0, n);
            left -= n;
        }

        var end = new byte[NodeBackup.TrailerSize];
        if (left < 0 || await file.ReadAtLeastAsync(end, end.Length, throwOnEndOfStream: false, stop) != end.Length || Encoding.Latin1.GetString(end) != Convert.ToHexStringLower(hash.GetHashAndReset()))
        {
            throw new InvalidOperationException("The backup was cut or changed: its checksum is wrong. 备份已损坏或被改动：校验和不符。");
        }
    }

    private static async Task<BackupManifest> Unpack(string archive, string beside, CancellationToken stop)
    {
        await using var file = File.OpenRead(archive);
        await using var tar = new TarReader(file);
        var first = await tar.GetNextEntryAsync(cancellationToken: stop);
        if (first is not { Name: NodeBackup.Manifest, DataStream: not null, Length: <= ManifestMax } || await JsonSerializer.DeserializeAsync<BackupManifest>(first.DataStream, cancellationToken: stop) is not { } manifest)
        {
            throw new InvalidOperationException("This is no backup of a node. 不是节点备份。");
        }

        foreach (var expected in manifest.Files)
        {
            var entry = await tar.GetNextEntryAsync(cancellationToken: stop);
            if (entry?.Name != expected.Path || !IsOurs(expected.Path))
            {
                throw new InvalidOperationException($"The backup does not hold \"{expected.Path}\" where its manifest says. 备份内容与清单不符。");
            }

            var to = Path.Combine(beside, expected.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            await using (var output = new FileStream(to, FileMode.CreateNew, FileAccess.Write))
            {
                await (entry.DataStream ?? Stream.Null).CopyToAsync(output, stop);
                output.Flush(flushToDisk: true);
            }

            if (await NodeBackup.HashOf(to, stop) != expected.Sha256)
            {
                throw new InvalidOperationException($"\"{expected.Path}\" is not what was backed up: its checksum is wrong. 文件校验和不符。");
            }
        }

        return manifest;
    }

    private static EvidenceReport Verify(BackupManifest manifest, string beside, IReadOnlyList<TreeHead> witnessed)
    {
        foreach (var name in (string[])[NodeBackup.Records, NodeBackup.Tokens])
        {
            using var file = new SqliteConnection($"Data Source={Path.Combine(beside, name)};Mode=ReadOnly;Pooling=False");
            file.Open();
            using var command = file.CreateCommand();
            command.CommandText = "pragma integrity_check";
            if ((string?)command.ExecuteScalar() != "ok")
            {
                throw new InvalidOperationException($"\"{name}\" is damaged. 数据库已损坏。");
            }
        }

        var log = Path.Combine(beside, "evidence.export");
        using (var output = File.Create(log))
        {
            SnapshotLog.Export(Path.Combine(beside, NodeBackup.Records), manifest.Node, manifest.Head, output);
        }

        var report = EvidenceVerifier.Verify(File.OpenRead(log), CryptoSuites.All, witnessed, null);
        File.Delete(log);
        return report.Holds ? report : throw new InvalidOperationException($"The evidence of the backup does not hold: {string.Join("; ", report.Findings)}. 备份中的存证不成立。");
    }

    /// <summary>Keys of an older backup lie in clear, and the master key too until it has the passphrase of the node to be.</summary>
    private static void SealKeys(string beside, Passphrase? node)
    {
        using var chest = KeyChest.Open(beside, node);
        chest.SealOlder();
        CookieKeys.SealOlder(Path.Combine(beside, CookieKeys.Folder), chest);
    }

    private static void Place(byte[] secret, string beside)
    {
        foreach (var (path, content) in JsonSerializer.Deserialize<Dictionary<string, byte[]>>(secret)!)
        {
            if (!IsOurs(path))
            {
                throw new InvalidOperationException($"The file of keys holds \"{path}\", which is no place of a node. 密钥文件内容无效。");
            }

            var to = Path.Combine(beside, path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            using var output = PrivateFile.Create(to);
            output.Write(content);
        }
    }

    /// <summary>One folder deep at most, and nothing that leads elsewhere.</summary>
    private static bool IsOurs(string path) =>
        path.Split('/') is { Length: >= 1 and <= 3 } parts && Array.TrueForAll(parts, p => p.Length > 0 && p[0] != '.' && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
}
