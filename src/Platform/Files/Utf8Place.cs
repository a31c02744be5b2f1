using System.Buffers;
using System.Text;

namespace KeyEcosystem.Platform.Files;

/// <summary>Where a file stops being text in UTF-8: a reader that decodes in blocks can't tell.</summary>
public static class Utf8Place
{
    private const int BlockBytes = 81_920;

    /// <summary>The line, and the byte in it, of what is no UTF-8, both counted from 1; null where all is.</summary>
    /// <param name="path">A file, plain or gzipped.</param>
    public static (long Line, long At)? FirstWrong(string path)
    {
        using var stream = PlainOrGzipStream.Open(path);
        var block = new byte[BlockBytes];
        var (kept, line, at) = (0, 1L, 1L);
        while (true)
        {
            var read = stream.Read(block, kept, block.Length - kept);
            var rest = block.AsSpan(0, kept + read);
            while (!rest.IsEmpty)
            {
                var status = Rune.DecodeFromUtf8(rest, out var rune, out var consumed);
                if (status == OperationStatus.NeedMoreData && read > 0)
                {
                    break;
                }

                if (status != OperationStatus.Done)
                {
                    return (line, at);
                }

                (line, at) = rune.Value == '\n' ? (line + 1, 1) : (line, at + consumed);
                rest = rest[consumed..];
            }

            if (read == 0)
            {
                return null;
            }

            rest.CopyTo(block);
            kept = rest.Length;
        }
    }
}
