using KeyEcosystem.Compute.Core;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Compute.Store;

/// <summary>Reads pools and jobs into rows and views.</summary>
internal sealed class ComputeReads
{
    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly RowCache<int, IReadOnlyDictionary<Guid, PoolRow>, PoolRow> pools;

    public ComputeReads(IDbContextFactory<NodeContext> contexts, RowStamps stamps)
    {
        this.contexts = contexts;
        pools = new(stamps, async (_, stop) => (await Pools(stop)).ToDictionary(p => p.Id));
    }

    /// <summary>All pools as rows that everybody shares: not to be changed.</summary>
    public ValueTask<IReadOnlyDictionary<Guid, PoolRow>> KnownPools(CancellationToken stop) => pools.Get(0, stop);

    /// <summary>A pool as a row that everybody shares: not to be changed.</summary>
    public async ValueTask<PoolRow?> Known(PoolId id, CancellationToken stop) => (await KnownPools(stop)).GetValueOrDefault(id.Value);

    public async Task<PoolRow?> Find(PoolId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<PoolRow>().FirstOrDefaultAsync(p => p.Id == id.Value, stop);
    }

    /// <summary>Until when the capacity of a pool that is there was told.</summary>
    public async Task<PoolToldRow> ToldOf(PoolId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<PoolToldRow>().FirstAsync(p => p.Id == id.Value, stop);
    }

