using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>What slurmctld knows of our jobs, asked for no more than is needed: a full listing of a thousand jobs is some 3 MB.</summary>
internal sealed class SlurmListing(SlurmRest rest, TimeProvider time) : IDisposable
{
    // slurmctld compares seconds of its own clock, which is not ours.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WholeEvery = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Lock gate = new();
    private readonly Dictionary<BackendKey, long> taken = [];
    private Dictionary<BackendKey, SlurmRecord> jobs = [];
    private DateTimeOffset askedAt;
    private DateTimeOffset wholeAt;
    private long serial;

    /// <summary>Slurm's number of a job that was listed or submitted here; null when neither.</summary>
    /// <param name="key">Which.</param>
    public long? IdOf(BackendKey key)
    {
        lock (gate)
        {
            return jobs.TryGetValue(key, out var record) ? record.Id : taken.TryGetValue(key, out var id) ? id : null;
        }
    }

    /// <summary>Remembers what was just submitted, until a listing has it.</summary>
    /// <param name="key">Which.</param>
    /// <param name="id">Slurm's number.</param>
    public void Took(BackendKey key, long id)
    {
        lock (gate)
        {
            taken[key] = id;
        }
    }

    /// <summary>Whether there was a listing yet.</summary>
    public bool Loaded => Volatile.Read(ref serial) > 0;

    /// <summary>Our jobs as slurmctld lists them, one record a key.</summary>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<Result<Jobs>> Load(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            var now = time.GetUtcNow();
            Dictionary<BackendKey, long> before;
            lock (gate)
            {
                before = new(taken);
            }

            var whole = serial == 0 || now - wholeAt >= WholeEvery;
            var path = whole ? "jobs" : string.Create(CultureInfo.InvariantCulture, $"jobs?update_time={(askedAt - ClockSlack).ToUnixTimeSeconds()}");
            var reply = await rest.Ask(HttpMethod.Get, path, stop);
            if (!reply.IsOk)
            {
                return reply.Refusal;
            }

            if (!reply.Value.Unchanged)
            {
                if (!reply.Value.Body.TryGetProperty("jobs", out var listed))
                {
                    return new Refusal(BackendRefusals.Unreachable, "The cluster does not answer. 集群无应答。", "slurmrestd answered without a list of jobs. " + reply.Value.Words);
                }

                Take([.. listed.EnumerateArray().Select(SlurmRecord.Read).OfType<SlurmRecord>().Where(r => !r.NeverTaken)], before);
                askedAt = now;
                wholeAt = whole ? now : wholeAt;
                serial++;
            }

            lock (gate)
            {
                return new Jobs(jobs, new HashSet<BackendKey>(taken.Keys));
            }
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private void Take(List<SlurmRecord> records, Dictionary<BackendKey, long> before)
    {
        // A submission whose answer was lost may stand there twice. Of those the one counts that began; the other ends by itself as soon as it does.
        var found = records.GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.OrderBy(r => r.SecondCopy).ThenBy(r => r.Nodes.Count == 0).ThenBy(r => r.Id).First());
        lock (gate)
        {
            jobs = found;
            // What was submitted before the question was asked is in the answer, or nowhere.
            foreach (var key in before.Keys)
            {
                taken.Remove(key);
            }
        }
    }

    /// <summary>A listing.</summary>
    /// <param name="Known">One record a key.</param>
    /// <param name="Fresh">Submitted since it was asked for.</param>
    public sealed record Jobs(IReadOnlyDictionary<BackendKey, SlurmRecord> Known, IReadOnlySet<BackendKey> Fresh);
}
