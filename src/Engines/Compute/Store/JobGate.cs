using System.Collections.Concurrent;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>Takes a job through the Gate: once for the pool, once for each data set, all or nothing.</summary>
internal sealed class JobGate(IGate gate, IAssetAnswer assets, ILane lane, TimeProvider clock)
{
    /// <summary>How often jobs were refused at pools that are not their own; in memory, since after a restart the first try only finds the refusal again.</summary>
    private readonly ConcurrentDictionary<(Guid Job, Guid Pool), int> refused = new();

    private const string ComputeOn = "compute";
    private const string NoPermission = "policy.no-permission";

    /// <summary>Whether a use of a data set lets the job's sender see nothing of it.</summary>
    public static bool Unseen(GateUse use) => use.Action == ComputeOn;

    /// <summary>What a job uses: the pool first, then each data set, which it reads where it may, and else computes on unseen where it may.</summary>
    public async Task<IReadOnlyList<GateUse>> Uses(JobId job, string purpose, PoolRow pool, long deviceMs, IReadOnlyList<AssetId> sets, bool unseen, Caller caller, CancellationToken stop)
    {
        var uses = new List<GateUse> { Use(new AssetId(pool.Asset), "compute") with { DeviceMs = deviceMs } };
        foreach (var set in sets)
        {
            uses.Add(await Data(Use(set, "read") with { Bytes = await assets.ContentOf(set, stop) is { } path && File.Exists(path) ? new FileInfo(path).Length : 0 }, unseen, stop));
        }

        return uses;

        GateUse Use(AssetId asset, string action) => new(JobIds.Use(job, asset), caller.Member, caller.Subject, asset, action, purpose) { Place = pool.Place };
    }

    private async Task<GateUse> Data(GateUse read, bool unseen, CancellationToken stop)
    {
        var seen = await gate.Explain(read, stop);
        if (seen is { Permitted: true } && !unseen)
        {
            return read;
        }

        var compute = read with { Action = ComputeOn };
        var blind = await gate.Explain(compute, stop);

        // Where neither is permitted the one is asked for that the terms speak of, so that the refusal names what stands in the way of it.
        return blind.Permitted || (!seen.Permitted && seen.Reasons.Any(r => r.Code == NoPermission) && blind.Reasons.All(r => r.Code != NoPermission)) ? compute : read;
    }

    /// <summary>Adds the permitted uses of a job to the change that takes it; null when one of them is refused, and then the change is not to be committed.</summary>
    public async Task<IReadOnlyList<JobUse>?> Permit(Change change, IReadOnlyList<GateUse> uses, CancellationToken stop)
    {
        var permitted = new List<JobUse>();
        foreach (var use in uses)
        {
            var answer = await gate.Permit(change, use, stop);
            if (!answer.Permitted)
            {
                return null;
            }

            permitted.Add(await Permitted(use, answer, stop));
        }

        return permitted;
    }

    /// <summary>
    /// Puts on record that uses of a job are refused, with every reason of every use that stands in the way. A job that is refused for one data set does not count as a use of the others;
    /// null when nothing stands in the way any more.
    /// </summary>
    public async Task<Refusal?> Refuse(IReadOnlyList<GateUse> uses, Caller caller, CancellationToken stop)
    {
        var refusals = new List<(AssetId Asset, GateAnswer Answer)>();
        var passed = new List<JobUse>();
        var looked = new List<GateUse>();
        foreach (var use in uses)
        {
            if (!(await gate.Explain(use, stop)).Permitted)
            {
                looked.Add(use);
            }
        }

        foreach (var use in looked.Count > 0 ? looked : uses)
        {
            var answer = await gate.Pass(use, stop);
            if (!answer.IsOk)
            {
                await Release(passed, caller, stop);
                return answer.Refusal;
            }

            if (answer.Value.Permitted)
            {
                passed.Add(await Permitted(use, answer.Value, stop));
            }
            else
            {
                refusals.Add((use.Asset, answer.Value));
            }
        }

        await Release(passed, caller, stop);
        return refusals.Count > 0 ? await Refused(refusals, stop) : null;
    }

    /// <summary>The same where the Gate refuses a use now; null, and nothing on record, where it refuses none.</summary>
    public async Task<Refusal?> RefuseNow(IReadOnlyList<GateUse> uses, Caller caller, CancellationToken stop)
    {
        foreach (var use in uses)
        {
            if (!(await gate.Explain(use, stop)).Permitted)
            {
                return await Refuse(uses, caller, stop);
            }
        }

        return null;
    }

    /// <summary>Asks again for a job that starts now, since an agreement or a term may have ended while it waited; a refusal with every reason, or null.</summary>
    public async Task<Refusal?> Confirm(Change change, IReadOnlyList<JobUse> uses, CancellationToken stop)
    {
        var refusals = new List<(AssetId Asset, GateAnswer Answer)>();
        foreach (var use in uses)
        {
            var answer = await gate.Confirm(change, use.Use, stop);
            if (!answer.Permitted)
            {
                refusals.Add((use.Asset, answer));
            }
        }

        return refusals.Count == 0 ? null : await Refused(refusals, stop);
    }

