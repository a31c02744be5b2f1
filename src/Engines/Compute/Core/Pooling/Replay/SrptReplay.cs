namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>
/// One pool whose run times are all known and in which nothing is promised to anybody: at each moment those run that have the least device time left, and taking devices from others costs nothing.
/// No scheduler that lives can do this; it says how much waiting the pool itself makes necessary.
/// </summary>
/// <remarks>Smallest remaining area first, greedily packed: for gangs no exact optimum is known, and this comes near the least mean of what can be reached.</remarks>
public static class SrptReplay
{
    /// <summary>Runs a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="gpus">Devices of the pool.</param>
    /// <param name="stop">Asked now and then whether to stop.</param>
    public static ReplayRun Run(Trace trace, int gpus, CancellationToken stop = default)
    {
        var run = new ReplayRun(trace.Jobs.Count);
        var left = new SortedSet<(long Area, int Job)>();
        var since = new Dictionary<int, long>();
        var next = 0;
        for (var now = trace.Jobs.Count == 0 ? 0 : trace.Jobs[0].SubmitS; next < trace.Jobs.Count || left.Count > 0;)
        {
            stop.ThrowIfCancellationRequested();
            for (; next < trace.Jobs.Count && trace.Jobs[next].SubmitS <= now; next++)
            {
                if (trace.Jobs[next].Gpus <= gpus)
                {
                    left.Add((trace.Jobs[next].DurationS * trace.Jobs[next].Gpus, next));
                }
            }

            var chosen = Choose(trace, left, gpus);
            foreach (var (job, from) in since.Where(s => !chosen.Exists(c => c.Job == s.Key)).ToList())
            {
                since.Remove(job);
                run.Add(job, from, now, done: false);
                run.Preemptions++;
            }

            var until = next < trace.Jobs.Count ? trace.Jobs[next].SubmitS : long.MaxValue;
            foreach (var (area, job) in chosen)
            {
                since.TryAdd(job, now);
                until = Math.Min(until, now + (area / trace.Jobs[job].Gpus));
            }

            foreach (var (area, job) in chosen)
            {
                left.Remove((area, job));
                var rest = area - ((until - now) * trace.Jobs[job].Gpus);
                if (rest > 0)
                {
                    left.Add((rest, job));
                    continue;
                }

                since.Remove(job, out var from);
                run.Add(job, from, until, done: true);
            }

            now = until;
        }

        return run;
    }

    private static List<(long Area, int Job)> Choose(Trace trace, SortedSet<(long Area, int Job)> left, int gpus)
    {
        var chosen = new List<(long Area, int Job)>();
        var free = gpus;
        foreach (var one in left)
        {
            if (free == 0)
            {
                break;
            }

            if (trace.Jobs[one.Job].Gpus <= free)
            {
                free -= trace.Jobs[one.Job].Gpus;
                chosen.Add(one);
            }
        }

        return chosen;
    }
}