    /// <summary>Until when the capacity of each pool was told.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> Told(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<PoolToldRow>().ToDictionaryAsync(p => p.Id, p => p.To, stop);
    }

    public async Task<PoolLoadRow?> LoadOf(PoolId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<PoolLoadRow>().FirstOrDefaultAsync(p => p.Id == id.Value, stop);
    }

    public async Task<JobRow?> Find(JobId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<JobRow>().FirstOrDefaultAsync(j => j.Id == id.Value, stop);
    }

    public async Task<string?> ScriptOf(JobId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<ScriptRow>().Where(s => s.Id == id.Value).Select(s => s.Text).FirstOrDefaultAsync(stop);
    }

    public async Task<IReadOnlyList<PoolRow>> Pools(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<PoolRow>().OrderBy(p => p.Id).ToListAsync(stop);
    }

    /// <summary>How full pools are that are not of a cohort and have a queue.</summary>
    public async Task<IReadOnlyList<PoolLoadRow>> LoadsWithQueue(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<PoolLoadRow>().Where(l => l.Queued > 0 && db.Set<PoolRow>().Any(p => p.Id == l.Id && p.Cohort == null && !p.SharesDevices)).OrderBy(l => l.Id).ToListAsync(stop);
    }

    /// <summary>The first waiting jobs of a pool that want no more devices than it has open.</summary>
    public async Task<IReadOnlyList<QueuedJob>> Queue(PoolRow of, int limit, CancellationToken stop)
    {
        var (pool, devices) = (new PoolId(of.Id), of.DevicesOpen);
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<JobRow>().Where(j => j.State == JobState.Queued && j.Pool == pool.Value && j.Devices <= devices)
            .OrderByDescending(j => j.Priority).ThenBy(j => j.QueuedAt).ThenBy(j => j.Id).Take(limit).Select(j => new { j.Id, j.Devices, j.Limits, j.ExpectedSeconds, j.Saves }).ToListAsync(stop);
        var limits = rows.Select(j => j.Limits).Distinct(StringComparer.Ordinal).ToDictionary(l => l, Json.Read<JobLimits>, StringComparer.Ordinal);
        return [.. rows.Select(j =>
        {
            var takes = of.Takes(j.Devices, limits[j.Limits]);
            return new QueuedJob(new JobId(j.Id), takes, JobRow.LimitOf(limits[j.Limits]), j.ExpectedSeconds * 1000L) { Beyond = takes - j.Devices, Saves = j.Saves };
        })];
    }

    /// <summary>Jobs that run on the node itself; those at attached clusters go on without it.</summary>
    public async Task<IReadOnlyList<JobRow>> RunningHere(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<JobRow>().Where(j => j.State == JobState.Running && db.Set<PoolRow>().Any(p => p.Id == j.RunPool && p.Backend == PoolBackends.Node)).OrderBy(j => j.Id).ToListAsync(stop);
    }

    /// <summary>Jobs that hold devices of a pool.</summary>
    public async Task<IReadOnlyList<JobRow>> Held(PoolId pool, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<JobRow>().Where(j => j.RunPool == pool.Value && (j.State == JobState.Admitted || j.State == JobState.Running)).OrderBy(j => j.Id).ToListAsync(stop);
    }

    /// <summary>Hashes of code and saved work of jobs that have not ended.</summary>
    public async Task<IReadOnlySet<string>> UploadsNeeded(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<JobRow>().Where(j => j.EndedAt == null && (j.Code != null || j.Saved != "[]")).Select(j => new { j.Code, j.Saved }).ToListAsync(stop);
        return rows.SelectMany(j => Json.Read<RunFile[]>(j.Saved).Select(f => f.Sha256).Append(j.Code ?? "")).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Jobs of the queues of some pools that have not ended, in the order in which they were taken.</summary>
    public async Task<IReadOnlyList<OpenJob>> OpenJobs(IReadOnlyList<Guid> pools, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await Open(db, pools).OrderBy(j => j.QueuedAt).ThenBy(j => j.Id).Select(OpenJob.Columns).ToListAsync(stop);
    }

    /// <summary>Jobs of the queues of some pools that hold devices, and the first of those that wait.</summary>
    public async Task<(IReadOnlyList<JobRow> Runs, IReadOnlyList<JobRow> Waiting)> Look(IReadOnlyList<Guid> pools, int waitingMax, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var runs = await Open(db, pools).Where(j => j.State != JobState.Queued).OrderBy(j => j.QueuedAt).ThenBy(j => j.Id).ToListAsync(stop);
        return (runs, await Open(db, pools).Where(j => j.State == JobState.Queued).OrderBy(j => j.QueuedAt).ThenBy(j => j.Id).Take(waitingMax).ToListAsync(stop));
    }

    /// <summary>How many jobs wait in the queue of each of some pools.</summary>
    public async Task<IReadOnlyDictionary<Guid, long>> Queued(IReadOnlyList<Guid> pools, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<PoolLoadRow>().Where(l => pools.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Queued, stop);
    }

    /// <summary>A device that is shared; null when it is not, or no longer.</summary>
    public async Task<SharedDeviceRow?> SharedDevice(Guid device, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<SharedDeviceRow>().FirstOrDefaultAsync(d => d.Id == device, stop);
    }

    /// <summary>All devices that are shared.</summary>
    public async Task<IReadOnlyList<SharedDeviceRow>> SharedDevices(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<SharedDeviceRow>().OrderBy(d => d.Id).ToListAsync(stop);
    }

    public async Task<AgentRow?> AgentOf(PoolId pool, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AgentRow>().FirstOrDefaultAsync(a => a.Id == pool.Value, stop);
    }

    public async Task<Page<PoolView>> ListPools(MemberId reader, Guid? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<PoolRow>().AsQueryable();
        if (after is { } cursor)
        {
            rows = rows.Where(p => p.Id.CompareTo(cursor) > 0);
        }

        var page = await rows.OrderBy(p => p.Id).Take(limit + 1).Join(db.Set<PoolLoadRow>(), p => p.Id, l => l.Id, (p, l) => new { Pool = p, Load = l }).OrderBy(x => x.Pool.Id).ToListAsync(stop);
        var ids = page.Select(x => x.Pool.Id).ToList();
        var clusters = await db.Set<AgentRow>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Backend, stop);
        return new Page<PoolView>([.. page.Take(limit).Select(x => View(x.Pool, x.Load, reader) with { Cluster = clusters.GetValueOrDefault(x.Pool.Id) })], page.Count > limit ? page[limit - 1].Pool.Id.ToString("n") : null);
    }

    private static IQueryable<JobRow> Open(NodeContext db, IReadOnlyList<Guid> pools) =>
        db.Set<JobRow>().Where(j => pools.Contains(j.Pool) && (j.State == JobState.Queued || j.State == JobState.Admitted || j.State == JobState.Running));

    /// <summary>The newest first: jobs of the member, and jobs on its pools.</summary>
    public async Task<Page<JobView>> ListJobs(MemberId reader, PoolId? pool, JobState? state, Guid? before, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<JobRow>().Where(j => j.Member == reader.Value || j.Provider == reader.Value || j.RunProvider == reader.Value);
        if (pool is { } wanted)
        {
            rows = rows.Where(j => j.Pool == wanted.Value);
        }

        if (state is { } s)
        {
            rows = rows.Where(j => j.State == s);
        }

        if (before is { } cursor)
        {
            rows = rows.Where(j => j.Id.CompareTo(cursor) < 0);
        }

        var page = await rows.OrderByDescending(j => j.Id).Take(limit + 1).ToListAsync(stop);
        return new Page<JobView>([.. page.Take(limit).Select(j => View(j, reader, null))], page.Count > limit ? page[limit - 1].Id.ToString("n") : null);
    }

    public static PoolView View(PoolRow p, PoolLoadRow load, MemberId reader) => new(
        new PoolId(p.Id), new AssetId(p.Asset), new MemberId(p.Member), p.Title, p.Devices, load.DevicesBusy, load.Queued, p.Model, p.Origin, p.Class, p.PeakFlops, p.Precision,
        p.Member == reader.Value ? p.AssetValueMinor : null, p.NetworkGranted, p.Offered, p.Healthy, p.Demonstration, p.Version)
    {
        Backend = p.Backend,
        Place = p.Place,
        Attached = p.Attached,
        DevicesUp = Math.Min(p.Devices, p.DevicesUp),
        Cohort = p.Cohort,
        LendingLimit = p.LendingLimit,
        BorrowingLimit = p.BorrowingLimit,
        Weight = p.Weight,
        GraceSeconds = p.GraceSeconds,
        QuietHours = p.QuietHours,
        SharesDevices = p.SharesDevices,
        DeviceMemoryMib = p.DeviceMemoryMib,
        CpuMilliEach = p.CpuMilliEach,
        MemoryMibEach = p.MemoryMibEach,
        Machine = p.Machine,
        Quiet = p.Quiet,
    };

    /// <summary>What a reader may see: everything of the own jobs, who, when and how much of others' jobs on the own pools.</summary>
    public static JobView View(JobRow j, MemberId reader, string? wait)
    {
        var own = j.Member == reader.Value;
        var limits = Json.Read<JobLimits>(j.Limits);
        return new JobView(
            new JobId(j.Id), new PoolId(j.Pool), new MemberId(j.Member), own ? j.Name : null, JobTransitions.Word(j.State), j.Outcome, own ? j.Statement : null,
            j.State == JobState.Queued ? wait : null, j.Purpose, j.Devices, j.DeviceMs, j.QueuedAt, j.StartedAt, j.EndedAt,
            own ? Json.Read<string[]>(j.Command) : [],
            own ? [.. Json.Read<JobUse[]>(j.Uses).Skip(1).Select(u => u.Asset)] : [],
            own ? Json.Read<JobResultView[]>(j.Results) : [],
            own ? Json.Read<string[]>(j.Warnings) : [],
            j.RetryOf is { } r && own ? new JobId(r) : null, j.Demonstration, j.Version)
        {
            RunsOn = j.RunPool is { } at ? new PoolId(at) : null,
            Attempt = j.Attempt,
            Evictions = j.Evictions,
            Losses = j.Losses,
            CancelAskedAt = j.CancelAskedAt,
            Elsewhere = j.Elsewhere,
            Kind = j.Kind,
            RunDevices = j.RunDevices,
            Sealed = j.Sealed,
            Outputs = own ? Json.Read<OutputForm[]>(j.Outputs) : [],
            DevicesMin = j.DevicesMin,
            Priority = j.Priority,
            LimitSeconds = limits.WallSeconds,
            Cpus = limits.Cpus,
            MemoryMb = limits.MemoryMb,
            Saves = j.Saves,
            ExpectedSeconds = j.ExpectedSeconds,
            Milli = j.Milli,
            DeviceMemoryMib = j.DeviceMemoryMib,
            Part = j.Part,
        };
    }
}
