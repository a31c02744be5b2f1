using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Tests.Agent;

/// <summary>A cluster that has promised more processors than it has, and that knows why a job waits only when it is asked for it a second time.</summary>
internal sealed class LateWord(IClusterBackend cluster) : IClusterBackend
{
    private readonly HashSet<BackendKey> asked = [];

    public BackendStanding Standing => cluster.Standing;

    public bool SharesDevices => cluster.SharesDevices;

    public async Task<Result<ClusterInventory>> Inventory(CancellationToken stop)
    {
        var has = await cluster.Inventory(stop);
        return has.IsOk ? has.Value with { Nodes = [.. has.Value.Nodes.Select(n => n with { Cpus = n.Cpus * 4 })] } : has;
    }

    public async Task<Result<BackendJob>> Submit(BackendSubmission submission, CancellationToken stop) => Mute(await cluster.Submit(submission, stop));

    public async Task<Result<BackendJob>> Find(BackendKey key, CancellationToken stop)
    {
        var found = await cluster.Find(key, stop);
        return asked.Add(key) ? Mute(found) : found;
    }

    public Task<Result<BackendJob>> Cancel(BackendKey key, TimeSpan grace, CancellationToken stop) => cluster.Cancel(key, grace, stop);

    public async Task<Result<BackendChanges>> Changes(string? cursor, CancellationToken stop)
    {
        var changes = await cluster.Changes(cursor, stop);
        return changes.IsOk ? changes.Value with { Jobs = [.. changes.Value.Jobs.Select(Mute)] } : changes;
    }

    public Task<Result<UsageReport>> Usage(DateTimeOffset from, DateTimeOffset to, CancellationToken stop) => cluster.Usage(from, to, stop);

    private static Result<BackendJob> Mute(Result<BackendJob> job) => job.IsOk ? Mute(job.Value) : job;

    private static BackendJob Mute(BackendJob job) => job.State == BackendJobState.Pending ? job with { Reason = null } : job;
}
