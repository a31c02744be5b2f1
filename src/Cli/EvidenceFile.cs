namespace KeyEcosystem.Cli;

/// <summary>Files of heads and of receipts, one a line.</summary>
internal static class EvidenceFile
{
    /// <summary>Reads a file; none when no name was given.</summary>
    public static IReadOnlyList<T> Read<T>(string? file, Func<string, T?> parse, string what)
        where T : class
    {
        var read = new List<T>();
        foreach (var line in file is null ? [] : File.ReadAllLines(Existing(file)))
        {
            read.Add(parse(line) ?? throw new UsageException($"\"{file}\", line {read.Count + 1}: not {what}. 文件格式错误。"));
        }

        return read;
    }

    /// <summary>A file that is there.</summary>
    /// <param name="file">Its name.</param>
    /// <exception cref="FileNotFoundException">It is not; <see cref="Places"/> tells by which option it was named.</exception>
    public static string Existing(string file) => File.Exists(file) ? file : throw new FileNotFoundException($"Could not find file '{Path.GetFullPath(file)}'.");
}
