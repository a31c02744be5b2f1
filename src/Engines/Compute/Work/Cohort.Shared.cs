using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <content>Devices that several jobs share (ADR 0024).</content>
internal sealed partial class Cohort
{
    /// <summary>The jobs of a workload: one, or those that share a device.</summary>
    public IReadOnlyList<JobId> JobsOf(WorkloadId workload) => opened.ContainsKey(workload) ? [.. shared.HoldersOf(workload).Select(h => new JobId(h))] : [jobs[workload].Job];

    /// <summary>The shared device of a workload, and the job that it was opened for; null where it holds whole devices.</summary>
    public (Guid Device, Guid Founder)? ShareOf(WorkloadId workload) => opened.TryGetValue(workload, out var device) ? (device.Device, device.Founder) : null;

    /// <summary>The devices of a workload are given to it; a shared one has a name from now on.</summary>
    public void Admitted(WorkloadId workload, ClusterId cluster, long nowMs)
    {
        lock (guard)
        {
            if (opened.TryGetValue(workload, out var device))
            {
                (device.Cluster, device.Device) = (cluster, JobIds.Device(new JobId(device.Founder), nowMs));
            }
        }
    }

    /// <summary>A workload is told to give its devices back: a shared one takes no more jobs until all have left it.</summary>
    public void Evicting(WorkloadId workload)
    {
        lock (guard)
        {
            if (opened.TryGetValue(workload, out var device))
            {
                shared.Let(workload, takes: false);
                device.Leaving = [.. shared.HoldersOf(workload)];
                device.LostMs = 0;
            }
        }
    }

    /// <summary>
    /// Shares that wait for a device to be opened go to held ones where there is room by now; what the scheduler is told of devices that need not be opened any more.
    /// That passes jobs that wait for whole devices and takes nothing from them: what is over of a shared device is no use to them.
    /// </summary>
    public IReadOnlyList<PoolEvent> Repack()
    {
        lock (guard)
        {
            var events = new List<PoolEvent>();
            foreach (var row in later)
            {
                if (Enter(row) is { } submitted)
                {
                    events.Add(submitted);
                }
            }

            later.Clear();
            foreach (var device in opened.Where(o => o.Value.Cluster is null).Select(o => o.Key).Order().ToList())
            {
                foreach (var row in opened[device].Rows.Values.OrderBy(r => r.QueuedAt).ThenBy(r => r.Id).ToList())
                {
                    if (shared.Fit(Kind(row, jobs[device].Workload.Clusters!), Share(row), Held) is not { } at)
                    {
                        continue;
                    }

                    if (Depart(row, device, opened[device]) is { } emptied)
                    {
                        events.Add(emptied);
                    }

                    Put(row, at);
                    joined.Add((new JobId(row.Id), at));
                }
            }

            return events;
        }
    }

    /// <summary>How the shared devices of a pool could be emptied by moving few jobs that save their work.</summary>
    public (IReadOnlyList<ShareMove> Moves, int Shared, int Pinned) Tidy(PoolId pool, int movesMax)
    {
        lock (guard)
        {
            var here = opened.Where(o => o.Value is { Cluster: { } at, Leaving.Count: 0, Moving.Count: 0 } && pools[at.Number].Id == pool.Value).Select(o => o.Key).ToHashSet();
            return (shared.Plan(here.Contains, h => opened[shared.DeviceOf(h)!.Value].Rows[h].Saves, movesMax), here.Count, here.Count(d => opened[d].Rows.Values.Any(r => !r.Saves)));
        }
    }

    /// <summary>The plan is approved: the devices that are emptied take no more jobs, and who leaves them goes where it is to.</summary>
    public void Move(IReadOnlyList<ShareMove> moves)
    {
        lock (guard)
        {
            foreach (var move in moves)
            {
                shared.Let(move.From, takes: false);
                opened[move.From].Moving[move.Holder] = move.To;
            }
        }
    }

    /// <summary>Jobs that get parts of devices that are shared and held already; asked once.</summary>
    public IReadOnlyList<(JobId Job, WorkloadId Device, ClusterId Cluster)> TakeJoined()
    {
        lock (guard)
        {
            var now = joined.Where(j => shared.DeviceOf(j.Job.Value) == j.Device && opened[j.Device] is { Cluster: not null, Leaving.Count: 0 })
                .Select(j => (j.Job, j.Device, opened[j.Device].Cluster!.Value)).ToList();
            joined.Clear();
            return now;
        }
    }

    /// <summary>A job that arrives: what the scheduler is told; null when it shares a device that is known.</summary>
    private PoolEvent.Submitted? Enter(OpenJob row)
    {
        if (row.Milli == SharedDevices.Whole)
        {
            return new PoolEvent.Submitted(Workload(row));
        }

        var places = Places(row, Home(row));
        if ((shared.Fit(Kind(row, places), Share(row), Held) ?? shared.Fit(Kind(row, places), Share(row))) is not { } device)
        {
            return new PoolEvent.Submitted(Open(row, places));
        }

        Put(row, device);
        joined.Add((new JobId(row.Id), device));
        return null;
    }

    /// <summary>Whether a device is held, not being given back, and of a cluster that is heard of.</summary>
    private bool Held(WorkloadId device) => opened[device] is { Cluster: { } at, Leaving.Count: 0 } && pools[at.Number] is { Away: false, Closing: false };

