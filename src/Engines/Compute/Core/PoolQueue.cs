using System.Diagnostics;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core;

/// <summary>First come, first served, by devices. Pure: the same snapshot gives the same plan.</summary>
public static class PoolQueue
{
    /// <summary>The pool takes no jobs now: withdrawn, or not healthy.</summary>
    public const string PoolClosed = "compute.wait.pool-closed";

    /// <summary>The cluster whose devices it could have is not connected: its agent does not call.</summary>
    public const string ClusterAway = "compute.wait.cluster-away";

    /// <summary>The pool's owner wants its devices in these hours.</summary>
    public const string QuietHours = "compute.wait.quiet-hours";

    /// <summary>There are devices for it, and the pool's owner wants them before it would be done.</summary>
    public const string BeforeQuietHours = "compute.wait.before-quiet-hours";

    /// <summary>Its own devices are busy; other pools have idle ones, but the Gate does not permit the job there.</summary>
    public const string NotPermittedElsewhere = "compute.wait.not-permitted-elsewhere";

    /// <summary>Its own devices are busy; those that are idle are the node's own, which keep nothing of what a job saves.</summary>
    public const string NotKept = "compute.wait.not-kept";

    /// <summary>The job asks for more devices than the pool now has at all.</summary>
    public const string PoolTooSmall = "compute.wait.pool-too-small";

    /// <summary>Devices are busy.</summary>
    public const string DevicesBusy = "compute.wait.devices-busy";

    /// <summary>Devices are idle, and the processors or memory that come with them are taken by jobs that asked for more.</summary>
    public const string ProcessorsBusy = "compute.wait.processors-busy";

    /// <summary>It was just taken, and its scheduler has not heard of it yet.</summary>
    public const string Taken = "compute.wait.taken";

    /// <summary>An earlier job waits for devices.</summary>
    public const string Behind = "compute.wait.behind";

    /// <summary>The node runs as many jobs as it may.</summary>
    public const string NodeBusy = "compute.wait.node-busy";

    /// <summary>
    /// Jobs are tried in order. The first that fits the pool but not its free devices holds the line, so that a large job is not starved by small ones: a later job goes ahead of it only where, by what it may run
    /// at most, it has ended before the turn of that comes, or takes what that leaves over (EASY). The turn comes when what runs is expected to end. One that the pool could not hold even when empty (it shrank), or that
    /// would be taken away again in the pool's quiet hours, waits aside and holds up nobody.
    /// </summary>
    /// <param name="pool">The pool now.</param>
    /// <param name="queue">Waiting jobs, the first to be served first.</param>
    /// <param name="holding">What holds its devices; null: then nobody goes ahead.</param>
    /// <param name="nowMs">The time now, milliseconds of the node's clock.</param>
    public static QueuePlan Decide(PoolSnapshot pool, IReadOnlyList<QueuedJob> queue, IReadOnlyList<HoldingJob>? holding = null, long nowMs = 0)
    {
        Debug.Assert(pool.DevicesBusy >= 0, "Devices are not given back twice.");
        var starts = new List<JobId>();
        var waits = new Dictionary<JobId, string>();
        var free = Math.Max(0, pool.Devices - pool.DevicesBusy);
        var slots = pool.SlotsFree;
        var ends = holding is not null && pool.DevicesBusy <= pool.Devices && holding.Sum(h => (long)h.Devices) == pool.DevicesBusy ? holding.Select(h => (h.ExpectedEndMs, h.Devices)).ToList() : null;
        (long AtMs, int Spare)? turn = null;
        string? line = null;
        foreach (var job in queue)
        {
            Debug.Assert(job.Devices > 0, "A job holds at least one device.");
            var endsMs = Later(nowMs, job.LimitMs);
            var aside = pool.Hours?.LastBegin(nowMs, job.ExpectedMs, job.LimitMs, job.Saves) < nowMs;
            var wait = pool.Devices == 0 ? PoolClosed
                : job.Devices > pool.Devices ? PoolTooSmall
                : aside ? job.Devices > free ? DevicesBusy : BeforeQuietHours
                : line is not null && !(turn is { } head && slots > 0 && job.Devices <= free && (endsMs <= head.AtMs || job.Devices <= head.Spare)) ? Behind
                : job.Devices > free ? line = DevicesBusy
                : slots <= 0 ? line = NodeBusy
                : null;
            if (wait is not null)
            {
                waits.Add(job.Job, wait);
                turn = wait == DevicesBusy && !aside && ends is not null ? Turn(job.Devices, free, ends) : turn;
                continue;
            }

            if (turn is { } late && endsMs > late.AtMs)
            {
                turn = late with { Spare = late.Spare - job.Devices };
            }

            free -= job.Devices;
            slots--;
            ends?.Add((Math.Min(endsMs, Later(nowMs, job.ExpectedMs ?? long.MaxValue)), job.Devices));
            starts.Add(job.Job);
        }

        Debug.Assert(starts.Count + waits.Count == queue.Count, "Every job is answered once.");
        Debug.Assert(free >= 0, "No device is given twice.");
        return new QueuePlan(starts, waits);
    }

