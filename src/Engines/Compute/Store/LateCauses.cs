using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Store;

/// <summary>What on record can have made a job later than alone: of what has from and until when, the part that covers time that the job lost.</summary>
/// <param name="here">Runs at its own pool.</param>
/// <param name="few">When fewer devices were open there than it needs, by devices.</param>
/// <param name="gaps">When the node was not there.</param>
/// <param name="silences">When the node was there again, and nothing had been heard of the pool's cluster yet.</param>
internal sealed class LateCauses(IReadOnlyList<IntervalRow> here, Func<int, IReadOnlyList<(long FromMs, long ToMs)>> few, IReadOnlyList<(long FromMs, long ToMs)> gaps, IReadOnlyList<(long FromMs, long ToMs)> silences)
{
    /// <summary>The ways between a node and its clusters take no more than that: what takes longer is something else.</summary>
    private const long StepMs = 15_000;

    /// <summary>The causes of one job.</summary>
    /// <param name="late">By how much it was later.</param>
    /// <param name="job">The job.</param>
    /// <param name="runs">Its runs that are metered.</param>
    /// <param name="givenUp">Why its runs were given back or lost, in order.</param>
    public IReadOnlyList<PoolCauseView> Of(ComparisonRow late, JobRow job, IReadOnlyList<IntervalRow> runs, IReadOnlyList<string> givenUp)
    {
        var causes = new List<PoolCauseView>();
        if (job.Losses > 0)
        {
            causes.Add(new PoolCauseView("lost", null, null));
        }

        var ownCluster = givenUp.Index().Count(g => g.Item == JobEnding.ClusterPreempted && runs.Any(r => r.Attempt == g.Index + 1 && r.Pool == job.Pool));
        if (job.Evictions > ownCluster)
        {
            causes.Add(new PoolCauseView("given-back", null, null));
        }

        if (ownCluster > 0)
        {
            causes.Add(new PoolCauseView(JobEnding.ClusterPreempted, null, null));
        }

        var lost = Lost(late, job, runs);
        if (job.RunPool is { } at && at != job.Pool && job is { AdmittedAt: { } given, StartedAt: { } began } && (began - given).TotalMilliseconds > ComparisonRow.ResolutionMs)
        {
            causes.Add(new PoolCauseView("waited-away", given, began));
        }

        // No time is told twice: an agent that is silent for long has no devices open either.
        var (told, rest) = (new List<PoolCauseView>(), lost);
        foreach (var (code, spans) in new[] { ("node-down", gaps), ("agent-silent", silences), ("few-open", few(job.DevicesMin ?? job.Devices)) })
        {
            var parts = Common(rest, spans).Where(s => s.ToMs - s.FromMs >= ComparisonRow.ResolutionMs).ToList();
            told.AddRange(parts.Select(s => View(code, s)));
            rest = Without(rest, parts);
        }

        rest = Without(rest, [.. causes.Where(c => c.From is not null).Select(c => (Ms(c.From!.Value), Ms(c.To!.Value)))]);
        causes.AddRange(told.OrderBy(c => c.From));
        if (job.Attempt == 1 && rest.Sum(r => r.ToMs - r.FromMs) is var restMs and >= ComparisonRow.ResolutionMs)
        {
            causes.AddRange(Steps(job, rest, restMs));
        }

        return causes;
    }

    /// <summary>When it did not get on though alone it may have: of one run that is as long alone, exactly what it is late before it begins; else its waits before and between its runs.</summary>
    private static List<(long FromMs, long ToMs)> Lost(ComparisonRow late, JobRow job, IReadOnlyList<IntervalRow> runs)
    {
        var (queued, began) = (Ms(job.QueuedAt), Ms((job.RunPool == job.Pool ? job.AdmittedAt ?? job.StartedAt : job.StartedAt) ?? late.EndedAt));
        if (job.Attempt == 1)
        {
            return [(Math.Max(queued, began - late.LateMs), began)];
        }

        var waits = new List<(long FromMs, long ToMs)>();
        foreach (var run in runs.Where(r => r.Attempt < job.Attempt).OrderBy(r => r.Attempt))
        {
            waits.Add((queued, Ms(run.From)));
            queued = Ms(run.To);
        }

        return [.. waits.Append((queued, began)).Where(w => w.Item2 > w.Item1)];
    }

    /// <summary>The step between its submission and its devices that took at least half of what nothing else on record covers.</summary>
    private IEnumerable<PoolCauseView> Steps(JobRow job, List<(long FromMs, long ToMs)> rest, long restMs)
    {
        if (job.AdmittedAt is not { } given)
        {
            yield break;
        }

        // Its devices were held before by a run that had ended there, and whose end the node had not heard of yet: from that moment on, it is nothing else however long it took.
        if (here.Where(r => r.Job != job.Id && r.To <= given && r.To >= job.QueuedAt).Select(r => (DateTimeOffset?)r.To).Max() is { } free && Covers(free) is { } handed && (restMs <= StepMs || Math.Abs(Ms(free) - rest[0].FromMs) <= ComparisonRow.ResolutionMs))
        {
            yield return View("handed-on", handed);
        }
        else if (restMs <= StepMs && Ms(given) - Ms(job.QueuedAt) <= StepMs && Covers(job.QueuedAt) is { } taking)
        {
            yield return View("taking", taking);
        }

        (long FromMs, long ToMs)? Covers(DateTimeOffset from) => Common(rest, [(Ms(from), Ms(given))]) is { Count: > 0 } parts && parts.Sum(p => p.ToMs - p.FromMs) * 2 >= restMs ? (parts[0].FromMs, parts[^1].ToMs) : null;
    }

    private static PoolCauseView View(string code, (long FromMs, long ToMs) span) => new(code, DateTimeOffset.FromUnixTimeMilliseconds(span.FromMs), DateTimeOffset.FromUnixTimeMilliseconds(span.ToMs));

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static List<(long FromMs, long ToMs)> Common(IReadOnlyList<(long FromMs, long ToMs)> some, IReadOnlyList<(long FromMs, long ToMs)> others) =>
        [.. some.SelectMany(s => others.Select(o => (FromMs: Math.Max(s.FromMs, o.FromMs), ToMs: Math.Min(s.ToMs, o.ToMs)))).Where(c => c.ToMs > c.FromMs).OrderBy(c => c.FromMs)];

    private static List<(long FromMs, long ToMs)> Without(List<(long FromMs, long ToMs)> some, IReadOnlyList<(long FromMs, long ToMs)> others)
    {
        foreach (var (from, to) in others)
        {
            some = [.. some.SelectMany(s => new[] { (s.FromMs, ToMs: Math.Min(s.ToMs, from)), (FromMs: Math.Max(s.FromMs, to), s.ToMs) }).Where(s => s.ToMs > s.FromMs)];
        }

        return some;
    }
}
