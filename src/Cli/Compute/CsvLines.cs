using System.Text;
using KeyEcosystem.Platform.Files;

namespace KeyEcosystem.Cli.Compute;

/// <summary>The lines of a text file, plain or gzipped.</summary>
internal static class CsvLines
{
    public static IReadOnlyList<string> Read(string option, string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{option}: \"{path}\" is a folder; give a file. {option}：“{path}”是文件夹，请给出文件。");
        }

        if (!File.Exists(path))
        {
            throw new UsageException($"{option}: there is no file \"{path}\". {option}：没有文件“{path}”。");
        }

        var lines = new List<string>();
        try
        {
            using var reader = new StreamReader(PlainOrGzipStream.Open(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            while (reader.ReadLine() is { } line)
            {
                lines.Add(line);
            }

            return lines;
        }
        catch (InvalidDataException)
        {
            throw new UsageException($"{option}: \"{path}\" is a gzip file that is damaged or cut off; fetch it again. {option}：gzip 文件“{path}”已损坏或不完整，请重新获取。");
        }
        catch (DecoderFallbackException)
        {
            var (line, at) = Utf8Place.FirstWrong(path) ?? (lines.Count + 1, 1);
            throw new UsageException($"{option}: \"{path}\" is not text in UTF-8: line {line}, byte {at}. Save it in UTF-8. {option}：“{path}”第 {line} 行第 {at} 字节不是 UTF-8 文本，请另存为 UTF-8。");
        }
    }
}
