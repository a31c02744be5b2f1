using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <content>Going on where an earlier scheduler was.</content>
internal sealed partial class Cohort
{
    /// <summary>A shared device goes on with those that hold parts of it.</summary>
    private void TakeUp(SharedDeviceRow device, IReadOnlyList<OpenJob> holders, OpenJob founder, OwnerShadowRow? owner, KnownShadow? known, List<WorkloadRow> workloads, List<PoolEvent> begin)
    {
        var first = holders.MinBy(j => (j.QueuedAt, j.Id))!;
        var places = Places(first, Home(first));
        var workload = New(founder, places);
        opened.Add(workload.Id, new Opened { Founder = founder.Id, Device = device.Id });
        shared.Begin(workload.Id, Kind(first, places), places.Select(p => pools[p.Number].DeviceMemoryMib).Min());
        foreach (var holder in holders)
        {
            Put(holder, workload.Id);
        }

        var at = pools.FindIndex(p => p.Id == device.Pool);
        opened[workload.Id].Cluster = at >= 0 ? new ClusterId(at) : null;
        var since = holders.Min(h => h.HeldSince).ToUnixTimeMilliseconds();
        Stand(workload, founder, owner, owner is null ? Alone(founder, workload, device.Pool == founder.Pool ? since : null, 0) : known?.Row is { NeedMs: null } row ? row : null, 0, workloads);
        begin.Add(new PoolEvent.Resumed(workload, 0, at >= 0 ? new ClusterId(at) : null, at >= 0 ? since : 0));
    }

    /// <summary>
    /// How a job of an owner stands of whom nothing was kept: until it joined it was alone, so what runs at home runs alone too, from the moment at which it did. Reckoned anew from when it was sent, it would have
    /// begun in hours that were the owner's own.
    /// </summary>
    /// <param name="row">The job.</param>
    /// <param name="workload">The same for the scheduler.</param>
    /// <param name="since">Since when it runs at home, milliseconds; null when it does not.</param>
    /// <param name="workMs">Useful work that it had done before.</param>
    private JobShadowRow? Alone(OpenJob row, Workload workload, long? since, long workMs)
    {
        if (since is null && workMs == 0)
        {
            return null;
        }

        heldAlone[row.Pool] = heldAlone.GetValueOrDefault(row.Pool) + (since is null ? 0 : workload.Devices);
        return new JobShadowRow { Id = row.Id, Pool = row.Pool, StartMs = since, BaseMs = workMs, NeedMs = null };
    }

    /// <summary>How a workload stood alone when that was kept; one that was taken later is not there yet.</summary>
    /// <returns>Whether it is there.</returns>
    private bool Stand(Workload workload, OpenJob row, OwnerShadowRow? owner, JobShadowRow? kept, long workMs, List<WorkloadRow> workloads)
    {
        if (kept is not null)
        {
            workloads.Add(new WorkloadRow(workload, kept.NeedMs is null ? PoolJobState.Waiting : PoolJobState.Ended, kept.StartMs is null ? ShadowState.Queued : ShadowState.Running, kept.StartMs ?? 0, kept.BaseMs, workMs, 0, kept.NeedMs ?? -1, null, 0));
            return true;
        }

        if (owner is not null && row.QueuedAt.ToUnixTimeMilliseconds() <= owner.AtMs)
        {
            workloads.Add(new WorkloadRow(workload, PoolJobState.Waiting, workload.Devices > Math.Max(owner.Quota, Queue(workload.Owner.Number).Largest) ? ShadowState.Never : ShadowState.Queued, 0, 0, workMs, 0, -1, null, 0));
            return true;
        }

        return false;
    }

    /// <summary>A job as it stood when its owner's shadow was kept, and what has happened to it since.</summary>
    private void TakeUp(OpenJob row, OwnerShadowRow? owner, KnownShadow? known, List<WorkloadRow> workloads, List<PoolEvent> begin)
    {
        var isShare = row.Milli < SharedDevices.Whole;
        if (isShare && known?.EndedAt is null && known?.Row is null)
        {
            if (Enter(row) is { } submitted && !Stand(submitted.Workload, row, owner, null, 0, workloads))
            {
                begin.Add(new PoolEvent.Resumed(submitted.Workload, 0, null, 0));
            }

            return;
        }

        var workload = isShare && known?.EndedAt is null ? Open(row, Places(row, Home(row))) : Workload(row);
        var workMs = known?.EndedAt is not null ? known.WorkMs : row.WorkMs;
        var isHome = JobTransitions.Holds(row.State) && row.RunPool == row.Pool;
        var kept = owner is null && known is null ? Alone(row, workload, isHome ? row.HeldSince.ToUnixTimeMilliseconds() : null, workMs) : known?.Row;
        var stands = Stand(workload, row, owner, kept, workMs, workloads);
        if (known?.EndedAt is not { } endedAt)
        {
            var at = JobTransitions.Holds(row.State) ? pools.FindIndex(p => p.Id == row.RunPool) : -1;
            if (at >= 0)
            {
                begin.Add(new PoolEvent.Resumed(workload, workMs, new ClusterId(at), row.HeldSince.ToUnixTimeMilliseconds(), row.DevicesMin is null ? null : row.DevicesHeld));
            }
            else if (!stands)
            {
                begin.Add(new PoolEvent.Resumed(workload, workMs, null, 0));
            }

            return;
        }

        numbers.Remove(new JobId(row.Id));
        asking.Remove(new JobId(row.Id));
        Forget(workload.Id);
        if (known.Row?.NeedMs is not null)
        {
            return;
        }

        begin.Add(new PoolEvent.Resumed(workload, workMs, null, 0));
        begin.Add(known.ByItself ? new PoolEvent.Ended(workload.Id, endedAt.ToUnixTimeMilliseconds()) : new PoolEvent.Cancelled(workload.Id));
        ended[workload.Id] = (new JobId(row.Id), new PoolId(row.Pool));
    }
}
