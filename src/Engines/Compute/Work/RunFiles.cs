using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;

namespace KeyEcosystem.Compute.Work;

/// <summary>What travels to a run at an attached cluster: where it lies here, and under which name it goes.</summary>
internal sealed class RunFiles(ComputeFolders folders, IAssetAnswer assets, ContentHashes hashes)
{
    /// <summary>Name of the archive of code.</summary>
    public const string CodeArchive = "code.tar.gz";

    /// <summary>The files of a run with their sums; a refusal when one is not here any more.</summary>
    public async Task<Result<IReadOnlyList<RunFile>>> Of(JobRow row, CancellationToken stop)
    {
        var files = new List<RunFile>();
        foreach (var (folder, name) in Names(row))
        {
            if (await Path(row, folder, name, stop) is not { } path)
            {
                return new Refusal("compute.dataset.empty", "A file of the job is not here.", $"\"{folder}/{name}\" has no bytes on this node any more.");
            }

            files.Add(new RunFile(folder, name, new FileInfo(path).Length, await hashes.Of(path, stop)));
        }

        return files;
    }

    /// <summary>Where a file of a run lies; null when it is none of its files or has no bytes here.</summary>
    public async Task<string?> Path(JobRow row, string folder, string name, CancellationToken stop)
    {
        var path = folder switch
        {
            RunFolders.In when Inputs(row).FirstOrDefault(i => i.Name == name) is { Use: { } use } => await assets.ContentOf(use.Asset, stop),
            RunFolders.Code when row.Code is { } code && name == CodeArchive => folders.UploadsOf(row.Member).PathOf(code),
            RunFolders.Checkpoint when Json.Read<RunFile[]>(row.Saved).FirstOrDefault(f => f.Name == name) is { } saved => SavedPath(row, saved),
            _ => null,
        };
        return path is not null && File.Exists(path) ? path : null;
    }

    /// <summary>Keeps what a run saved, out of the uploads of the cluster's owner, as the job's own.</summary>
    public async Task<IReadOnlyList<RunFile>> Save(JobRow row, Guid owner, IEnumerable<RunFile> files, CancellationToken stop)
    {
        // What a sealed job saved stays with the owner of the pool: its sender could find out by its own uploads what it knows the hash of.
        var into = folders.UploadsOf(KeeperOf(row));
        var kept = new List<RunFile>();
        foreach (var file in files)
        {
            var from = folders.UploadsOf(owner).PathOf(file.Sha256);
            if (!File.Exists(from))
            {
                continue;
            }

            await using var content = File.OpenRead(from);
            if (await into.Keep(content, file.Sha256, stop) is { IsOk: true })
            {
                kept.Add(file);
            }
        }

        return kept;
    }

    private string SavedPath(JobRow row, RunFile saved) => folders.UploadsOf(KeeperOf(row)).PathOf(saved.Sha256);

    private static Guid KeeperOf(JobRow row) => row.Sealed ? row.Provider : row.Member;

    private static IEnumerable<(string Folder, string Name)> Names(JobRow row)
    {
        foreach (var (name, _) in Inputs(row))
        {
            yield return (RunFolders.In, name);
        }

        if (row.Code is not null)
        {
            yield return (RunFolders.Code, CodeArchive);
        }

        foreach (var saved in Json.Read<RunFile[]>(row.Saved))
        {
            yield return (RunFolders.Checkpoint, saved.Name);
        }
    }

    private static IEnumerable<(string Name, JobUse? Use)> Inputs(JobRow row)
    {
        var sets = Json.Read<JobUse[]>(row.Uses).Skip(1).ToArray();
        return InputNames.Of([.. sets.Select(s => s.Title)]).Select((name, i) => (name, (JobUse?)sets[i]));
    }
}
