using System.Security.Cryptography;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Blobs;

/// <summary>Immutable files named by their SHA-256. What is still arriving lies beside them under another name.</summary>
/// <param name="folder">Where they lie.</param>
public sealed class BlobStore(string folder)
{
    /// <summary>Most bytes of one file: 16 GiB.</summary>
    public const long LengthMax = 16L << 30;

    private const string Incoming = "incoming-";
    private const int Chunk = 1 << 16;

    /// <summary>Keeps a stream; the same bytes are kept once.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="expected">SHA-256 the sender states, hexadecimal; null when none.</param>
    /// <param name="stop">Ends the writing; nothing is kept then.</param>
    /// <returns>Hash and length, or <c>blob.checksum</c> or <c>blob.too-large</c>.</returns>
    public async Task<Result<(string Hash, long Length)>> Keep(Stream content, string? expected, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, Incoming + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, Chunk, FileOptions.Asynchronous))
            {
                if (await Copy(content, file, 0, stop) is { } refused)
                {
                    return refused;
                }

                await file.FlushAsync(stop);
                file.Flush(flushToDisk: true);
            }

            return await Take(temporary, expected, stop);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>How many bytes of an upload have arrived; 0 when none.</summary>
    /// <param name="upload">Which upload.</param>
    public long Arrived(Guid upload) => new FileInfo(PathOf(upload)) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>Adds bytes to an upload. What arrived before a broken line stays and is on disk when this returns or throws.</summary>
    /// <param name="upload">Which upload.</param>
    /// <param name="offset">Where these bytes belong: what has arrived so far.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="stop">Ends the writing.</param>
    /// <returns>How many have arrived now, or <c>blob.upload.state</c> (another offset, or somebody else is sending) or <c>blob.too-large</c>.</returns>
    public async Task<Result<long>> Append(Guid upload, long offset, Stream content, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        FileStream file;
        try
        {
            file = new FileStream(PathOf(upload), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, Chunk, FileOptions.Asynchronous);
        }
        catch (IOException)
        {
            return Busy(upload);
        }

        await using (file)
        {
            if (file.Length != offset)
            {
                return WrongOffset(offset, file.Length);
            }

            file.Position = offset;
            try
            {
                var refused = await Copy(content, file, offset, stop);
                return refused is null ? file.Position : refused;
            }
            finally
            {
                file.Flush(flushToDisk: true);
            }
        }
    }

    /// <summary>Ends an upload: checks the sum and keeps the file. When the sum is wrong, what arrived is dropped.</summary>
    /// <param name="upload">Which upload.</param>
    /// <param name="expected">SHA-256 the sender states, hexadecimal.</param>
    /// <param name="stop">Ends the checking.</param>
    /// <returns>Hash and length, or <c>blob.checksum</c> or <c>blob.upload.state</c>.</returns>
    public async Task<Result<(string Hash, long Length)>> Finish(Guid upload, string expected, CancellationToken stop)
    {
        var path = PathOf(upload);
        if (!File.Exists(path))
        {
            // A sender that did not hear the answer asks again.
            return IsHash(expected) && File.Exists(PathOf(expected.ToLowerInvariant()))
                ? (expected.ToLowerInvariant(), new FileInfo(PathOf(expected.ToLowerInvariant())).Length)
                : WrongOffset(0, 0);
        }

        try
        {
            // Nobody may be writing while the sum is taken.
            await using var alone = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        }
        catch (IOException)
        {
            return Busy(upload);
        }

        var taken = await Take(path, expected, stop);
        File.Delete(path);
        return taken;
    }

    /// <summary>Removes what began to arrive and was touched last before an instant.</summary>
    /// <param name="before">The instant.</param>
    /// <returns>How many files.</returns>
    public int Clean(DateTimeOffset before)
    {
        if (!Directory.Exists(folder))
        {
            return 0;
        }

        var old = Directory.EnumerateFiles(folder, Incoming + "*").Where(f => File.GetLastWriteTimeUtc(f) < before.UtcDateTime).ToList();
        old.ForEach(File.Delete);
        return old.Count;
    }

    /// <summary>Where the bytes of a hash lie.</summary>
    /// <param name="hash">SHA-256, 64 lower-case hexadecimal digits.</param>
    public string PathOf(string hash) => IsHash(hash) && !hash.Any(char.IsAsciiLetterUpper) ? Path.Combine(folder, hash) : throw new ArgumentException("Not a hash.", nameof(hash));

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    private static Refusal Busy(Guid upload) => new("blob.upload.state", "Somebody else is sending this.", $"Upload {upload:n} is being written; ask for its offset and go on from there when it rests.");

    private static Refusal WrongOffset(long offset, long arrived) => new(
        "blob.upload.state",
        "The upload is at another place.",
        $"You sent from byte {offset}; {arrived} bytes have arrived. Go on from there.",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["offset"] = arrived.ToString() });

    private static async Task<Refusal?> Copy(Stream from, FileStream to, long already, CancellationToken stop)
    {
        var buffer = new byte[Chunk];
        int n;
        while ((n = await from.ReadAsync(buffer, stop)) > 0)
        {
            already += n;
            if (already > LengthMax)
            {
                return new Refusal("blob.too-large", "The file is too large.", $"At most {LengthMax} bytes are kept.");
            }

            await to.WriteAsync(buffer.AsMemory(0, n), stop);
        }

        return null;
    }

    private string PathOf(Guid upload) => Path.Combine(folder, $"{Incoming}{upload:n}");

    /// <summary>Gives a finished file its name; file and name are on disk afterwards.</summary>
    private async Task<Result<(string Hash, long Length)>> Take(string path, string? expected, CancellationToken stop)
    {
        string name;
        long length;
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Chunk, FileOptions.Asynchronous | FileOptions.SequentialScan))
        {
            name = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
            length = file.Length;
        }

        if (expected is not null && !string.Equals(expected, name, StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal("blob.checksum", "The file arrived changed.", $"You stated SHA-256 {expected}; what arrived has {name}. Send it again.");
        }

        try
        {
            File.Move(path, PathOf(name), overwrite: false);
        }
        catch (IOException) when (File.Exists(PathOf(name)))
        {
            // The same bytes are kept already, perhaps since a moment ago: the name is their hash.
        }

        FolderSync.Sync(folder);
        return (name, length);
    }
}
