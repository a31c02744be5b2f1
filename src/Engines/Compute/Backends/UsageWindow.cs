namespace KeyEcosystem.Compute.Backends;

/// <summary>Cuts what jobs held to a window of time.</summary>
internal static class UsageWindow
{
    /// <summary>The intervals of the window.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="from">Start of the window.</param>
    /// <param name="to">End of the window.</param>
    /// <param name="now">No interval goes beyond.</param>
    public static UsageReport Of(IEnumerable<BackendJob> jobs, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        var until = to < now ? to : now;
        var intervals = new List<UsageInterval>();
        foreach (var job in jobs)
        {
            if (job.StartedAt is not { } began)
            {
                continue;
            }

            var start = began < from ? from : began;
            var end = job.EndedAt is { } ended && ended < until ? ended : until;
            if (start < end)
            {
                intervals.Add(new UsageInterval(job.Key, job.NativeId, job.Devices, job.Cpus, start, end, job.State));
            }
        }

        intervals.Sort((a, b) => (a.From, a.Key.Job.Value, a.Key.Epoch).CompareTo((b.From, b.Key.Job.Value, b.Key.Epoch)));
        return new UsageReport(from, until, intervals);
    }
}
