using System.Diagnostics;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core;

/// <summary>First come, first served, by devices. Pure: the same snapshot gives the same plan.</summary>
public static class PoolQueue
{
    /// <summary>The pool takes no jobs now: withdrawn, or not healthy.</summary>
    public const string PoolClosed = "compute.wait.pool-closed";

    /// <summary>The pool's owner wants its devices in these hours.</summary>
    public const string QuietHours = "compute.wait.quiet-hours";

    /// <summary>Its own devices are busy; other pools have idle ones, but the Gate does not permit the job there.</summary>
    public const string NotPermittedElsewhere = "compute.wait.not-permitted-elsewhere";

    /// <summary>The job asks for more devices than the pool now has at all.</summary>
    public const string PoolTooSmall = "compute.wait.pool-too-small";

    /// <summary>Devices are busy.</summary>
    public const string DevicesBusy = "compute.wait.devices-busy";

    /// <summary>An earlier job waits for devices.</summary>
    public const string Behind = "compute.wait.behind";

    /// <summary>The node runs as many jobs as it may.</summary>
    public const string NodeBusy = "compute.wait.node-busy";

    /// <summary>
    /// Jobs are tried in order. The first that fits the pool but not its free devices holds the line, so that a large job is not starved by small ones;
    /// one that the pool could not hold even when empty (it shrank) waits aside and holds up nobody.
    /// </summary>
    /// <param name="pool">The pool now.</param>
    /// <param name="queue">Waiting jobs, the earliest first.</param>
    public static QueuePlan Decide(PoolSnapshot pool, IReadOnlyList<QueuedJob> queue)
    {
        Debug.Assert(pool.DevicesBusy >= 0, "Devices are not given back twice.");
        var starts = new List<JobId>();
        var waits = new Dictionary<JobId, string>();
        var free = Math.Max(0, pool.Devices - pool.DevicesBusy);
        var slots = pool.SlotsFree;
        string? line = null;
        foreach (var job in queue)
        {
            Debug.Assert(job.Devices > 0, "A job holds at least one device.");
            var wait = pool.Devices == 0 ? PoolClosed
                : job.Devices > pool.Devices ? PoolTooSmall
                : line is not null ? Behind
                : job.Devices > free ? line = DevicesBusy
                : slots <= 0 ? line = NodeBusy
                : null;
            if (wait is not null)
            {
                waits.Add(job.Job, wait);
                continue;
            }

            free -= job.Devices;
            slots--;
            starts.Add(job.Job);
        }

        Debug.Assert(starts.Count + waits.Count == queue.Count, "Every job is answered once.");
        Debug.Assert(free >= 0, "No device is given twice.");
        return new QueuePlan(starts, waits);
    }
}
