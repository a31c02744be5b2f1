using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Compute.Store;

/// <summary>Reads what pools had open, what held it, and how jobs compared with their owners alone.</summary>
internal sealed class HistoryReads(IDbContextFactory<NodeContext> contexts)
{
    /// <summary>Ids that one question names.</summary>
    private const int AskMax = 500;

    /// <summary>Runs on some pools that ended within a time, and those of their queues elsewhere.</summary>
    public async Task<IReadOnlyList<IntervalRow>> Runs(IReadOnlyList<Guid> pools, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<IntervalRow>().Where(i => (pools.Contains(i.Pool) || pools.Contains(i.Home)) && i.To > from && i.From < to).OrderBy(i => i.To).ThenBy(i => i.Id).ToListAsync(stop);
    }

    /// <summary>What some pools had open, as far as it is told.</summary>
    public async Task<IReadOnlyList<CapacityRow>> Open(IReadOnlyList<Guid> pools, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<CapacityRow>().Where(c => pools.Contains(c.Pool) && c.To > from && c.From < to).OrderBy(c => c.To).ThenBy(c => c.Id).ToListAsync(stop);
    }

    /// <summary>Pools that lent in a cohort at some moment of a time, as far as it is told.</summary>
    public async Task<IReadOnlyList<Guid>> MembersOf(string cohort, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<CapacityRow>().Where(c => c.Cohort == cohort && c.To > from && c.From < to).Select(c => c.Pool).Distinct().ToListAsync(stop);
    }

    /// <summary>Jobs that hold devices of some pools, or of their queues, or wait in them.</summary>
    public async Task<IReadOnlyList<OpenJob>> Jobs(IReadOnlyList<Guid> pools, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<JobRow>()
            .Where(j => (j.State == JobState.Queued || j.State == JobState.Admitted || j.State == JobState.Running) && (pools.Contains(j.Pool) || (j.RunPool != null && pools.Contains(j.RunPool.Value))))
            .OrderBy(j => j.QueuedAt).ThenBy(j => j.Id).Select(OpenJob.Columns).ToListAsync(stop);
    }

    /// <summary>Jobs of the queues of some pools that ended within a time, compared with their owners alone.</summary>
    public async Task<IReadOnlyList<ComparisonRow>> Comparisons(IReadOnlyList<Guid> pools, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<ComparisonRow>().Where(c => pools.Contains(c.Pool) && c.EndedAt > from && c.EndedAt <= to).OrderByDescending(c => c.LateMs).ThenBy(c => c.Id).ToListAsync(stop);
    }

    /// <summary>Jobs of a pool's queue that ended within a time and were compared with nothing.</summary>
    public async Task<IReadOnlyList<(JobState State, int Devices, int Milli, int Attempt, DateTimeOffset EndedAt)>> NotCompared(Guid pool, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<JobRow>()
            .Where(j => (j.State == JobState.Succeeded || j.State == JobState.Failed || j.State == JobState.Cancelled) && j.Pool == pool && j.EndedAt > from && j.EndedAt <= to && !db.Set<ComparisonRow>().Any(c => c.Id == j.Id))
            .Select(j => new { j.State, j.Devices, j.Milli, j.Attempt, j.EndedAt }).ToListAsync(stop);
        return [.. rows.Select(j => (j.State, j.Devices, j.Milli, j.Attempt, j.EndedAt!.Value))];
    }

    /// <summary>When fewer devices were open than a job needs; what follows at once is one time.</summary>
    public static IReadOnlyList<(long FromMs, long ToMs)> Few(IEnumerable<DeviceSpan> open, int devices)
    {
        var found = new List<(long FromMs, long ToMs)>();
        foreach (var span in open.Where(s => s.Devices < devices).OrderBy(s => s.FromMs))
        {
            if (found.Count > 0 && span.FromMs <= found[^1].ToMs)
            {
                found[^1] = (found[^1].FromMs, Math.Max(found[^1].ToMs, span.ToMs));
            }
            else
            {
                found.Add((span.FromMs, span.ToMs));
            }
        }

        return found;
    }

