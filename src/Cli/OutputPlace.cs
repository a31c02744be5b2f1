namespace KeyEcosystem.Cli;

/// <summary>Looks before the work begins whether its outcome can be written where it shall lie: who waited for it must not lose it.</summary>
internal static class OutputPlace
{
    /// <summary>Links that lead to links, at most: what goes round in a circle has no end.</summary>
    private const int LinksMax = 40;

    /// <summary>A file that will be written; its folder must be there.</summary>
    /// <param name="option">The option or argument that names it.</param>
    /// <param name="path">The file.</param>
    /// <param name="others">Files that the verb reads, or writes too, with their options: it must be none of them, by whatever name.</param>
    /// <exception cref="UsageException">It can't be written; the message names the folder where that is why.</exception>
    public static void File(string option, string path, params IEnumerable<(string Option, string Path)> others)
    {
        foreach (var other in others.Where(o => Same(o.Path, path)))
        {
            throw new UsageException($"{option}: \"{path}\" is the file of {other.Option}, which would be overwritten; name another. {option}：“{path}”就是 {other.Option} 的文件，会被覆盖，请另选文件。");
        }

        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new UsageException($"{option}: \"{path}\" is a folder; name a file. {option}：“{path}”是文件夹，请给出文件名。");
        }

        if (Path.GetDirectoryName(full) is not { } folder || !Directory.Exists(folder))
        {
            Refuse(option, Path.GetDirectoryName(full) ?? full);
            throw new UsageException($"{option}: there is no folder \"{Path.GetDirectoryName(full)}\" for \"{Path.GetFileName(full)}\"; make it first. {option}：文件夹“{Path.GetDirectoryName(full)}”不存在，请先创建。");
        }

        // What is there may be a pipe, which opening would end.
        if (!System.IO.File.Exists(full))
        {
            Try(option, path, folder);
        }
        else if (System.IO.File.GetAttributes(full).HasFlag(FileAttributes.ReadOnly))
        {
            throw new UsageException($"{option}: \"{path}\" may not be written. {option}：没有写入“{path}”的权限。");
        }
    }

    /// <summary>A file that <see cref="ResultFile"/> will write: in its folder, whatever has the name.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file.</param>
    /// <param name="others">Files that the verb reads, with their options: it must be none of them, by whatever name.</param>
    /// <exception cref="UsageException">It can't be written; the message names the folder where that is why.</exception>
    public static void Result(string option, string path, params IEnumerable<(string Option, string Path)> others)
    {
        File(option, path, others);
        if (!Special(path) && Path.GetDirectoryName(Real(path)) is { } folder)
        {
            Try(option, path, folder);
        }
    }

    /// <summary>Whether a path leads to, or through, what the system keeps no files in: <c>/dev/stdout</c> may lead to a file, in whose place no other may come while it is printed to.</summary>
    /// <param name="path">The path.</param>
    public static bool Special(string path)
    {
        var at = Path.GetFullPath(path);
        for (var links = 0; links < LinksMax && Path.GetDirectoryName(at) is { } above; links++)
        {
            var folder = Real(above) + "/";
            if (folder.StartsWith("/proc/", StringComparison.Ordinal) || (folder.StartsWith("/dev/", StringComparison.Ordinal) && !folder.StartsWith("/dev/shm/", StringComparison.Ordinal)))
            {
                return true;
            }

            if (new FileInfo(at).LinkTarget is not { } target)
            {
                return false;
            }

            at = Path.GetFullPath(target, folder);
        }

        return false;
    }

    /// <summary>The path without links: its folders, too, may be some.</summary>
    /// <param name="path">The path.</param>
    public static string Real(string path) => Real(path, 0);

    /// <summary>A folder in which files will be written; it is made where it is not there.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The folder.</param>
    /// <exception cref="UsageException">It can't be made or written to.</exception>
    public static void Folder(string option, string path)
    {
        var full = Path.GetFullPath(path);
        Refuse(option, full);
        var there = full;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        Try(option, path, there);
    }

    /// <summary>A folder for what a job leaves: its names are known when the job has been paid for, and what is there is not written over, so nothing may be.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The folder.</param>
    /// <exception cref="UsageException">It can't be made or written to, or holds something.</exception>
    public static void Results(string option, string path)
    {
        Folder(option, path);
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).FirstOrDefault() is { } there)
        {
            throw new UsageException($"{option}: \"{path}\" holds \"{Path.GetFileName(there)}\" already. A result of the job may have the name of what is there, and nothing is written over: name an empty folder, or one that is not there. {option}：“{path}”中已有“{Path.GetFileName(there)}”；作业结果可能与其同名，而已有文件不会被覆盖，请另选空文件夹或尚不存在的文件夹。");
        }
    }

    /// <summary>Refuses a path where a file stands in the place of a folder.</summary>
    private static void Refuse(string option, string folder)
    {
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            if (System.IO.File.Exists(at))
            {
                throw new UsageException($"{option}: \"{at}\" is a file, where a folder is needed. {option}：“{at}”是文件，此处须为文件夹。");
            }
        }
    }

    /// <summary>Writes a file that is deleted at once, and says what stands in its way of the path that was typed: nobody has heard of the other.</summary>
    private static void Try(string option, string path, string folder)
    {
        var trial = Path.Combine(folder, $".keyeco-{Path.GetRandomFileName()}");
        try
        {
            using var probe = new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: \"{path}\" can't be written: the folder \"{folder}\" is not yours to write in. {option}：无法写入“{path}”：没有写入文件夹“{folder}”的权限。");
        }
        catch (IOException wrong)
        {
            var why = wrong.Message.Replace(trial, path, StringComparison.Ordinal);
            throw new UsageException($"{option}: \"{path}\" can't be written in the folder \"{folder}\": {why} {option}：无法在文件夹“{folder}”中写入“{path}”（系统答复：{why}）");
        }
    }

    private static bool Same(string one, string other) => string.Equals(Real(one), Real(other), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static string Real(string path, int links)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } above)
        {
            return full;
        }

        var folder = Real(above, links);
        var at = Path.Combine(folder, Path.GetFileName(full));
        return links < LinksMax && new FileInfo(at).LinkTarget is { } target ? Real(Path.Combine(folder, target), links + 1) : at;
    }
}