    /// <summary>When waiting jobs are expected to get devices, if each runs as long as its sender says, or else as long as it may.</summary>
    /// <param name="pool">The pool now.</param>
    /// <param name="queue">Waiting jobs, the first to be served first.</param>
    /// <param name="holding">What holds its devices.</param>
    /// <param name="nowMs">The time now, milliseconds of the node's clock.</param>
    public static IReadOnlyDictionary<JobId, long> Expected(PoolSnapshot pool, IReadOnlyList<QueuedJob> queue, IReadOnlyList<HoldingJob> holding, long nowMs)
    {
        var expected = new Dictionary<JobId, long>();
        var held = holding.Select(h => h with { ExpectedEndMs = Math.Max(nowMs + 1, h.ExpectedEndMs) }).ToList();
        var waiting = queue.ToList();
        var of = queue.ToDictionary(j => j.Job);
        var slots = (long)pool.SlotsFree + held.Count;
        for (var at = nowMs; waiting.Count > 0 && at < long.MaxValue; at = Math.Min(held.Select(h => h.ExpectedEndMs).DefaultIfEmpty(long.MaxValue).Min(), pool.Hours?.NextAt(at)?.ClosesAtMs ?? long.MaxValue))
        {
            held.RemoveAll(h => h.ExpectedEndMs <= at);
            if (pool.Hours?.NextAt(at) is { } closed && closed.ClosesAtMs <= at)
            {
                // What the hours interrupt goes on after them.
                held = [.. held.Select(h => h with { ExpectedEndMs = Later(h.ExpectedEndMs, closed.OpensAtMs - at) })];
                at = closed.OpensAtMs;
            }

            var now = pool with { DevicesBusy = held.Sum(h => h.Devices), SlotsFree = (int)Math.Min(int.MaxValue, slots - held.Count) };
            foreach (var job in Decide(now, waiting, held, at).Starts)
            {
                expected.Add(job, at);
                var runs = of[job];
                held.Add(new HoldingJob(runs.Devices, Later(at, Math.Max(1, Math.Min(runs.LimitMs, runs.ExpectedMs ?? long.MaxValue)))));
            }

            waiting.RemoveAll(j => expected.ContainsKey(j.Job));
        }

        return expected;
    }

    private static long Later(long at, long ms) => ms < long.MaxValue - at ? at + ms : long.MaxValue;

    /// <summary>When as many devices are expected to be free as a job needs, and how many more there are then.</summary>
    private static (long AtMs, int Spare)? Turn(int devices, int free, List<(long EndMs, int Devices)> ends)
    {
        foreach (var (end, freed) in ends.OrderBy(e => e.EndMs))
        {
            free += freed;
            if (free >= devices)
            {
                return end == long.MaxValue ? null : (end, free - devices);
            }
        }

        return null;
    }
}
