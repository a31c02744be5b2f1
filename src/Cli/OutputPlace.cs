namespace KeyEcosystem.Cli;

/// <summary>Looks before the work begins whether its outcome can be written where it shall lie: who waited for it must not lose it.</summary>
internal static class OutputPlace
{
    /// <summary>A file that will be written; its folder must be there.</summary>
    /// <param name="option">The option or argument that names it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">It can't be written; the message names the folder where that is why.</exception>
    public static void File(string option, string path)
    {
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
            Try(option, folder);
        }
        else if (System.IO.File.GetAttributes(full).HasFlag(FileAttributes.ReadOnly))
        {
            throw new UsageException($"{option}: \"{path}\" may not be written. {option}：没有写入“{path}”的权限。");
        }
    }

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

        Try(option, there);
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

    private static void Try(string option, string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".keyeco-{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: nothing can be written in \"{folder}\": {wrong.Message} {option}：无法在“{folder}”中写入。");
        }
    }
}
