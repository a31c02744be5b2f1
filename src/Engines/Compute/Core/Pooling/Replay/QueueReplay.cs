namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>Replays one queue on one number of devices with known run times: strict first come, first served, or with EASY backfill. No preemption.</summary>
public static class QueueReplay
{
    /// <summary>How deep EASY looks into the queue for a job that may pass.</summary>
    public const int BackfillDepth = 400;

    /// <summary>Every owner alone on its own devices.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="backfill">Whether a later job may pass when that does not delay the first.</param>
    /// <param name="stop">Asked now and then whether to stop.</param>
    public static ReplayRun Isolated(Trace trace, bool backfill, CancellationToken stop = default)
    {
        var run = new ReplayRun(trace.Jobs.Count);
        var of = Enumerable.Range(0, trace.Jobs.Count).ToLookup(j => trace.Jobs[j].Owner);
        for (var owner = 0; owner < trace.Owners.Count; owner++)
        {
            Run(trace, [.. of[owner]], trace.Owners[owner].Gpus, backfill, run, stop);
        }

        return run;
    }

    /// <summary>All owners in one queue.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="gpus">Devices of the pool.</param>
    /// <param name="backfill">Whether a later job may pass when that does not delay the first.</param>
    /// <param name="stop">Asked now and then whether to stop.</param>
    public static ReplayRun Pooled(Trace trace, int gpus, bool backfill, CancellationToken stop = default)
    {
        var run = new ReplayRun(trace.Jobs.Count);
        Run(trace, [.. Enumerable.Range(0, trace.Jobs.Count)], gpus, backfill, run, stop);
        return run;
    }

    private static void Run(Trace trace, IReadOnlyList<int> jobs, int gpus, bool backfill, ReplayRun run, CancellationToken stop)
    {
        var queue = new LinkedList<int>();
        var ends = new PriorityQueue<int, long>();
        var running = new SortedSet<(long End, int Job)>();
        var free = gpus;
        var next = 0;
        while (next < jobs.Count || ends.Count > 0)
        {
            stop.ThrowIfCancellationRequested();
            var now = Math.Min(next < jobs.Count ? trace.Jobs[jobs[next]].SubmitS : long.MaxValue, ends.TryPeek(out _, out var at) ? at : long.MaxValue);
            while (ends.TryPeek(out var ended, out at) && at == now)
            {
                ends.Dequeue();
                running.Remove((at, ended));
                free += trace.Jobs[ended].Gpus;
            }

            for (; next < jobs.Count && trace.Jobs[jobs[next]].SubmitS == now; next++)
            {
                // A gang larger than all the devices would hold the line for ever: it never runs, and holds up nobody.
                if (trace.Jobs[jobs[next]].Gpus <= gpus)
                {
                    queue.AddLast(jobs[next]);
                }
            }

            while (queue.First is { } head && trace.Jobs[head.Value].Gpus <= free)
            {
                Start(head, now);
            }

            if (backfill && queue.First is { } blocked && free > 0)
            {
                Backfill(blocked, now);
            }
        }

        void Start(LinkedListNode<int> node, long now)
        {
            var job = trace.Jobs[node.Value];
            queue.Remove(node);
            free -= job.Gpus;
            ends.Enqueue(node.Value, now + job.DurationS);
            running.Add((now + job.DurationS, node.Value));
            run.Add(node.Value, now, now + job.DurationS, done: true);
        }

        void Backfill(LinkedListNode<int> head, long now)
        {
            var (reserved, spare) = Reservation(trace.Jobs[head.Value].Gpus);
            var depth = 1;
            for (var node = head.Next; node is not null && depth < BackfillDepth && free > 0; depth++)
            {
                var after = node.Next;
                var job = trace.Jobs[node.Value];
                var inTime = now + job.DurationS <= reserved;
                if (job.Gpus <= free && (inTime || job.Gpus <= spare))
                {
                    spare -= inTime ? 0 : job.Gpus;
                    Start(node, now);
                }

                node = after;
            }
        }

        (long At, int Spare) Reservation(int need)
        {
            var sum = free;
            foreach (var (end, job) in running)
            {
                sum += trace.Jobs[job].Gpus;
                if (sum >= need)
                {
                    return (end, sum - need);
                }
            }

            return (long.MaxValue, 0);
        }
    }
}
