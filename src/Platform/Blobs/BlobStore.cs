using System.Security.Cryptography;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Blobs;

/// <summary>Immutable files named by their SHA-256.</summary>
/// <param name="folder">Where they lie.</param>
public sealed class BlobStore(string folder)
{
    /// <summary>Most bytes of one file: 16 GiB.</summary>
    public const long LengthMax = 16L << 30;

    /// <summary>Keeps a stream; the same bytes are kept once.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="expected">SHA-256 the sender states, hexadecimal; null when none.</param>
    /// <param name="stop">Ends the writing; nothing is kept then.</param>
    /// <returns>Hash and length, or <c>blob.checksum</c> or <c>blob.too-large</c>.</returns>
    public async Task<Result<(string Hash, long Length)>> Keep(Stream content, string? expected, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $"incoming-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                var buffer = new byte[1 << 16];
                int n;
                while ((n = await content.ReadAsync(buffer, stop)) > 0)
                {
                    length += n;
                    if (length > LengthMax)
                    {
                        return new Refusal("blob.too-large", "The file is too large.", $"At most {LengthMax} bytes are kept.");
                    }

                    hash.AppendData(buffer, 0, n);
                    await file.WriteAsync(buffer.AsMemory(0, n), stop);
                }

                await file.FlushAsync(stop);
                file.Flush(flushToDisk: true);
            }

            var name = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (expected is not null && !string.Equals(expected, name, StringComparison.OrdinalIgnoreCase))
            {
                return new Refusal("blob.checksum", "The file arrived changed.", $"You stated SHA-256 {expected}; what arrived has {name}. Send it again.");
            }

            try
            {
                File.Move(temporary, PathOf(name), overwrite: false);
            }
            catch (IOException) when (File.Exists(PathOf(name)))
            {
                // The same bytes are kept already, perhaps since a moment ago: the name is their hash.
            }

            return (name, length);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Where the bytes of a hash lie.</summary>
    /// <param name="hash">SHA-256, 64 lower-case hexadecimal digits.</param>
    public string PathOf(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) ? Path.Combine(folder, hash) : throw new ArgumentException("Not a hash.", nameof(hash));
}
