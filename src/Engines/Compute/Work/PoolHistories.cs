using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Compute.Work;

/// <summary>How full a cohort was over time, and what a pool lent and got: from the records of runs, and from what is under way.</summary>
internal sealed class PoolHistories(ComputeReads reads, HistoryReads history, RunLoads loads, TimeProvider clock)
{
    /// <summary>Stretches of a history at most.</summary>
    public const int BinsMax = 500;

    private const int BinsDefault = 48;
    private const int LaterMax = 50;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The history of a cohort; a refusal when there is none of that name, or the time is odd.</summary>
    public async Task<Result<CohortHistoryView>> Cohort(string name, DateTimeOffset? from, DateTimeOffset? to, int? bins, CancellationToken stop)
    {
        if (bins is < 1 or > BinsMax)
        {
            return Refusal.Field("bins", $"1 to {BinsMax}", $"{bins}");
        }

        var time = Time(from, to);
        if (!time.IsOk)
        {
            return time.Refusal;
        }

        var (begin, end) = time.Value;
        var were = await history.MembersOf(name, begin, end, stop);
        var pools = (await reads.Pools(stop)).Where(p => p.Cohort == name || were.Contains(p.Id)).ToList();
        if (pools.Count == 0)
        {
            return await CohortRefusals.Unknown(reads, name, stop);
        }

        Guid[] ids = [.. pools.Select(p => p.Id)];
        var runs = await history.Runs(ids, begin, end, stop);
        var jobs = await history.Jobs(ids, stop);
        var now = clock.GetUtcNow();
        var (rows, told) = (await history.Open(ids, begin, end, stop), await reads.Told(stop));
        var members = new Membership(rows.Select(r => (r.Pool, r.From.ToUnixTimeMilliseconds(), r.Cohort == name)).Concat(pools.Select(p => (p.Id, told[p.Id].ToUnixTimeMilliseconds(), p.Cohort == name))));
        var open = rows.Where(r => r.Cohort == name).Select(HistoryReads.Span).Concat(HistoryReads.Now(pools.Where(p => p.Cohort == name), told, now)).ToList();
        var held = runs.Where(r => ids.Contains(r.Pool)).Select(HistoryReads.Span)
            .Concat(jobs.Select(j => HistoryReads.Held(j, now, loads)).OfType<DeviceSpan>().Where(s => ids.Contains(s.Cluster)))
            .SelectMany(s => members.Parts(s, s.Cluster)).ToList();
        var sizes = new Dictionary<int, int>();
        var waiting = new List<DeviceSpan>();
        foreach (var first in runs.Where(r => ids.Contains(r.Home)).GroupBy(r => r.Job).Select(g => g.MinBy(r => r.Attempt)!))
        {
            sizes[first.Devices] = sizes.GetValueOrDefault(first.Devices) + 1;
            if (first.Attempt == 1)
            {
                waiting.Add(new DeviceSpan(first.Home, first.Home, first.Devices, first.QueuedAt.ToUnixTimeMilliseconds(), first.From.ToUnixTimeMilliseconds(), Milli: first.Milli));
            }
        }

        foreach (var job in jobs.Where(j => ids.Contains(j.Pool)))
        {
            sizes[job.Devices] = sizes.GetValueOrDefault(job.Devices) + 1;
            waiting.Add(new DeviceSpan(job.Pool, job.Pool, job.Devices, job.QueuedAt.ToUnixTimeMilliseconds(), (job.StartedAt ?? job.AdmittedAt ?? now).ToUnixTimeMilliseconds(), Milli: job.Milli));
        }

        var made = PoolHistory.Bins(open, held, [.. waiting.SelectMany(s => members.Parts(s, s.Home))], sizes, begin.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds(), bins ?? BinsDefault);
        var compared = (await history.Comparisons(ids, begin, end, stop)).Where(c => members.Holds(c.Pool, c.EndedAt.ToUnixTimeMilliseconds())).ToList();
        return new CohortHistoryView(name, begin, end, [.. made.Select(View)], sizes, compared.Count, compared.Count(c => c.LateMs > ComparisonRow.ResolutionMs));
    }

