using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>What this process runs now, and the bell that wakes the queue.</summary>
internal sealed class RunningJobs : IDisposable
{
    private readonly Lock guard = new();
    private readonly Dictionary<JobId, (CancellationTokenSource Cancel, int Slot)> jobs = [];
    private readonly SemaphoreSlim bell = new(0, 1);

    public int Count
    {
        get
        {
            lock (guard)
            {
                return jobs.Count;
            }
        }
    }

    /// <summary>Takes the smallest free slot; null when the job is here already.</summary>
    public (int Slot, CancellationToken Cancel)? Enter(JobId job)
    {
        lock (guard)
        {
            if (jobs.ContainsKey(job))
            {
                return null;
            }

            var slot = 0;
            while (jobs.Values.Any(j => j.Slot == slot))
            {
                slot++;
            }

            var cancel = new CancellationTokenSource();
            jobs.Add(job, (cancel, slot));
            return (slot, cancel.Token);
        }
    }

    public void Leave(JobId job)
    {
        lock (guard)
        {
            if (jobs.Remove(job, out var gone))
            {
                gone.Cancel.Dispose();
            }
        }
    }

    /// <summary>Asks a run to end; it may have ended meanwhile.</summary>
    public void Cancel(JobId job)
    {
        lock (guard)
        {
            if (jobs.TryGetValue(job, out var run))
            {
                // Continuations must not run under the lock.
                _ = run.Cancel.CancelAsync();
            }
        }
    }

    public void CancelAll()
    {
        lock (guard)
        {
            foreach (var run in jobs.Values)
            {
                _ = run.Cancel.CancelAsync();
            }
        }
    }

    /// <summary>Something changed that the queue may care for.</summary>
    public void Ring()
    {
        lock (guard)
        {
            if (bell.CurrentCount == 0)
            {
                bell.Release();
            }
        }
    }

    public Task Bell(CancellationToken stop) => bell.WaitAsync(stop);

    public void Dispose()
    {
        lock (guard)
        {
            foreach (var run in jobs.Values)
            {
                run.Cancel.Dispose();
            }

            jobs.Clear();
        }

        bell.Dispose();
    }
}
