using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Work;

/// <summary>What is kept of how owners would stand alone, so that a restarted node goes on where it was: rows that are in the store, and what has changed since.</summary>
internal sealed class CohortShadows
{
    private const double Micro = 1e6;
    private readonly Dictionary<Guid, long> ownerVersions;
    private readonly Dictionary<Guid, long> jobVersions;
    private readonly Dictionary<WorkloadId, (JobId Job, PoolId Home)> names = [];
    private readonly Dictionary<WorkloadId, WorkloadRow> changedJobs = [];
    private readonly Dictionary<int, OwnerRow> changedOwners = [];
    private readonly List<Action> kept = [];

    public CohortShadows(IReadOnlyList<OwnerShadowRow> owners, IReadOnlyList<KnownShadow> known)
    {
        ownerVersions = owners.ToDictionary(o => o.Id, o => o.Version);
        jobVersions = known.Where(k => k.Row is not null).ToDictionary(k => k.Row!.Id, k => k.Row!.Version);
    }

    /// <summary>An owner as it was kept. One of whom nothing was kept was alone until it joined: what its jobs hold at home they hold alone too, and the rest is free since then.</summary>
    /// <param name="row">What was kept; null for nothing.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="held">Devices that its jobs hold at home, where nothing was kept.</param>
    /// <param name="joined">When it joined.</param>
    /// <param name="now">The time now.</param>
    public static OwnerRow Owner(OwnerShadowRow? row, ClusterQueue queue, int held, DateTimeOffset joined, DateTimeOffset now) => row is null
        ? new OwnerRow(queue with { NominalQuota = Math.Max(held, queue.NominalQuota) }, queue.NominalQuota > held ? [(joined.ToUnixTimeMilliseconds(), queue.NominalQuota - held)] : [], 0, long.MinValue, default, 0, 0, now.ToUnixTimeMilliseconds())
        : new OwnerRow(queue with { NominalQuota = row.Quota }, [.. Json.Read<long[][]>(row.Free).Select(f => (f[0], (int)f[1]))], row.Gone, row.LastStartMs, new ResourceUse(row.UseMicro / Micro, row.UseCpusMicro / Micro, row.UseMemoryMicro / Micro), row.WaitedAloneMs, row.WaitedHereMs, row.AtMs);

    /// <summary>The scheduler's number of a job.</summary>
    public void Name(WorkloadId number, JobId job, PoolId home) => names[number] = (job, home);

    public void Take(StepResult result)
    {
        foreach (var job in result.Shadows)
        {
            // A job that left and came back in one step stands as it came back.
            changedJobs[job.Workload.Id] = job;
        }

        foreach (var owner in result.Owners)
        {
            changedOwners[owner.Queue.Owner.Number] = owner;
        }
    }

    /// <summary>Adds what has changed to a change, or to a new one; the given one when nothing has.</summary>
    public Change? Keep(Change? change, string cohort, IReadOnlyList<PoolRow> pools)
    {
        kept.Clear();
        if (changedOwners.Count == 0)
        {
            return change;
        }

        change ??= new Change(new Act("cohort.reckoned", "node", pools[0].Member, [new PoolId(pools[0].Id).ToString()], "done", Json.Write(new { cohort })));
        foreach (var (number, owner) in changedOwners)
        {
            var row = Row(owner, pools[number].Id);
            Write(change, row, ownerVersions, needed: true);
        }

        foreach (var (number, job) in changedJobs)
        {
            if (names.TryGetValue(number, out var name))
            {
                Write(change, Row(job, name.Job, name.Home), jobVersions, Needed(job));
            }
        }

        return change;
    }

    /// <summary>What was added to the last change is in the store.</summary>
    public void Kept()
    {
        kept.ForEach(k => k());
        kept.Clear();
        foreach (var done in changedJobs.Values.Where(j => j.Shadow is ShadowState.Done))
        {
            names.Remove(done.Workload.Id);
        }

        changedOwners.Clear();
        changedJobs.Clear();
    }

    private void Write<T>(Change change, T row, Dictionary<Guid, long> versions, bool needed)
        where T : class, IRow
    {
        var stored = versions.ContainsKey(row.Id);
        if (needed)
        {
            _ = stored ? change.Update(row) : change.Insert(row);
            kept.Add(() => versions[row.Id] = stored ? row.Version + 1 : 1);
        }
        else if (stored)
        {
            change.Delete(row);
            kept.Add(() => versions.Remove(row.Id));
        }
    }

    /// <summary>It has begun alone, or has ended here, or has fallen back: a job that waits in both worlds can be told from itself.</summary>
    private static bool Needed(WorkloadRow job) => job.Shadow is ShadowState.Running || (job.Shadow is ShadowState.Queued && (job.ShadowBaseMs > 0 || job.NeedMs >= 0));

    private OwnerShadowRow Row(OwnerRow owner, Guid pool) => new()
    {
        Id = pool,
        Version = ownerVersions.GetValueOrDefault(pool, 1),
        AtMs = owner.AtMs,
        Quota = owner.Queue.NominalQuota,
        Free = Json.Write(owner.FreeAlone.Select(f => new[] { f.AtMs, f.Devices })),
        Gone = owner.GoneAlone,
        LastStartMs = owner.LastStartAloneMs,
        UseMicro = (long)(owner.Use.Devices * Micro),
        UseCpusMicro = (long)(owner.Use.Cpus * Micro),
        UseMemoryMicro = (long)(owner.Use.Memory * Micro),
        WaitedAloneMs = (long)owner.WaitedAlone,
        WaitedHereMs = (long)owner.WaitedHere,
    };

    private JobShadowRow Row(WorkloadRow job, JobId id, PoolId home) => new()
    {
        Id = id.Value,
        Version = jobVersions.GetValueOrDefault(id.Value, 1),
        Pool = home.Value,
        StartMs = job.Shadow is ShadowState.Running ? job.ShadowStartMs : null,
        BaseMs = job.ShadowBaseMs,
        NeedMs = job.NeedMs >= 0 ? job.NeedMs : null,
    };
}