    /// <summary>What a pool lent and got, for its owner.</summary>
    public async Task<Result<PoolBalanceView>> Balance(PoolId id, DateTimeOffset? from, DateTimeOffset? to, Caller caller, CancellationToken stop)
    {
        if (await reads.Find(id, stop) is not { } pool || pool.Member != caller.Member.Value)
        {
            return new Refusal("compute.pool.unknown", "There is no such pool of yours.", $"Your organisation has no pool with the id \"{id}\".");
        }

        var time = Time(from, to);
        if (!time.IsOk)
        {
            return time.Refusal;
        }

        var (begin, end) = time.Value;
        var now = clock.GetUtcNow();
        Guid[] ids = [pool.Id];
        var runs = await history.Runs(ids, begin, end, stop);
        var compared = await history.Comparisons(ids, begin, end, stop);
        var jobs = await history.Jobs(ids, stop);
        var underWay = jobs.Select(j => HistoryReads.Held(j, now, loads)).OfType<DeviceSpan>().ToList();
        var directNow = (await history.DirectNow(pool.Id, pool.Member, stop)).Select(j => (j.Member, Span: HistoryReads.Held(OpenJob.Of(j), now, loads))).Where(d => d.Span is not null).Select(d => (d.Member, Ms: Within(d.Span!.Value))).ToList();
        var spans = runs.Select(HistoryReads.Span).Concat(underWay).ToList();
        var told = HistoryReads.Now([pool], await reads.Told(stop), now).ToList();
        var capacities = await history.Open(ids, begin, end, stop);
        var open = capacities.Select(HistoryReads.Span).Concat(told).ToList();
        var titles = await reads.KnownPools(stop);
        var lines = spans.Where(s => s.Cluster != s.Home).GroupBy(s => s.Cluster == pool.Id ? s.Home : s.Cluster)
            .Select(g => new PoolBalanceLine(
                new PoolId(g.Key), new MemberId(titles.GetValueOrDefault(g.Key)?.Member ?? default), titles.GetValueOrDefault(g.Key)?.Title ?? "",
                g.Where(s => s.Cluster == pool.Id).Sum(Within), g.Where(s => s.Cluster != pool.Id).Sum(Within), g.Count()))
            .OrderBy(l => l.Pool.Value).ToList();
        var here = runs.Where(r => r.Pool == pool.Id).ToList();
        var others = here.Where(r => r.Home != pool.Id || r.Member != pool.Member).ToList();
        var unpaid = await history.Unpaid([.. others.Select(r => r.Id)], stop);
        return new PoolBalanceView(
            id, begin, end, open.Sum(Within), spans.Where(s => s.Cluster == pool.Id && s.Home == pool.Id).Sum(Within), lines.Sum(l => l.LentMs), lines.Sum(l => l.BorrowedMs),
            here.Where(r => r.Wasted).Sum(r => Within(HistoryReads.Span(r))),
            here.GroupBy(r => r.Outcome, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(r => Within(HistoryReads.Span(r))), StringComparer.Ordinal),
            lines, spans.Where(s => s.Cluster == pool.Id).Sum(s => Part(s, s.MeasuredMs)), spans.Where(s => s.Cluster == pool.Id).Sum(s => Part(s, s.BusyMs)), compared.Count, compared.Count(c => c.LateMs > ComparisonRow.ResolutionMs), -compared.Where(c => c.LateMs < 0).Sum(c => c.LateMs), compared.Count > 0 ? Math.Max(0, compared[0].LateMs) : 0,
            await Later([.. compared.Where(c => c is { LateMs: > ComparisonRow.ResolutionMs, AloneEndAt: not null }).Take(LaterMax)], told, here, stop))
        {
            NotCompared = await NotCompared(pool, capacities, jobs.Count(j => j.Pool == pool.Id && j.QueuedAt < end), begin, end, stop),
            Direct = [.. here.Where(r => r.Home == pool.Id && r.Member != pool.Member).Select(r => (r.Member, Ms: Within(HistoryReads.Span(r)))).Concat(directNow)
                .GroupBy(d => d.Member).OrderBy(g => g.Key).Select(g => new PoolBalanceDirect(new MemberId(g.Key), g.Sum(d => d.Ms), g.Count()))],
            UnderWayMs = underWay.Where(s => s.Cluster == pool.Id && s.Home != pool.Id).Sum(Within) + directNow.Sum(d => d.Ms),
            UnpaidMs = others.Where(r => unpaid.Contains(r.Id)).Sum(r => Within(HistoryReads.Span(r))),
            BeyondOpenMs = HeldBeyond.Of(open, spans.Where(s => s.Cluster == pool.Id), begin.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds()),
        };

        // What is measured of a run is spread evenly over it.
        long Part(DeviceSpan span, long ms) => ms == 0 ? 0 : (long)((Int128)ms * Within(span) / Math.Max(1, (span.ToMs - span.FromMs) * span.Devices * span.Milli / SharedDevices.Whole));

        long Within(DeviceSpan span) => Math.Max(0, Math.Min(span.ToMs, end.ToUnixTimeMilliseconds()) - Math.Max(span.FromMs, begin.ToUnixTimeMilliseconds())) * span.Devices * span.Milli / SharedDevices.Whole;
    }

