using System.Collections.Concurrent;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Small contents that are asked for again and again, at hand. They are named by their SHA-256 and never change.</summary>
internal sealed class SmallContents
{
    private const long BytesMax = 64 << 20;
    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>The bytes of a file.</summary>
    /// <param name="sha256">Its name.</param>
    /// <param name="path">Where it lies.</param>
    public byte[] Of(string sha256, string path)
    {
        if (known.TryGetValue(sha256, out var content))
        {
            return content;
        }

        content = File.ReadAllBytes(path);
        if (Interlocked.Add(ref bytes, content.Length) > BytesMax)
        {
            known.Clear();
            Interlocked.Exchange(ref bytes, content.Length);
        }

        known[sha256] = content;
        return content;
    }
}
