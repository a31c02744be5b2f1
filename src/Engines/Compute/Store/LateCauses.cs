using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Store;

/// <summary>What a small lateness is made of, where nothing larger is on record: the ways between a node and its clusters.</summary>
internal static class LateCauses
{
    /// <summary>Causes of this kind explain no more than that: what takes longer is something else.</summary>
    private const long LongestMs = 15_000;

    /// <summary>The steps of a job that took at least half of what it is late.</summary>
    /// <param name="late">By how much it was later.</param>
    /// <param name="job">The job.</param>
    /// <param name="here">Runs at its own pool.</param>
    public static IEnumerable<PoolCauseView> Short(ComparisonRow late, JobRow job, IReadOnlyList<IntervalRow> here)
    {
        if (late.LateMs > LongestMs || job is not { AdmittedAt: { } given, StartedAt: { } began, Attempt: 1 })
        {
            yield break;
        }

        // Its devices were held before by a run that had ended there, and whose end the node had not heard of yet.
        if (here.Where(r => r.Job != job.Id && r.To <= given && r.To >= job.QueuedAt).Select(r => (DateTimeOffset?)r.To).Max() is { } free && Explains(free, given))
        {
            yield return new PoolCauseView("handed-on", free, given);
        }
        else if (Explains(job.QueuedAt, given) && (given - job.QueuedAt).TotalMilliseconds <= LongestMs)
        {
            yield return new PoolCauseView("taking", job.QueuedAt, given);
        }

        if (Explains(given, began))
        {
            yield return new PoolCauseView("start-up", given, began);
        }

        bool Explains(DateTimeOffset from, DateTimeOffset to) => (to - from).TotalMilliseconds * 2 >= late.LateMs;
    }
}
