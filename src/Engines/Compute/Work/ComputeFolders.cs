using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Compute.Sandbox;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Work;

/// <summary>Where the engine keeps its files.</summary>
internal sealed class ComputeFolders
{
    private readonly string root;

    public ComputeFolders(IOptions<ComputeOptions> options, StoreOptions store)
    {
        root = Path.GetFullPath(options.Value.Folder ?? Path.Combine(store.Folder, "compute"));
        Jobs = options.Value.JobsFolder is { } jobs ? Path.GetFullPath(jobs) : OperatingSystem.IsLinux() && Libc.IsRoot ? Shared(root) : Path.Combine(root, "jobs");
        Directory.CreateDirectory(Jobs);
        Directory.CreateDirectory(Path.Combine(root, "logs"));
        Directory.CreateDirectory(Airlock);
    }

    public string Heartbeat => Path.Combine(root, "heartbeat");

    public string Jobs { get; }

    /// <summary>What a member uploaded: code of its jobs, and as owner of a cluster results of runs there.</summary>
    public BlobStore UploadsOf(Guid member) => new(Path.Combine(root, "uploads", member.ToString("n")));

    /// <summary>Bytes that a member uploaded.</summary>
    public long UploadedBytes(Guid member) =>
        new DirectoryInfo(Path.Combine(root, "uploads", member.ToString("n"))) is { Exists: true } folder ? folder.EnumerateFiles().Sum(f => f.Length) : 0;

    /// <summary>Folders of uploads, one a member.</summary>
    public IEnumerable<string> Uploads => Directory.Exists(Path.Combine(root, "uploads")) ? Directory.EnumerateDirectories(Path.Combine(root, "uploads")) : [];

    public string JobOf(JobId job) => Path.Combine(Jobs, job.Value.ToString("n"));

    /// <summary>Where the content of an output waits for the owners of the data.</summary>
    public string AirlockOf(Guid entry) => Path.Combine(Airlock, entry.ToString("n"));

    public string Airlock => Path.Combine(root, "airlock");

    public string LogOf(JobId job) => Path.Combine(root, "logs", job.Value.ToString("n"));

    /// <summary>Leaves no empty folder behind when the node stops.</summary>
    public void Leave()
    {
        if (Directory.Exists(Jobs) && !Directory.EnumerateFileSystemEntries(Jobs).Any())
        {
            Directory.Delete(Jobs);
        }
    }

    /// <summary>
    /// The users of boxes are not the node's and can't pass its own folder. In a folder that everybody can write to, only one that is ours will do;
    /// its mode lets others pass but not look.
    /// </summary>
    [SupportedOSPlatform("linux")]
    private static string Shared(string root)
    {
        var name = "keyeco-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..16];
        var folder = Directory.CreateDirectory(Path.Combine("/var/tmp", name));
        if (folder.LinkTarget is not null || Libc.chown(folder.FullName, 0, 0) != 0)
        {
            throw new IOException($"{folder.FullName} is not a folder of this node. Remove it, or set JobsFolder of the Compute options.");
        }

        folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return folder.FullName;
    }
}