    private static DeviceShare Share(OpenJob row) => new(row.Milli, row.DeviceMemoryMib);

    /// <summary>Shares of one queue, with the same places, that leave in the same way.</summary>
    private static string Kind(OpenJob row, IReadOnlyList<ClusterId> places) => $"{row.Pool:n} {row.Saves} {string.Join(',', places.Select(p => p.Number))}";

    /// <summary>A device is to be opened for a share: to the scheduler a workload of one device.</summary>
    private Workload Open(OpenJob row, IReadOnlyList<ClusterId> places)
    {
        var workload = New(row, places);
        opened.Add(workload.Id, new Opened { Founder = row.Id });
        shared.Begin(workload.Id, Kind(row, places), places.Select(p => pools[p.Number].DeviceMemoryMib).Min());
        Put(row, workload.Id);
        return workload;
    }

    private void Put(OpenJob row, WorkloadId device)
    {
        shared.Put(device, row.Id, Share(row));
        opened[device].Rows[row.Id] = row;
        numbers[new JobId(row.Id)] = device;
    }

    /// <summary>A job leaves its shared device for another one. Its name goes with it: the device is the next one's.</summary>
    private PoolEvent? Depart(OpenJob row, WorkloadId number, Opened device)
    {
        if (device.Founder == row.Id && shared.HoldersOf(number).FirstOrDefault(h => h != row.Id) is var heir && heir != default)
        {
            device.Founder = heir;
            shadows.Name(number, new JobId(heir), new PoolId(row.Pool));
        }

        return Leave(new JobId(row.Id), number, device, new PoolEvent.Cancelled(number));
    }

    /// <summary>A job leaves its shared device; the device goes with the last.</summary>
    private PoolEvent? Leave(JobId job, WorkloadId number, Opened device, PoolEvent last)
    {
        numbers.Remove(job);
        device.Rows.Remove(job.Value);
        device.Moving.Remove(job.Value);
        if (shared.Take(job.Value) is { Empty: true })
        {
            if (last is PoolEvent.Ended)
            {
                ended[number] = (new JobId(device.Founder), new PoolId(pools[jobs[number].Workload.Owner.Number].Id));
            }

            opened.Remove(number);
            jobs.Remove(number);
            return last;
        }

        if (device.Leaving.Remove(job.Value) && device.Leaving.Count == 0)
        {
            return Freed(number, device);
        }

        // Who was to move has gone: a device that is not empty for all that takes jobs again.
        shared.Let(number, takes: device is { Leaving.Count: 0, Moving.Count: 0 });
        return null;
    }

    /// <summary>What the scheduler is told of a job that could not be told to leave: it holds nothing.</summary>
    public PoolEvent? Released(JobId job) => numbers.TryGetValue(job, out var number) ? Released(job, number, 0, 0) : null;

    /// <summary>A job has given back what it held: a shared device is free when all have.</summary>
    private PoolEvent? Released(JobId job, WorkloadId number, long lostMs, long aloneMs)
    {
        if (!opened.TryGetValue(number, out var device))
        {
            return new PoolEvent.Released(number, lostMs, aloneMs);
        }

        if (device.Leaving.Count == 0 && device.Moving.Remove(job.Value, out var to))
        {
            return MoveOn(job, number, device, to);
        }

        device.LostMs = Math.Max(device.LostMs, lostMs);
        if (device.Leaving.Remove(job.Value))
        {
            return device.Leaving.Count == 0 ? Freed(number, device) : null;
        }

        // Its cluster took it off by itself: it goes back to where the others still are.
        joined.Add((job, number));
        return null;
    }

    /// <summary>A job has left the device that is to be emptied, and goes to the planned one, or, where there is no room any more, to any other.</summary>
    private PoolEvent? MoveOn(JobId job, WorkloadId number, Opened device, WorkloadId to)
    {
        var row = device.Rows[job.Value];
        var emptied = Depart(row, number, device);
        if (shared.Fit(Kind(row, jobs.TryGetValue(to, out var known) ? known.Workload.Clusters! : []), Share(row), d => d == to && Held(d)) is { } planned)
        {
            Put(row, planned);
            joined.Add((job, planned));
            return emptied;
        }

        later.Add(row);
        return emptied;
    }

    private PoolEvent.Released Freed(WorkloadId number, Opened device)
    {
        device.Moving.Clear();
        shared.Let(number, takes: true);
        device.Cluster = null;
        return new PoolEvent.Released(number, device.LostMs);
    }

    /// <summary>A device that is shared.</summary>
    private sealed class Opened
    {
        /// <summary>The job that it was opened for.</summary>
        public required Guid Founder { get; set; }

        /// <summary>Its name in the store, while it is held.</summary>
        public Guid Device { get; set; }

        /// <summary>Where it is; null while it is waited for.</summary>
        public ClusterId? Cluster { get; set; }

        /// <summary>Jobs that have been told to leave it and have not yet.</summary>
        public HashSet<Guid> Leaving { get; set; } = [];

        /// <summary>The most that one of these has lost.</summary>
        public long LostMs { get; set; }

        public Dictionary<Guid, OpenJob> Rows { get; } = [];

        /// <summary>Jobs that are on their way to another device.</summary>
        public Dictionary<Guid, WorkloadId> Moving { get; } = [];
    }
}
