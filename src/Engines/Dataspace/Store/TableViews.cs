using System.Collections.Concurrent;
using System.Security.Cryptography;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Tables;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>What may be seen of tables, as files named by their SHA-256: made once for the same table and the same parts, and again when that has been cleaned away.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="clock">Says when one was asked for.</param>
internal sealed class TableViews(string folder, TimeProvider clock)
{
    private const string Incoming = "incoming-";
    private readonly ConcurrentDictionary<(string Table, TableForm Form, string Parts), Lazy<Task<Result<(string Sha256, long Length, long Rows)>>>> made = new();

    /// <summary>What is seen of a table.</summary>
    /// <param name="table">The data set.</param>
    /// <param name="path">Where its bytes lie.</param>
    /// <param name="parts">What may be seen.</param>
    public async Task<Result<ContentShown>> Of(AssetRow table, string path, VisibleParts parts)
    {
        if (TableForms.Of(table.MediaType) is not { } form)
        {
            return TableView.NoTable($"Its media type is {table.MediaType ?? "not stated"}.", $"其类型为 {table.MediaType ?? "未声明"}。");
        }

        // The same bytes may have been published as what they are and as what they are not.
        var key = (table.Sha256!, form, parts.Key);
        for (var attempt = 1; ; attempt++)
        {
            var making = made.GetOrAdd(key, _ => new Lazy<Task<Result<(string, long, long)>>>(() => Make(form, path, parts)));
            Result<(string Sha256, long Length, long Rows)> done;
            try
            {
                done = await making.Value;
            }
            catch
            {
                made.TryRemove(new(key, making));
                throw;
            }

            if (!done.IsOk)
            {
                return done.Refusal;
            }

            var file = new FileInfo(PathOf(done.Value.Sha256));
            if (file.Exists)
            {
                Touch(file);
                return new ContentShown(table, done.Value.Sha256, done.Value.Length, file.FullName, done.Value.Rows, parts.Key);
            }

            // Cleaned away since.
            made.TryRemove(new(key, making));
            if (attempt > 1)
            {
                return new Refusal("state.stale", "The view was cleaned away meanwhile.", "Ask again.");
            }
        }
    }

    /// <summary>Where a view lies; null when it has been cleaned away.</summary>
    /// <param name="sha256">Its name.</param>
    public string? Held(string sha256)
    {
        var file = new FileInfo(PathOf(sha256));
        if (!file.Exists)
        {
            return null;
        }

        Touch(file);
        return file.FullName;
    }

    /// <summary>Removes what nobody has asked for since an instant.</summary>
    /// <param name="before">The instant.</param>
    public void Clean(DateTimeOffset before)
    {
        foreach (var file in Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles() : [])
        {
            if (file.LastWriteTimeUtc < before.UtcDateTime)
            {
                file.Delete();
            }
        }
    }

    private async Task<Result<(string Sha256, long Length, long Rows)>> Make(TableForm form, string path, VisibleParts parts)
    {
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, Incoming + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        long rows;
        try
        {
            await using (var table = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan))
            await using (var view = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                // Who asked first may go away: others may be waiting.
                var done = await TableView.Write(form, table, view, parts, CancellationToken.None);
                if (!done.IsOk)
                {
                    return done.Refusal;
                }

                rows = done.Value;
            }

            await using var written = File.OpenRead(temporary);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(written));
            var length = written.Length;
            File.Move(temporary, PathOf(hash), overwrite: true);
            return (hash, length, rows);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>A file that is asked for is kept.</summary>
    private void Touch(FileInfo file) => file.LastWriteTimeUtc = clock.GetUtcNow().UtcDateTime;

    private string PathOf(string sha256) => Path.Combine(folder, sha256);
}