    /// <summary>Jobs that were later, with what is on record that can have made them so.</summary>
    private async Task<IReadOnlyList<PoolComparisonView>> Later(IReadOnlyList<ComparisonRow> later, IReadOnlyList<DeviceSpan> told, IReadOnlyList<IntervalRow> here, CancellationToken stop)
    {
        if (later.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. later.Select(c => c.Id)];
        var (pool, until) = (later[0].Pool, later.Max(c => c.EndedAt));
        var jobs = await history.JobsOf(ids, stop);
        var since = jobs.Count == 0 ? later.Min(c => c.EndedAt) : jobs.Values.Min(j => j.QueuedAt);
        var open = (await history.Open([pool], since, until, stop)).Select(HistoryReads.Span).Concat(told).ToList();
        // A gap of less is no restart: the next word of an agent may then be one of much later.
        var gaps = HistoryReads.Gaps(open).Where(g => g.ToMs - g.FromMs >= ComparisonRow.ResolutionMs).ToList();
        var heard = gaps.Count > 0 ? await history.Heard(pool, since, until, stop) : [];
        var silences = gaps.Select(g => (g.ToMs, heard.Select(h => h.ToUnixTimeMilliseconds()).FirstOrDefault(h => h >= g.ToMs, g.ToMs))).ToList();
        var runs = (await history.Runs([pool], since, until, stop)).ToLookup(r => r.Job);
        var givenUp = await history.GivenUp(ids, stop);
        var causes = new LateCauses(here, devices => HistoryReads.Few(open, devices), gaps, silences);
        return [.. later.Select(c => new PoolComparisonView(new JobId(c.Id), c.EndedAt, c.AloneEndAt!.Value, c.LateMs) { Causes = jobs.GetValueOrDefault(c.Id) is { } job ? causes.Of(c, job, [.. runs[c.Id]], [.. givenUp[new JobId(c.Id).ToString()]]) : [] })];
    }

    /// <summary>Jobs that were compared with nothing, by why.</summary>
    /// <param name="pool">The pool as it is.</param>
    /// <param name="capacities">How it was, as far as it is told.</param>
    /// <param name="underWay">Jobs that have not ended.</param>
    /// <param name="begin">The beginning.</param>
    /// <param name="end">The end.</param>
    /// <param name="stop">Ends the reading.</param>
    private async Task<IReadOnlyDictionary<string, int>> NotCompared(PoolRow pool, IReadOnlyList<CapacityRow> capacities, int underWay, DateTimeOffset begin, DateTimeOffset end, CancellationToken stop)
    {
        var why = (await history.NotCompared(pool.Id, begin, end, stop)).GroupBy(j =>
            j.State == JobState.Cancelled ? "cancelled"
            : j.Devices > pool.Devices ? "too-large"
            : j.Milli < SharedDevices.Whole ? "share"
            : j.Attempt == 0 ? "not-begun"
            : At(j.EndedAt) is not var (cohort, devices) || (cohort is not null && devices >= j.Devices) ? "no-record"
            : cohort is null ? "no-cohort" : "closed", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        if (underWay > 0)
        {
            why["under-way"] = underWay;
        }

        return why;

        // What is told goes up to a moment; since then the pool is as it is.
        (string? Cohort, int Devices)? At(DateTimeOffset moment) => capacities.FirstOrDefault(c => c.From <= moment && moment < c.To) is { } was ? (was.Cohort, was.Devices)
            : !capacities.Any(c => c.To > moment) ? (pool.Cohort, pool.DevicesOpen) : null;
    }

    private static CohortHistoryBin View(HistoryBin bin) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(bin.FromMs), DateTimeOffset.FromUnixTimeMilliseconds(bin.ToMs), bin.OpenMs, bin.OwnMs, bin.LentMs, bin.WaitedMs,
        bin.OpenMs > 0 ? 100.0 * bin.IdleMs / bin.OpenMs : null, bin.IdleMs > 0 ? Math.Min(100, 100 * bin.FragmentedMs / bin.IdleMs) : null, bin.MeasuredMs > 0 ? 100 * bin.BusyMs / bin.MeasuredMs : null);

    /// <summary>The last day up to now where nobody says.</summary>
    private Result<(DateTimeOffset From, DateTimeOffset To)> Time(DateTimeOffset? from, DateTimeOffset? to)
    {
        var now = clock.GetUtcNow();
        var end = to is { } asked && asked < now ? asked : now;
        if (end < Earliest)
        {
            return Refusal.Field("to", "2000-01-01 or later", end.ToString("O"));
        }

        var begin = from ?? end - Long;
        return end - begin < TimeSpan.FromSeconds(1) ? Refusal.Field("from", "at least a second before to, and not in the future", begin.ToString("O"))
            : end - begin > Longest ? Refusal.Field("from", "at most 366 days before to", begin.ToString("O"))
            : (begin, end);
    }
}