    /// <summary>When the node itself was not there: what a pool has open is told without gaps while it is, and up to its last sign of life when it comes again.</summary>
    public static IReadOnlyList<(long FromMs, long ToMs)> Gaps(IEnumerable<DeviceSpan> open)
    {
        var found = new List<(long FromMs, long ToMs)>();
        var until = long.MaxValue;
        foreach (var span in open.OrderBy(s => s.FromMs))
        {
            if (span.FromMs > until)
            {
                found.Add((until, span.FromMs));
            }

            until = until == long.MaxValue ? span.ToMs : Math.Max(until, span.ToMs);
        }

        return found;
    }

    /// <summary>Jobs that others than its owner sent to a pool itself and that hold its devices now.</summary>
    public async Task<IReadOnlyList<JobRow>> DirectNow(Guid pool, Guid owner, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<JobRow>().Where(j => (j.State == JobState.Admitted || j.State == JobState.Running) && j.Pool == pool && j.RunPool == pool && j.Member != owner).OrderBy(j => j.Id).ToListAsync(stop);
    }

    /// <summary>Of some runs those that nobody pays for: they were lost, or could not begin.</summary>
    public async Task<HashSet<Guid>> Unpaid(IReadOnlyList<Guid> runs, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var unpaid = new HashSet<Guid>();
        foreach (var some in runs.Chunk(AskMax))
        {
            unpaid.UnionWith(await db.Set<MeterRow>().Where(m => some.Contains(m.Id) && m.ProviderFailed).Select(m => m.Id).ToListAsync(stop));
        }

        return unpaid;
    }

    /// <summary>Runs of a job that are over; none where it has had one at the most that it did not give back.</summary>
    public async Task<IReadOnlyList<JobRunView>> RunsOf(JobRow job, CancellationToken stop)
    {
        if (job.Attempt <= 1 && job.Evictions + job.Losses == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        var runs = await db.Set<IntervalRow>().Where(i => i.Home == job.Pool && i.To >= job.QueuedAt && i.Job == job.Id).OrderBy(i => i.Attempt).ToListAsync(stop);
        Guid[] ids = [.. runs.Select(r => r.Id)];
        var unpaid = await db.Set<MeterRow>().Where(m => ids.Contains(m.Id) && m.ProviderFailed).Select(m => m.Id).ToListAsync(stop);
        var records = await Records([job.Id], stop);
        var over = records.Where(IsOver).ToList();
        var views = runs.ConvertAll(r => new JobRunView(r.Attempt, new PoolId(r.Pool), r.From, r.To, r.Outcome, r.DeviceMs) { Paid = !unpaid.Contains(r.Id), Cause = Cause(r.Attempt, r.Outcome, unpaid.Contains(r.Id)) });

        // One that was given devices and had not begun has held nothing that is metered.
        foreach (var (at, end) in over.Index().Where(o => !runs.Exists(r => r.Attempt == o.Index + 1)))
        {
            var (lost, given) = (end.Verb == JobEnding.LostVerb, records.LastOrDefault(r => r.Sequence < end.Sequence && !IsOver(r)) ?? end);
            var outcome = lost ? JobTransitions.Word(JobState.Failed) : JobEnding.EvictedWord;
            views.Add(new JobRunView(at + 1, PoolId.TryParse(EvidenceLeaf.SubjectsOf(end.Leaf)[1], null, out var pool) ? pool : default, given.At, end.At, outcome, 0) { Paid = !lost, Cause = Cause(at + 1, outcome, lost) });
        }

        return [.. views.OrderBy(v => v.Attempt)];

        // The last run may be lost too, and then its job has ended so.
        string? Cause(int attempt, string outcome, bool lost)
        {
            var cause = attempt <= over.Count ? over[attempt - 1].Outcome : lost && attempt == job.Attempt ? job.Outcome : null;
            return cause is not null && (!job.Sealed || outcome == JobEnding.EvictedWord || JobOutcomes.ToldOfSealed(cause)) ? cause : null;
        }
    }

    /// <summary>Why runs of some jobs were given back or lost, by the text of their ids, in order: the first of a job is that of its first run.</summary>
    public async Task<ILookup<string, string>> GivenUp(IReadOnlyList<Guid> jobs, CancellationToken stop) =>
        (await Records(jobs, stop)).Where(IsOver).ToLookup(r => r.Subject, r => r.Outcome, StringComparer.Ordinal);

    /// <summary>When the agent of a pool began a session or was heard again within a time, in order.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> Heard(Guid pool, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var subject = new PoolId(pool).ToString();
        return await db.Set<EvidenceRow>().Where(e => e.Subject == subject && (e.Verb == PoolCommands.HeardVerb || e.Verb == PoolCommands.AttachedVerb) && e.At >= from && e.At <= to).OrderBy(e => e.Sequence).Select(e => e.At).ToListAsync(stop);
    }

