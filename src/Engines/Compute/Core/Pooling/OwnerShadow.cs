using System.Diagnostics;

namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>
/// What would happen on an owner's own devices alone, first come, first served within a priority. Free devices are kept with the moment since when they are free, so that a
/// release that is heard of late still gives the next workload the start it would have had.
/// </summary>
internal sealed class OwnerShadow
{
    private readonly SortedSet<PoolJob> queue = new(QueueOrder);
    private readonly List<PoolJob> running = [];
    private readonly List<PoolJob> aside = [];
    private readonly SortedDictionary<long, int> free = [];
    private int freeTotal;
    private int shortfall;
    private int largest;
    private long lastStart = long.MinValue;

    public static IComparer<PoolJob> QueueOrder { get; } = Comparer<PoolJob>.Create(static (a, b) =>
        a.Workload.Priority != b.Workload.Priority ? b.Workload.Priority.CompareTo(a.Workload.Priority) : a.Id.CompareTo(b.Id));

    public int Quota { get; private set; }

    public int Queued => queue.Count;

    /// <summary>Devices that would be free, and since when.</summary>
    public IReadOnlyList<(long AtMs, int Devices)> Free => [.. free.Select(f => (f.Key, f.Value))];

    /// <summary>Devices that the owner no longer has but would still be using.</summary>
    public int Gone => shortfall;

    public long LastStart => lastStart;

    public void Take(OwnerRow row)
    {
        Quota = row.Queue.NominalQuota;
        largest = row.Queue.Largest;
        shortfall = row.GoneAlone;
        lastStart = row.LastStartAloneMs;
        foreach (var (at, devices) in row.FreeAlone)
        {
            free.Add(at, devices);
            freeTotal += devices;
        }
    }

    /// <summary>A workload as it stood when rows were taken.</summary>
    public void Take(PoolJob job)
    {
        switch (job.Shadow)
        {
            case ShadowState.Queued:
                queue.Add(job);
                break;
            case ShadowState.Running:
                running.Add(job);
                break;
            case ShadowState.Never:
                aside.Add(job);
                break;
        }
    }

    /// <summary>Puts what was taken in the order of its starts.</summary>
    public void Sort() => running.Sort(static (a, b) => a.ShadowStart != b.ShadowStart ? a.ShadowStart.CompareTo(b.ShadowStart) : a.Id.CompareTo(b.Id));

    public void Submit(PoolJob job)
    {
        if (job.Devices > largest)
        {
            job.Shadow = ShadowState.Never;
            aside.Add(job);
            return;
        }

        job.Shadow = ShadowState.Queued;
        queue.Add(job);
    }

    /// <summary>The workload leaves; if it would have been running, its devices are free since the given moment.</summary>
    public void Leave(PoolJob job, long at)
    {
        switch (job.Shadow)
        {
            case ShadowState.Queued:
                queue.Remove(job);
                break;
            case ShadowState.Running:
                running.Remove(job);
                Release(at, job.Devices);
                break;
            case ShadowState.Never:
                aside.Remove(job);
                break;
        }

        job.Shadow = ShadowState.Done;
    }

    /// <summary>The owner's own devices become more or fewer; the latest starts fall back into the queue when they no longer fit.</summary>
    /// <param name="own">How many there are, and how many outside the owner's own hours.</param>
    /// <param name="now">The time now.</param>
    /// <param name="fellBack">Takes each workload that falls back.</param>
    public void SetQuota(ClusterQueue own, long now, Action<PoolJob> fellBack)
    {
        var change = own.NominalQuota - Quota;
        Quota = own.NominalQuota;
        largest = own.Largest;
        if (change > 0)
        {
            Release(now, change);
        }
        else if (change < 0)
        {
            shortfall -= change;
            Settle();
            while (shortfall > 0)
            {
                var last = running[^1];
                running.RemoveAt(running.Count - 1);
                last.ShadowBase += now - last.ShadowStart;
                last.Shadow = ShadowState.Queued;
                Release(now, last.Devices);
                queue.Add(last);
                fellBack(last);
            }
        }

        foreach (var job in queue.Where(j => j.Devices > largest).ToList())
        {
            queue.Remove(job);
            job.Shadow = ShadowState.Never;
            aside.Add(job);
        }

        foreach (var job in aside.Where(j => j.Devices <= largest).ToList())
        {
            aside.Remove(job);
            job.Shadow = ShadowState.Queued;
            queue.Add(job);
        }
    }

    /// <summary>Starts what would have started by now; null when nothing more would have. What could not be done before the owner's own hours makes way for those behind it.</summary>
    public PoolJob? StartNext(long now, KnownHours? hours)
    {
        var from = lastStart;
        foreach (var head in queue)
        {
            var fits = head.Devices <= freeTotal;
            var start = fits ? Math.Max(Math.Max(head.Workload.SubmittedAtMs, from), SinceFree(head.Devices)) : now;
            var last = hours is null ? long.MaxValue : head.LastBegin(hours, start, head.ShadowBase);
            if (start <= last)
            {
                return fits ? Start(head, start, now) : null;
            }

            // Until it could not begin any more it held up the others.
            from = last >= head.Workload.SubmittedAtMs ? Math.Max(from, last + 1) : from;
        }

        return null;
    }

    /// <summary>The owner's own hours become others: what they held up until now begins no earlier than now.</summary>
    public void HoursChanged(long now, KnownHours? before, KnownHours? after)
    {
        if (before is null)
        {
            return;
        }

        foreach (var head in queue.Where(q => q.Devices <= freeTotal))
        {
            var start = Math.Max(Math.Max(head.Workload.SubmittedAtMs, lastStart), SinceFree(head.Devices));
            if (start > head.LastBegin(before, start, head.ShadowBase) && (after is null || start <= head.LastBegin(after, start, head.ShadowBase)))
            {
                lastStart = Math.Max(lastStart, now);
                return;
            }
        }
    }

    private PoolJob Start(PoolJob job, long start, long now)
    {
        Debug.Assert(start <= now, "Nothing is free in the future.");
        TakeFree(job.Devices);
        queue.Remove(job);
        running.Add(job);
        lastStart = start;
        job.Shadow = ShadowState.Running;
        job.ShadowStart = start;
        return job;
    }

    private void Release(long at, int devices)
    {
        free[at] = free.GetValueOrDefault(at) + devices;
        freeTotal += devices;
        Settle();
    }

    /// <summary>Devices that the owner no longer has are taken out of the free ones.</summary>
    private void Settle()
    {
        var gone = Math.Min(shortfall, freeTotal);
        if (gone > 0)
        {
            TakeFree(gone);
            shortfall -= gone;
        }
    }

    /// <summary>Since when as many devices are free, of those that have been free the longest.</summary>
    private long SinceFree(int devices)
    {
        foreach (var (at, count) in free)
        {
            devices -= count;
            if (devices <= 0)
            {
                return at;
            }
        }

        return long.MinValue;
    }

    /// <summary>Takes the devices that have been free the longest.</summary>
    private void TakeFree(int devices)
    {
        freeTotal -= devices;
        while (devices > 0)
        {
            var (at, count) = free.First();
            if (count > devices)
            {
                free[at] = count - devices;
                break;
            }

            free.Remove(at);
            devices -= count;
        }
    }
}
