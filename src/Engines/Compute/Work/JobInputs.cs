using System.Text;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;

namespace KeyEcosystem.Compute.Work;

/// <summary>
/// Lays a job's inputs into its folder. Copies, not links: a linked file shares owner and mode with the store's own,
/// and a job without a sandbox could then change what every other reader trusts.
/// </summary>
internal sealed class JobInputs(ComputeFolders folders, IAssetAnswer assets)
{
    public async Task<Result<string>> Lay(JobId job, IReadOnlyList<JobUse> uses, string? script, CancellationToken stop)
    {
        var folder = folders.JobOf(job);
        Clear(job);
        var into = Path.Combine(folder, "in");
        Directory.CreateDirectory(into);
        var sets = uses.Skip(1).ToArray();
        var names = InputNames.Of([.. sets.Select(s => s.Title)]);
        for (var i = 0; i < sets.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            if (await assets.ContentOf(sets[i].Asset, stop) is not { } path || !File.Exists(path))
            {
                return new Refusal("compute.dataset.empty", "A data set has no content here.", $"Data set \"{sets[i].Asset}\" has no bytes on this node any more.");
            }

            var copy = Path.Combine(into, names[i]);
            File.Copy(path, copy);
            ReadOnly(copy);
        }

        if (script is not null)
        {
            var file = Path.Combine(folder, Scripts.Name);
            await File.WriteAllTextAsync(file, script, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), stop);
            ReadOnly(file);
        }

        return folder;
    }

    public void Clear(JobId job) => Delete(folders.JobOf(job));

    /// <summary>Removes what a node that was killed left behind.</summary>
    public void ClearAll()
    {
        foreach (var folder in Directory.EnumerateDirectories(folders.Jobs))
        {
            Delete(folder);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void ReadOnly(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }
}
