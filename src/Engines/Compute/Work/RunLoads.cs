using System.Collections.Concurrent;
using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Work;

/// <summary>How much the devices of runs compute, as last said. In memory: an agent says it again with every call; what the node itself measures it says at the end.</summary>
internal sealed class RunLoads
{
    private readonly ConcurrentDictionary<RunName, RunLoad> loads = new();

    public void Said(RunName run, RunLoad load) => loads[run] = load;

    /// <summary>The load of a run; null when nothing has been said of it.</summary>
    public RunLoad? Of(RunName run) => loads.GetValueOrDefault(run);

    public void Forget(RunName run) => loads.TryRemove(run, out _);

    /// <summary>
    /// What was measured and busy of a run that held a device time: never more than that, since clusters tell times to the second.
    /// </summary>
    public (long MeasuredMs, long BusyMs) Within(RunName run, long deviceMs) => Of(run) switch
    {
        null => (0, 0),
        var load when load.MeasuredMs <= deviceMs => (load.MeasuredMs, load.BusyMs),
        var load => (deviceMs, (long)((Int128)load.BusyMs * deviceMs / load.MeasuredMs)),
    };
}
