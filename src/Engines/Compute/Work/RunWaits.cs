using System.Collections.Concurrent;
using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Work;

/// <summary>Why clusters let admitted runs wait, as last said. In memory: an agent says it again with every call.</summary>
internal sealed class RunWaits(TimeProvider clock)
{
    /// <summary>An admitted job waits at its cluster, whose own scheduler has not begun it.</summary>
    public const string AtCluster = "compute.wait.at-cluster";

    /// <summary>A run is over, and its results are on their way.</summary>
    public const string Uploading = "compute.wait.uploading";

    /// <summary>It runs at a cluster whose agent does not call: how it is going nobody knows.</summary>
    public const string AgentSilent = "compute.wait.agent-silent";

    private readonly ConcurrentDictionary<RunName, ClusterWait> waits = new();

    public void Said(RunName run, string? why, DateTimeOffset? expectedAt)
    {
        if (why is null)
        {
            Forget(run);
        }
        else
        {
            waits[run] = new ClusterWait(why, Of(run)?.Since ?? clock.GetUtcNow(), expectedAt);
        }
    }

    public void Forget(RunName run) => waits.TryRemove(run, out _);

    /// <summary>What the cluster says; null when the run does not wait there.</summary>
    public ClusterWait? Of(RunName run) => waits.GetValueOrDefault(run);

    /// <summary>Runs that have waited for as long as this at least, the longest first.</summary>
    public IReadOnlyList<RunName> Longer(TimeSpan least)
    {
        var since = clock.GetUtcNow() - least;
        return [.. waits.Where(w => w.Value.Since <= since).OrderBy(w => w.Value.Since).ThenBy(w => w.Key.Job).Select(w => w.Key)];
    }
}
