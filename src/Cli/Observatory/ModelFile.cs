using System.Text;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Dynamics;
using KeyEcosystem.Observatory.Core.Dynamics.Xmile;
using KeyEcosystem.Platform.Files;

namespace KeyEcosystem.Cli.Observatory;

/// <summary>Reads a model's file, plain or gzipped.</summary>
internal static class ModelFile
{
    /// <summary>Bytes of a file once unpacked, at most: no more than the reader takes of them.</summary>
    private const int BytesMax = 64 * 1024 * 1024;

    public static SystemModel Read(string name, string path) => Taken(name, path, XmileReader.Read(Text(name, path)));

    /// <summary>A value, or its refusal in both languages with the file that it is about.</summary>
    public static T Taken<T>(string name, string path, Result<T> result) => result.IsOk ? result.Value
        : throw new UsageException($"{name}: \"{path}\" is refused: {result.Refusal.Detail} [{result.Refusal.Code}] {name}：“{path}”被拒绝：{result.Refusal.Facts?.GetValueOrDefault("zh") ?? result.Refusal.Title}");

    /// <summary>The text of a file; its bytes say themselves whether they are UTF-16.</summary>
    public static string Text(string name, string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{name}: \"{path}\" is a folder; give a file. {name}：“{path}”是文件夹，请给出文件。");
        }

        if (!File.Exists(path))
        {
            throw new UsageException($"{name}: there is no file \"{path}\". {name}：没有文件“{path}”。");
        }

        var bytes = Bytes(name, path);
        try
        {
            return bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(bytes[2..])
                : bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(bytes[2..])
                : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException wrong)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(wrong.Index, 0, bytes.Length)).Count((byte)'\n');
            throw new UsageException($"{name}: \"{path}\" is not text in UTF-8: line {line}. Save it in UTF-8. {name}：“{path}”第 {line} 行不是 UTF-8 文本，请另存为 UTF-8。");
        }
    }

    private static byte[] Bytes(string name, string path)
    {
        try
        {
            using var from = PlainOrGzipStream.Open(path);
            using var all = new MemoryStream();
            var part = new byte[81_920];
            for (int read; (read = from.Read(part)) > 0;)
            {
                all.Write(part, 0, read);
                if (all.Length > BytesMax)
                {
                    throw new UsageException($"{name}: \"{path}\" holds more than {BytesMax >> 20} MiB. {name}：“{path}”超过 {BytesMax >> 20} MiB。");
                }
            }

            return all.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new UsageException($"{name}: \"{path}\" is a gzip file that is damaged or cut off; fetch it again. {name}：gzip 文件“{path}”已损坏或不完整，请重新获取。");
        }
    }
}
