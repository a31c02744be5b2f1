using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends.Simulation;

/// <summary>The adapter of a <see cref="SimulatedCluster"/>, for tests and for asking "what if".</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="time">The clock of both.</param>
public sealed class SimulatedBackend(SimulatedCluster cluster, TimeProvider time) : IClusterBackend
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc />
    public BackendStanding Standing => cluster.AwaySince is { } since ? new BackendStanding(since, "it was taken away") : BackendStanding.Reachable;

    /// <inheritdoc />
    public Task<Result<ClusterInventory>> Inventory(CancellationToken stop) => Task.FromResult(Away() is { } away ? (Result<ClusterInventory>)away : cluster.Inventory());

    /// <inheritdoc />
    public Task<Result<BackendJob>> Submit(BackendSubmission submission, CancellationToken stop) => Task.FromResult<Result<BackendJob>>(
        (SubmissionRules.Check(submission, shares: false) ?? Away()) is { } refusal ? refusal
        : cluster.Submit(submission) is { } job ? job : BackendRefusals.No(submission.Key, "the cluster has no nodes that could ever run it."));

    /// <inheritdoc />
    public Task<Result<BackendJob>> Find(BackendKey key, CancellationToken stop) =>
        Task.FromResult<Result<BackendJob>>(Away() is { } away ? away : cluster.Find(key) is { } job ? job : BackendRefusals.NoJob(key));

    /// <inheritdoc />
    public async Task<Result<BackendJob>> Cancel(BackendKey key, TimeSpan grace, CancellationToken stop)
    {
        var found = await Find(key, stop);
        if (!found.IsOk || found.Value.Ended)
        {
            return found;
        }

        cluster.Cancel(key, grace);
        return await this.UntilEnded(key, LookEvery, time, stop);
    }

    /// <inheritdoc />
    public Task<Result<BackendChanges>> Changes(string? cursor, CancellationToken stop)
    {
        var told = ToldJobs.Parse(cursor);
        return Task.FromResult<Result<BackendChanges>>((told.Refusal ?? Away()) is { } refusal ? refusal : ToldJobs.Step(told.Value, [.. Known(told.Value)]));
    }

    /// <inheritdoc />
    public Task<Result<UsageReport>> Usage(DateTimeOffset from, DateTimeOffset to, CancellationToken stop) =>
        Task.FromResult<Result<UsageReport>>(Away() is { } away ? away : UsageWindow.Of(cluster.Jobs(), from, to, time.GetUtcNow()));

    private IEnumerable<BackendJob> Known(ToldJobs.Told told)
    {
        var jobs = cluster.Jobs();
        var now = time.GetUtcNow();
        var gone = told.Jobs.Where(t => t.Value <= BackendJobState.Running).Select(t => t.Key).Except(jobs.Select(j => j.Key));
        return jobs.Concat(gone.Select(k => new BackendJob(k, "", BackendJobState.Lost, now) { EndedAt = now, Reason = "SchedulerForgot" }));
    }

    private Refusal? Away() => cluster.AwaySince is { } since ? BackendRefusals.Away(cluster.Name, since, "it was taken away") : null;
}
