using System.Formats.Tar;
using System.IO.Compression;
using KeyEcosystem.Client;

namespace KeyEcosystem.Cli;

/// <summary>Sends a folder of code: packed, named by its sum, not sent again when the node has it.</summary>
internal static class CodeFolder
{
    private static readonly (string Name, string[] Command)[] Entries =
    [
        ("run.sh", ["/bin/sh", "/code/run.sh"]),
        ("main.py", ["/usr/bin/env", "python3", "/code/main.py"]),
    ];

    /// <summary>Uploads, and says how the job is started.</summary>
    public static async Task<(string Sha256, IReadOnlyList<string> Command)> Upload(VerbRun run, DirectoryInfo folder)
    {
        var entry = Entries.FirstOrDefault(e => File.Exists(Path.Combine(folder.FullName, e.Name)));
        if (entry.Command is null)
        {
            throw new UsageException($"\"{folder}\" has neither run.sh nor main.py, so nothing says how the job is started. 目录中没有 run.sh 或 main.py。");
        }

        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            await Pack(folder, file, run.Stop);
            file.Refresh();
            var sum = "";
            await run.WithProgress($"put {folder.Name}", file.Length, async progress => sum = await run.Node.Upload(file, progress, run.Stop));
            return (sum, entry.Command);
        }
        finally
        {
            file.Delete();
        }
    }

    /// <summary>The same folder gives the same bytes: names in order, no times, no owners.</summary>
    private static async Task Pack(DirectoryInfo folder, FileInfo into, CancellationToken stop)
    {
        await using var stream = into.Create();
        await using var zip = new GZipStream(stream, CompressionLevel.Optimal);
        await using var tar = new TarWriter(zip, TarEntryFormat.Pax);
        foreach (var file in folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            await using var content = file.OpenRead();
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'))
                {
                    DataStream = content,
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    Mode = OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserExecute : file.UnixFileMode,
                },
                stop);
        }
    }
}
