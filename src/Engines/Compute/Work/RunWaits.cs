using System.Collections.Concurrent;
using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Work;

/// <summary>Why clusters let admitted runs wait, in their own words, as last said. In memory: an agent says it again with every call.</summary>
internal sealed class RunWaits
{
    /// <summary>An admitted job waits at its cluster, whose own scheduler has not begun it.</summary>
    public const string AtCluster = "compute.wait.at-cluster";

    private readonly ConcurrentDictionary<RunName, string> waits = new();

    public void Said(RunName run, string? why)
    {
        if (why is null)
        {
            waits.TryRemove(run, out _);
        }
        else
        {
            waits[run] = why;
        }
    }

    /// <summary>The cluster's word; null when the run does not wait there.</summary>
    public string? Of(RunName run) => waits.GetValueOrDefault(run);
}
