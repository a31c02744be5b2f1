using System.Data;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Backup;

/// <summary>
/// A copy of a node that serves. Order: the token store first, then the records, then the files. So every sign-in that a token names is among the records,
/// and every file that a record names is among the files, for a file is kept before its record. What comes later is not in it, and nothing in it is half.
/// </summary>
/// <remarks>Form: a tar with <c>manifest.json</c> first, then the SHA-256 of all bytes before as 64 hexadecimal digits.</remarks>
/// <param name="options">Where the node lies.</param>
/// <param name="evidence">Signs the head of the snapshot.</param>
/// <param name="lane">Puts the backup on record.</param>
/// <param name="chest">The node's keys.</param>
/// <param name="suite">The suite of the log.</param>
/// <param name="clock">The node's clock.</param>
/// <param name="parts">The engines' tables.</param>
public sealed class NodeBackup(StoreOptions options, EvidenceStore evidence, ILane lane, KeyChest chest, LogSuite suite, TimeProvider clock, IEnumerable<IModelPart> parts)
{
    internal const string Manifest = "manifest.json";
    internal const string Records = "node.db";
    internal const string Tokens = "identity.db";
    internal const int TrailerSize = 64;

    /// <summary>Folders of files that are named by their hash: what members have published, and what other connectors have sent them.</summary>
    private static readonly string[] FilePlaces = ["blobs", "received"];

    /// <summary>Files and folders of keys, below the data folder: they go into a file of their own, encrypted.</summary>
    private static readonly string[] KeyPlaces = ["evidence.key", "identity.keys", "operator.key", "member-keys", "peer-keys", CookieKeys.Folder];

    private readonly StoreContexts contexts = new(options, parts);

    /// <summary>Asks for a backup, and puts it on record.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="verb">What stands on record.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether it can be had, or a refusal of the lane.</returns>
    public async Task<Result<bool>> Begin(string by, string verb, CancellationToken stop)
    {
        var done = await lane.Commit(new Change(new Act(verb, by, null, [], "done", "{}")), stop);
        return done.IsOk ? true : done.Refusal;
    }

    /// <summary>Writes the archive.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="stop">Ends the writing; the archive then lacks its end and is refused.</param>
    public async Task Write(Stream output, CancellationToken stop)
    {
        var work = Path.Combine(options.Folder, $"backup-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        Directory.CreateDirectory(work);
        try
        {
            await Snapshot(work, stop);
            var at = clock.GetUtcNow();
            var (size, root) = SnapshotLog.Tail(Path.Combine(work, Records), suite.Value.Hash);
            List<(string Source, BackupFile File)> files = [];
            foreach (var database in (string[])[Records, Tokens])
            {
                var source = Path.Combine(work, database);
                files.Add((source, new BackupFile(database, new FileInfo(source).Length, await HashOf(source, stop))));
            }

            foreach (var source in FilePlaces.SelectMany(p => Directory.CreateDirectory(Path.Combine(options.Folder, p)).EnumerateFiles("*", SearchOption.AllDirectories)).Select(f => f.FullName).Order(StringComparer.Ordinal))
            {
                // The name of a file that is kept whole is its hash; what still arrives has another.
                if (Path.GetFileName(source) is { Length: 64 } name)
                {
                    files.Add((source, new BackupFile(Path.GetRelativePath(options.Folder, source).Replace(Path.DirectorySeparatorChar, '/'), new FileInfo(source).Length, name)));
                }
            }

            await Pack(output, new BackupManifest(options.NodeId, at, evidence.HeadOf(size, root).Line(), [.. files.Select(f => f.File)]), files, stop);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The node's and its members' keys under a passphrase: the files as they are, and the master key that opens them.</summary>
    /// <param name="passphrase">At least <see cref="PassphraseBox.PassphraseMin"/> characters.</param>
    public byte[] Keys(string passphrase)
    {
        var keys = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var place in KeyPlaces.Select(p => Path.Combine(options.Folder, p)))
        {
            foreach (var file in File.Exists(place) ? [place] : Directory.Exists(place) ? Directory.GetFiles(place) : [])
            {
                keys[Path.GetRelativePath(options.Folder, file).Replace(Path.DirectorySeparatorChar, '/')] = File.ReadAllBytes(file);
            }
        }

        keys[MasterKeyFile.Name] = chest.Master();
        return PassphraseBox.Seal(JsonSerializer.SerializeToUtf8Bytes(keys), passphrase);
    }

    internal static async Task<string> HashOf(string file, CancellationToken stop)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop));
    }

    /// <summary>One instant of each store, the tokens' first, as two files whatever the store: a backup made on one is restored on the other.</summary>
    private async Task Snapshot(string work, CancellationToken stop)
    {
        if (options.Postgres is not { } postgres)
        {
            Snapshot(Tokens, work);
            Snapshot(Records, work);
            return;
        }

        await using (var from = StoreContexts.Tokens(postgres))
        await using (var to = StoreContexts.Tokens(Path.Combine(work, Tokens)))
        {
            await to.Database.MigrateAsync(stop);
            await Copy(from, to, stop);
        }

        await using (var from = contexts.Records(postgres))
        await using (var to = contexts.Records(Path.Combine(work, Records)))
        {
            await Schema.Bring(to, options, "The copy", stop);
            await Copy(from, to, stop);
        }
    }

    private static async Task Copy(DbContext from, DbContext to, CancellationToken stop)
    {
        await using var instant = await from.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await using var whole = await to.Database.BeginTransactionAsync(stop);
        await StoreCopy.Copy(from, to, stop);
        await whole.CommitAsync(stop);
    }

    /// <summary>One instant of a database, while others write.</summary>
    private void Snapshot(string name, string work)
    {
        using var file = new SqliteConnection($"Data Source={Path.Combine(options.Folder, name)};Mode=ReadOnly;Pooling=False;Default Timeout=30");
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = "vacuum into $to";
        command.Parameters.AddWithValue("$to", Path.Combine(work, name));
        command.ExecuteNonQuery();
    }

    private static async Task Pack(Stream output, BackupManifest manifest, List<(string Source, BackupFile File)> files, CancellationToken stop)
    {
        await using var hashing = new HashingStream(output);
        await using (var tar = new TarWriter(hashing, TarEntryFormat.Pax, leaveOpen: true))
        {
            using var words = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest));
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, Manifest) { DataStream = words }, stop);
            foreach (var (source, file) in files)
            {
                await using var content = File.OpenRead(source);
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, file.Path) { DataStream = content }, stop);
            }
        }

        await output.WriteAsync(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hashing.Hash())), stop);
        await output.FlushAsync(stop);
    }
}
