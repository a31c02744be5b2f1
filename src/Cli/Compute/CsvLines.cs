using System.IO.Compression;

namespace KeyEcosystem.Cli.Compute;

/// <summary>The lines of a text file, plain or gzipped.</summary>
internal static class CsvLines
{
    public static IReadOnlyList<string> Read(string option, string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"{option}: there is no file \"{path}\". {option}：没有此文件。");
        }

        using var file = File.OpenRead(path);
        var zipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        try
        {
            using var reader = new StreamReader(zipped ? new GZipStream(file, CompressionMode.Decompress) : file);
            var lines = new List<string>();
            while (reader.ReadLine() is { } line)
            {
                lines.Add(line);
            }

            return lines;
        }
        catch (InvalidDataException)
        {
            throw new UsageException($"{option}: \"{path}\" begins as a gzip file but is damaged; fetch it again. {option}：压缩文件已损坏。");
        }
    }
}