    private static bool IsOver(EvidenceRow record) => record.Verb is JobEnding.EvictedVerb or JobEnding.LostVerb;

    /// <summary>When runs of some jobs were given devices, began, were given back and were lost, in order. Each attempt that was given back or lost has one such record, those too that had not begun.</summary>
    private async Task<IReadOnlyList<EvidenceRow>> Records(IReadOnlyList<Guid> jobs, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        string[] subjects = [.. jobs.Select(j => new JobId(j).ToString())];
        string[] verbs = [JobEnding.AdmittedVerb, JobEnding.StartedVerb, JobEnding.EvictedVerb, JobEnding.LostVerb];
        return await db.Set<EvidenceRow>().Where(e => subjects.Contains(e.Subject) && verbs.Contains(e.Verb)).OrderBy(e => e.Sequence).ToListAsync(stop);
    }

    /// <summary>Some jobs, by their ids.</summary>
    public async Task<IReadOnlyDictionary<Guid, JobRow>> JobsOf(IReadOnlyList<Guid> jobs, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<JobRow>().Where(j => jobs.Contains(j.Id)).ToDictionaryAsync(j => j.Id, stop);
    }

    /// <summary>What pools have open since it was last told, and what their jobs hold now, up to a moment.</summary>
    public static IEnumerable<DeviceSpan> Now(IEnumerable<PoolRow> pools, IReadOnlyDictionary<Guid, DateTimeOffset> told, DateTimeOffset at) =>
        pools.Where(p => told[p.Id] < at).Select(p => new DeviceSpan(p.Id, p.Id, p.DevicesOpen, told[p.Id].ToUnixTimeMilliseconds(), at.ToUnixTimeMilliseconds()));

    public static DeviceSpan Span(CapacityRow row) => new(row.Pool, row.Pool, row.Devices, row.From.ToUnixTimeMilliseconds(), row.To.ToUnixTimeMilliseconds());

    public static DeviceSpan Span(IntervalRow row) => new(row.Pool, row.Home, row.Devices, row.From.ToUnixTimeMilliseconds(), row.To.ToUnixTimeMilliseconds(), row.MeasuredMs, row.BusyMs, row.Milli);

    /// <summary>What a job that has begun holds up to a moment; null for others.</summary>
    public static DeviceSpan? Held(OpenJob job, DateTimeOffset at, RunLoads loads)
    {
        if (job is not { RunPool: { } pool, StartedAt: { } since } || !JobTransitions.Holds(job.State))
        {
            return null;
        }

        var held = DeviceTime.Of(job.DevicesHeld, since, at, job.Milli);
        var (measuredMs, busyMs) = loads.Within(new RunName(new JobId(job.Id), job.Attempt), held.DeviceMs);
        return new DeviceSpan(pool, job.Pool, job.DevicesHeld, held.From.ToUnixTimeMilliseconds(), held.To.ToUnixTimeMilliseconds(), measuredMs, busyMs, job.Milli);
    }
}