    /// <summary>Pools among some on which the job may run too, as the Gate sees it now; nothing is reserved.</summary>
    public async Task<IReadOnlyList<PoolRow>> Places(JobId job, string purpose, IEnumerable<PoolRow> pools, IReadOnlyList<AssetId> sets, Caller caller, CancellationToken stop)
    {
        var places = new List<PoolRow>();
        foreach (var pool in pools)
        {
            if (await May(new AssetId(pool.Asset), "compute", pool) && await All(sets, pool))
            {
                places.Add(pool);
            }
        }

        return places;

        async Task<bool> May(AssetId asset, string action, PoolRow at) =>
            (await gate.Explain(new GateUse(JobIds.Use(job, asset, 1), caller.Member, caller.Subject, asset, action, purpose) { Place = at.Place }, stop)).Permitted;

        // Whether a data set may be used on the pool's ground is asked too.
        async Task<bool> All(IReadOnlyList<AssetId> read, PoolRow at)
        {
            foreach (var set in read)
            {
                if (!await May(set, "read", at))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Takes a run on a pool that is not the job's own through the Gate; null where it is the own one.</summary>
    public async Task<Result<JobUse?>> PassElsewhere(JobRow row, PoolRow pool, CancellationToken stop)
    {
        if (row.Pool == pool.Id)
        {
            return (JobUse?)null;
        }

        var asset = new AssetId(pool.Asset);
        // A use that was refused stays refused: a later try, after an agreement was signed for one, is another use.
        var tried = refused.GetValueOrDefault((row.Id, pool.Id));
        var use = new GateUse(tried == 0 ? JobIds.Use(new JobId(row.Id), asset, row.Attempt) : JobIds.Use(new JobId(row.Id), asset, row.Attempt, tried), new MemberId(row.Member), row.Actor, asset, "compute", row.Purpose);
        var answer = await gate.Pass(use, stop);
        if (!answer.IsOk)
        {
            return answer.Refusal;
        }

        if (answer.Value.Permitted)
        {
            refused.TryRemove((row.Id, pool.Id), out _);
            return await Permitted(use, answer.Value, stop);
        }

        refused[(row.Id, pool.Id)] = tried + 1;
        return await Refused([(asset, answer.Value)], stop);
    }

    /// <summary>Keeps the reservation of a run elsewhere by the run's own record.</summary>
    public async Task BeginElsewhere(Change change, JobRow row, CancellationToken stop)
    {
        if (row.RunUse is { } elsewhere)
        {
            await gate.Begin(change, Json.Read<JobUse>(elsewhere).Use, stop);
        }
    }

    /// <summary>Ends uses of a job that is not taken after all.</summary>
    public Task Release(IReadOnlyList<JobUse> uses, Caller caller, CancellationToken stop) => Release(uses, caller.Subject, caller.Member.Value, stop);

    /// <summary>Ends uses that nothing came of.</summary>
    public async Task Release(IReadOnlyList<JobUse> uses, string actor, Guid member, CancellationToken stop)
    {
        if (uses.Count == 0)
        {
            return;
        }

        var change = new Change(new Act("job.refused", actor, member, [.. uses.Select(u => u.Use.ToString())], "done", "{}"));
        foreach (var use in uses)
        {
            await gate.Finish(change, use.Use, "cancelled", clock.GetUtcNow(), stop);
        }

        await lane.Commit(change, stop);
    }

    private async Task<Refusal> Refused(IReadOnlyList<(AssetId Asset, GateAnswer Answer)> refused, CancellationToken stop)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var words = new List<string>();
        var n = 0;
        foreach (var (asset, answer) in refused)
        {
            var about = await assets.Of(asset, stop);
            foreach (var reason in answer.Reasons)
            {
                facts[$"reason{n}.asset"] = asset.ToString();
                facts[$"reason{n}.title"] = about?.Title ?? "";
                facts[$"reason{n}.use"] = answer.Use.ToString();
                facts[$"reason{n}.code"] = reason.Code;
                facts[$"reason{n}.clause"] = reason.Clause;
                facts[$"reason{n}.zh"] = reason.Zh;
                facts[$"reason{n}.en"] = reason.En;
                words.Add($"{about?.Title} ({asset}): {reason.Zh} {reason.En}");
                n++;
            }
        }

        return new Refusal("gate.refused", "The Gate refuses this job.", string.Join(' ', words), facts);
    }

    private async Task<JobUse> Permitted(GateUse use, GateAnswer answer, CancellationToken stop)
    {
        var asset = await assets.Of(use.Asset, stop) ?? throw new InvalidOperationException("The Gate permits only assets that are there.");
        return new JobUse(use.Use, use.Asset, answer.Agreement, asset.Provider, asset.Kind, asset.Title, asset.Demonstration);
    }
}
