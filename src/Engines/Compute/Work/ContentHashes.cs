using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace KeyEcosystem.Compute.Work;

/// <summary>Hashes of files that do not change, taken once.</summary>
internal sealed class ContentHashes
{
    private const int KeptMax = 10_000;
    private readonly ConcurrentDictionary<string, (long Length, DateTime Written, string Hash)> known = new(StringComparer.Ordinal);

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public async Task<string> Of(string path, CancellationToken stop)
    {
        var file = new FileInfo(path);
        if (known.TryGetValue(path, out var seen) && seen.Length == file.Length && seen.Written == file.LastWriteTimeUtc)
        {
            return seen.Hash;
        }

        await using var stream = file.OpenRead();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop));
        if (known.Count >= KeptMax)
        {
            known.Clear();
        }

        known[path] = (file.Length, file.LastWriteTimeUtc, hash);
        return hash;
    }
}
