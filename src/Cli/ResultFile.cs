namespace KeyEcosystem.Cli;

/// <summary>The file of a result: it is written beside its place under another name, and stands there when it is whole.</summary>
internal static class ResultFile
{
    /// <summary>
    /// Writes it. What had the name is not opened for it: that may be another name (a hard link) of a file that was read, and is whole until the result is.
    /// A device or a pipe is written directly.
    /// </summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the result.</param>
    /// <exception cref="UsageException">It can't be written; the message names the option and the file.</exception>
    public static async Task Write(string option, string path, Func<TextWriter, Task> write)
    {
        var target = OutputPlace.Real(path);
        var part = Path.Combine(Path.GetDirectoryName(target)!, $".keyeco-{Path.GetRandomFileName()}");
        try
        {
            if (Direct(path, target) is { } stream)
            {
                await Fill(stream, write);
                return;
            }

            await Fill(new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None), write);
            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(part, File.GetUnixFileMode(target));
            }

            File.Move(part, target, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // Nobody has heard of the other name.
            var why = wrong.Message.Replace(part, path, StringComparison.Ordinal);
            throw new UsageException($"{option}: \"{path}\" can't be written: {why} {option}：无法写入“{path}”（系统答复：{why}）");
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task Fill(FileStream stream, Func<TextWriter, Task> write)
    {
        await using var writer = new StreamWriter(stream);
        await write(writer);
    }

    /// <summary>The stream of what is there and is no regular file; null where none is.</summary>
    private static FileStream? Direct(string path, string target)
    {
        if (OutputPlace.Special(path))
        {
            return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        }

        if (!File.Exists(target))
        {
            return null;
        }

        // Opened once: who reads a pipe takes its closing for the end.
        var there = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (!there.CanSeek)
        {
            return there;
        }

        there.Dispose();
        return null;
    }
}
