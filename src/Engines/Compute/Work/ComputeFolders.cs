using KeyEcosystem.Kernel;
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
        Directory.CreateDirectory(Jobs);
        Directory.CreateDirectory(Path.Combine(root, "logs"));
    }

    public string Heartbeat => Path.Combine(root, "heartbeat");

    public string Jobs => Path.Combine(root, "jobs");

    public string JobOf(JobId job) => Path.Combine(Jobs, job.Value.ToString("n"));

    public string LogOf(JobId job) => Path.Combine(root, "logs", job.Value.ToString("n"));
}
