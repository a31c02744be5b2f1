using System.Collections.Concurrent;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>What has been committed and the cohorts' schedulers have not heard of yet, in order.</summary>
internal sealed class CohortNews
{
    private readonly ConcurrentQueue<Item> items = new();

    /// <summary>A job was taken.</summary>
    public void Queued(JobRow row) => items.Enqueue(new Item(ItemKind.Queued, new JobId(row.Id), new PoolId(row.Pool), 0, row, null));

    /// <summary>A job has ended, by itself or not.</summary>
    /// <param name="row">The job.</param>
    /// <param name="byItself">Whether nobody withdrew it.</param>
    /// <param name="idleMs">How long its devices were held for it before it began, at a cluster of others.</param>
    public void Ended(JobRow row, bool byItself, long idleMs) => items.Enqueue(new Item(byItself ? ItemKind.Ended : ItemKind.Withdrawn, new JobId(row.Id), new PoolId(row.Pool), idleMs, null, row.EndedAt?.ToUnixTimeMilliseconds()));

    /// <summary>A job has given its devices back and waits again.</summary>
    /// <param name="row">The job.</param>
    /// <param name="lostMs">What it lost.</param>
    /// <param name="aloneMs">Of this, what it would have lost alone too.</param>
    public void Released(JobRow row, long lostMs, long aloneMs) => items.Enqueue(new Item(ItemKind.Released, new JobId(row.Id), new PoolId(row.Pool), lostMs, null, null) { AloneMs = aloneMs });

    /// <summary>A pool has other devices, or lends in another way.</summary>
    public void Changed(PoolId pool) => items.Enqueue(new Item(ItemKind.Changed, default, pool, 0, null, null));

    /// <summary>Takes all there are.</summary>
    public IReadOnlyList<Item> Take()
    {
        var taken = new List<Item>();
        while (items.TryDequeue(out var item))
        {
            taken.Add(item);
        }

        return taken;
    }

    internal enum ItemKind
    {
        Queued,
        Ended,
        Withdrawn,
        Released,
        Changed,
    }

    /// <param name="Kind">What happened.</param>
    /// <param name="Job">To which job.</param>
    /// <param name="Pool">At which pool.</param>
    /// <param name="NoWorkMs">Time in which devices were held and nothing came of it, milliseconds.</param>
    /// <param name="Row">The job as it was taken.</param>
    /// <param name="AtMs">When it ended.</param>
    internal sealed record Item(ItemKind Kind, JobId Job, PoolId Pool, long NoWorkMs, JobRow? Row, long? AtMs)
    {
        /// <summary>Of <see cref="NoWorkMs"/>, what would have been so alone.</summary>
        public long AloneMs { get; init; }
    }
}
