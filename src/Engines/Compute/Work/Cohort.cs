using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Work;

/// <summary>The pools of one cohort with their scheduler, and the names by which it knows pools and jobs.</summary>
internal sealed class Cohort
{
    /// <summary>More waiting jobs than this are not forecast one by one.</summary>
    private const int ForecastJobsMax = 2000;

    private static readonly PoolPolicy Policy = new();

    private readonly PoolScheduler scheduler;
    private readonly List<PoolRow> pools = [];
    private readonly Dictionary<JobId, WorkloadId> numbers = [];
    private readonly Dictionary<WorkloadId, (JobId Job, Workload Workload)> jobs = [];
    private readonly Dictionary<WorkloadId, (JobId Job, PoolId Home)> ended = [];
    private readonly CohortShadows shadows;
    private readonly SharedDevices shared = new();
    private readonly Dictionary<WorkloadId, Opened> opened = [];
    private readonly List<(JobId Job, WorkloadId Device)> joined = [];
    private readonly List<OpenJob> later = [];

    /// <summary>Jobs that wait and may run elsewhere, whole devices only: an agreement may be signed while they wait.</summary>
    private readonly Dictionary<JobId, OpenJob> asking = [];
    private readonly List<(JobId Job, PoolId Home, AloneComparison Compared)> compared = [];
    private readonly Lock guard = new();
    private long next;

    /// <summary>Goes on where an earlier scheduler was.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="members">Its pools.</param>
    /// <param name="owners">What was kept of their owners alone; of those who are new nothing.</param>
    /// <param name="known">Jobs with what was kept of them, and those that have ended since.</param>
    /// <param name="open">Jobs that have not ended.</param>
    /// <param name="devices">Devices that are shared.</param>
    /// <param name="rates">At which unlike devices are exchanged; null for one to one.</param>
    public Cohort(string name, IReadOnlyList<PoolRow> members, IReadOnlyList<OwnerShadowRow> owners, IReadOnlyList<KnownShadow> known, IReadOnlyList<OpenJob> open, IReadOnlyList<SharedDeviceRow> devices, ExchangeRates? rates)
    {
        Name = name;
        Rates = rates;
        pools.AddRange(members);
        shadows = new CohortShadows(owners, known);
        var of = owners.ToDictionary(o => o.Id);
        var knownOf = known.ToDictionary(k => k.Job.Id);
        var workloads = new List<WorkloadRow>();
        var begin = new List<PoolEvent>();
        begin.AddRange(pools.Select((_, i) => new PoolEvent.QueueChanged(Queue(i))));
        var sharers = open.Where(j => j.Device is not null && JobTransitions.Holds(j.State)).GroupBy(j => j.Device!.Value).ToDictionary(g => g.Key, g => g.ToList());
        var founders = devices.Where(d => sharers.ContainsKey(d.Id)).ToDictionary(d => d.Founder);
        foreach (var job in open.Concat(known.Select(k => k.Job)).DistinctBy(j => j.Id).OrderBy(j => j.QueuedAt).ThenBy(j => j.Id))
        {
            if (founders.TryGetValue(job.Id, out var device))
            {
                TakeUp(device, sharers[device.Id], job, of.GetValueOrDefault(job.Pool), knownOf.GetValueOrDefault(job.Id), workloads, begin);
                if (!sharers[device.Id].Exists(s => s.Id == job.Id) && open.Any(o => o.Id == job.Id))
                {
                    TakeUp(job, of.GetValueOrDefault(job.Pool), null, workloads, begin);
                }
            }
            else if (job.Device is null || !JobTransitions.Holds(job.State))
            {
                TakeUp(job, of.GetValueOrDefault(job.Pool), knownOf.GetValueOrDefault(job.Id), workloads, begin);
            }
        }

        // A device whose first job has ended, and of which nothing is kept: those that go on stand for it.
        foreach (var device in devices.Where(d => sharers.ContainsKey(d.Id) && !opened.Values.Any(o => o.Device == d.Id)))
        {
            var oldest = sharers[device.Id].MinBy(j => (j.QueuedAt, j.Id))!;
            TakeUp(device, sharers[device.Id], oldest, of.GetValueOrDefault(oldest.Pool), null, workloads, begin);
        }

        TakenUp = begin;
        scheduler = PoolScheduler.Restore(Policy, new PoolRows(
            0,
            [.. pools.Select((p, i) => new ClusterRow(new ClusterId(i), p.DevicesOpen, []))],
            [.. pools.Select((p, i) => CohortShadows.Owner(of.GetValueOrDefault(p.Id), Queue(i)))],
            workloads));
    }

    public string Name { get; }

    /// <summary>At which unlike devices are exchanged, from the next job on; null for one to one.</summary>
    public ExchangeRates? Rates { get; set; }

    public IReadOnlyList<PoolRow> Pools => pools;

    /// <summary>Jobs it knows.</summary>
    public int Count => numbers.Count;

    public bool Has(PoolId pool) => pools.Exists(p => p.Id == pool.Value);

    public MemberId OwnerOf(PoolId pool) => new(pools.Find(p => p.Id == pool.Value)!.Member);

    public PoolRow PoolOf(ClusterId cluster) => pools[cluster.Number];

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

                    Inherit(row, device, opened[device]);
                    if (Leave(new JobId(row.Id), device, opened[device], new PoolEvent.Cancelled(device)) is { } emptied)
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

    /// <summary>What the scheduler is told first: jobs that go on, and what has ended since it last knew.</summary>
    public IReadOnlyList<PoolEvent> TakenUp { get; }

    /// <summary>
    /// What is to be put on record: how jobs that ended compare with their owners alone, so that who lends can prove, or disprove, that it was never worse off,
    /// and what is kept of owners alone. Null when there is nothing; what has not been <see cref="Kept"/> is said again.
    /// </summary>
    public Change? Keep()
    {
        Change? change = null;
        foreach (var (job, home, one) in compared)
        {
            var row = new ComparisonRow
            {
                Id = job.Value,
                Pool = home.Value,
                EndedAt = DateTimeOffset.FromUnixTimeMilliseconds(one.EndedAtMs),
                AloneEndAt = one.AloneEndAtMs is { } alone ? DateTimeOffset.FromUnixTimeMilliseconds(alone) : null,
                LateMs = one.LateMs,
            };
            var act = new Act("job.compared", "node", OwnerOf(home).Value, [job.ToString(), home.ToString()], one.LateMs > ComparisonRow.ResolutionMs ? "later" : "kept", Json.Write(new { endedMs = one.EndedAtMs, aloneEndMs = one.AloneEndAtMs, lateMs = one.LateMs }));
            change = (change is null ? new Change(act) : change.Also(act)).Insert(row);
        }

        return shadows.Keep(change, Name, pools);
    }

    /// <summary>What was to be kept is kept.</summary>
    public void Kept()
    {
        compared.Clear();
        shadows.Kept();
    }

    /// <summary>What the scheduler is told of a piece of news; null when it knows already, or never knew, or when a shared device stays what it is.</summary>
    public PoolEvent? EventOf(CohortNews.Item item)
    {
        lock (guard)
        {
            if (item.Kind == CohortNews.ItemKind.Queued)
            {
                return numbers.ContainsKey(item.Job) ? null : Enter(OpenJob.Of(item.Row!));
            }

            if (!numbers.TryGetValue(item.Job, out var number))
            {
                return null;
            }

            if (item.Kind is CohortNews.ItemKind.Released)
            {
                return Released(item.Job, number, item.LostMs);
            }

            numbers.Remove(item.Job);
            asking.Remove(item.Job);
            if (opened.TryGetValue(number, out var device))
            {
                return Leave(item.Job, number, device, item.Kind is CohortNews.ItemKind.Ended ? new PoolEvent.Ended(number, item.AtMs) : new PoolEvent.Cancelled(number));
            }

            jobs.Remove(number);
            if (item.Kind is CohortNews.ItemKind.Withdrawn)
            {
                return new PoolEvent.Cancelled(number);
            }

            ended[number] = (item.Job, item.Pool);
            return new PoolEvent.Ended(number, item.AtMs);
        }
    }

    /// <summary>
    /// What the scheduler is told of a job that could not begin where it was to: at its own pool it waits on; elsewhere it is not tried again, since the Gate refuses it there.
    /// </summary>
    public IReadOnlyList<PoolEvent> NotAt(JobId job, WorkloadId number, ClusterId cluster)
    {
        lock (guard)
        {
            var workload = jobs[number].Workload;
            var home = workload.Owner.Number == cluster.Number;
            if (!opened.TryGetValue(number, out var device))
            {
                if (home)
                {
                    return [new PoolEvent.Released(number, 0)];
                }

                var left = workload with { Clusters = [.. workload.Clusters!.Where(c => c != cluster)] };
                jobs[number] = (job, left);
                return [new PoolEvent.Cancelled(number), new PoolEvent.Submitted(left)];
            }

            // It leaves the shared device, and waits for one of its own.
            var row = device.Rows[job.Value];
            Inherit(row, number, device);
            var emptied = Leave(job, number, device, new PoolEvent.Cancelled(number));
            var again = Open(row, home ? workload.Clusters! : [.. workload.Clusters!.Where(c => c != cluster)]);
            return emptied is null ? [new PoolEvent.Submitted(again)] : [emptied, new PoolEvent.Submitted(again)];
        }
    }

    /// <summary>What holds of a pool now; null when it lends in another cohort, so that this one is to be made anew.</summary>
    public IReadOnlyList<PoolEvent>? Changed(PoolRow row)
    {
        var at = pools.FindIndex(p => p.Id == row.Id);
        if (at < 0 || row.Cohort != Name)
        {
            return null;
        }

        pools[at] = row;
        return [new PoolEvent.ClusterChanged(new ClusterId(at), row.DevicesOpen), new PoolEvent.QueueChanged(Queue(at))];
    }

    public StepResult Step(long nowMs, IReadOnlyList<PoolEvent> events)
    {
        lock (guard)
        {
            var result = scheduler.Step(nowMs, events);
            shadows.Take(result);
            foreach (var one in result.Ended)
            {
                if (ended.Remove(one.Workload, out var known))
                {
                    compared.Add((known.Job, known.Home, one));
                }
            }

            return result;
        }
    }

    /// <summary>Why a job waits; null when it does not wait here.</summary>
    public string? WaitOf(JobId job)
    {
        lock (guard)
        {
            if (!numbers.TryGetValue(job, out var number))
            {
                return null;
            }

            var explained = scheduler.Explain(number);
            return explained.Reason switch
            {
                WaitReasons.NoCluster when jobs[number].Workload.Clusters!.Any(c => pools[c.Number].Quiet) => PoolQueue.QuietHours,
                WaitReasons.DevicesBusy when asking.TryGetValue(job, out var row) && Unasked(row, jobs[number].Workload).Any(c => scheduler.Free(c) >= jobs[number].Workload.DevicesAt(c)) => PoolQueue.NotPermittedElsewhere,
                var reason => reason,
            };
        }
    }

    /// <summary>When waiting jobs are expected to get devices, by the run times learned so far.</summary>
    public IReadOnlyDictionary<JobId, DateTimeOffset> Expected()
    {
        PoolRows rows;
        RunTimeEstimates estimates;
        lock (guard)
        {
            if (scheduler.Waiting is 0 or > ForecastJobsMax)
            {
                return new Dictionary<JobId, DateTimeOffset>();
            }

            rows = scheduler.Rows();
            estimates = scheduler.Estimates.Copy();
        }

        var starts = Forecast.Expected(rows, Policy, estimates);
        lock (guard)
        {
            return starts.Where(s => jobs.ContainsKey(s.Key))
                .SelectMany(s => JobsOf(s.Key).Select(j => (Job: j, s.Value)))
                .ToDictionary(s => s.Job, s => DateTimeOffset.FromUnixTimeMilliseconds(s.Value));
        }
    }

    private ClusterQueue Queue(int at)
    {
        var pool = pools[at];
        return new ClusterQueue(new OwnerId(at), new ClusterId(at), pool.DevicesOpen, pool.BorrowingLimit, pool.LendingLimit);
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

    /// <summary>Whether a device is held, and not being given back.</summary>
    private bool Held(WorkloadId device) => opened[device] is { Cluster: not null, Leaving.Count: 0 };

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

    /// <summary>A job that goes elsewhere leaves its name with it: the device is the next one's.</summary>
    private void Inherit(OpenJob row, WorkloadId number, Opened device)
    {
        if (device.Founder == row.Id && shared.HoldersOf(number).FirstOrDefault(h => h != row.Id) is var heir && heir != default)
        {
            device.Founder = heir;
            shadows.Name(number, new JobId(heir), new PoolId(row.Pool));
        }
    }

    /// <summary>A job leaves its shared device; the device goes with the last.</summary>
    private PoolEvent? Leave(JobId job, WorkloadId number, Opened device, PoolEvent last)
    {
        numbers.Remove(job);
        device.Rows.Remove(job.Value);
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

        return device.Leaving.Remove(job.Value) && device.Leaving.Count == 0 ? Freed(number, device) : null;
    }

    /// <summary>What the scheduler is told of a job that could not be told to leave: it holds nothing.</summary>
    public PoolEvent? Released(JobId job) => numbers.TryGetValue(job, out var number) ? Released(job, number, 0) : null;

    /// <summary>A job has given back what it held: a shared device is free when all have.</summary>
    private PoolEvent? Released(JobId job, WorkloadId number, long lostMs)
    {
        if (!opened.TryGetValue(number, out var device))
        {
            return new PoolEvent.Released(number, lostMs);
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
        Inherit(row, number, device);
        var emptied = Leave(job, number, device, new PoolEvent.Cancelled(number));
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

    private int Home(OpenJob row) => pools.FindIndex(p => p.Id == row.Pool);

    private Workload Workload(OpenJob row)
    {
        var workload = New(row, Places(row, Home(row)));
        numbers[new JobId(row.Id)] = workload.Id;
        if (row.Elsewhere)
        {
            asking[new JobId(row.Id)] = row;
        }

        return workload;
    }

    private Workload New(OpenJob row, IReadOnlyList<ClusterId> places)
    {
        var workload = new Workload(new WorkloadId(next++), new OwnerId(Home(row)), row.Devices, row.QueuedAt.ToUnixTimeMilliseconds(), LostOnEvictionMs: row.Saves ? 0 : long.MaxValue, Clusters: places) { Exchanged = Exchanged(row, places), LimitMs = row.WallSeconds * 1000L };
        jobs[workload.Id] = (new JobId(row.Id), workload);
        shadows.Name(workload.Id, new JobId(row.Id), new PoolId(row.Pool));
        return workload;
    }

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

        Stand(workload, founder, owner, known?.Row is { NeedMs: null } row ? row : null, 0, workloads);
        var at = pools.FindIndex(p => p.Id == device.Pool);
        opened[workload.Id].Cluster = at >= 0 ? new ClusterId(at) : null;
        var since = holders.Min(h => h.StartedAt ?? h.AdmittedAt ?? h.QueuedAt).ToUnixTimeMilliseconds();
        begin.Add(new PoolEvent.Resumed(workload, 0, at >= 0 ? new ClusterId(at) : null, at >= 0 ? since : 0));
    }

    /// <summary>How a workload stood alone when that was kept; one that was taken later is not there yet.</summary>
    private static void Stand(Workload workload, OpenJob row, OwnerShadowRow? owner, JobShadowRow? kept, long workMs, List<WorkloadRow> workloads)
    {
        if (kept is not null)
        {
            workloads.Add(new WorkloadRow(workload, kept.NeedMs is null ? PoolJobState.Waiting : PoolJobState.Ended, kept.StartMs is null ? ShadowState.Queued : ShadowState.Running, kept.StartMs ?? 0, kept.BaseMs, workMs, 0, kept.NeedMs ?? -1, null, 0));
        }
        else if (owner is not null && row.QueuedAt.ToUnixTimeMilliseconds() <= owner.AtMs)
        {
            workloads.Add(new WorkloadRow(workload, PoolJobState.Waiting, row.Devices > owner.Quota ? ShadowState.Never : ShadowState.Queued, 0, 0, workMs, 0, -1, null, 0));
        }
    }

    /// <summary>How many devices it needs where these are unlike its own; null where nothing is exchanged. What it holds already it holds.</summary>
    private Dictionary<ClusterId, int>? Exchanged(OpenJob row, IReadOnlyList<ClusterId> places)
    {
        var found = new Dictionary<ClusterId, int>();
        foreach (var place in places)
        {
            if (row.Milli == SharedDevices.Whole && row.Workload is { } kind && Rates?.Gang(kind, row.Devices, pools[Home(row)].Model, pools[place.Number].Model) is { } devices and > 0)
            {
                found[place] = devices;
            }
        }

        if (JobTransitions.Holds(row.State) && pools.FindIndex(p => p.Id == row.RunPool) is >= 0 and var at && (row.RunDevices ?? row.Devices) is var held && held != found.GetValueOrDefault(new ClusterId(at), row.Devices))
        {
            found[new ClusterId(at)] = held;
        }

        return found.Count == 0 ? null : found;
    }

    /// <summary>Pools that have such devices and where the job may not run, as the Gate last said.</summary>
    private IEnumerable<ClusterId> Unasked(OpenJob row, Workload workload)
    {
        var models = row.Models is { } named ? Json.Read<string[]>(named) : null;
        return pools.Index()
            .Where(p => !workload.Clusters!.Contains(new ClusterId(p.Index)) && JobCommands.Alike(pools[Home(row)], p.Item, models, row.NeedsAgent, row.Milli, row.DeviceMemoryMib) && (row.Workload is null || Rates?.Gang(row.Workload, row.Devices, pools[Home(row)].Model, p.Item.Model) is not 0))
            .Select(p => new ClusterId(p.Index));
    }

    /// <summary>Waiting jobs, the oldest first, with pools of which the Gate may be asked again.</summary>
    public IReadOnlyList<(JobId Job, IReadOnlyList<PoolRow> Pools)> ToAsk(int most)
    {
        lock (guard)
        {
            return [.. asking.Where(a => numbers.TryGetValue(a.Key, out var number) && scheduler.IsWaiting(number)).OrderBy(a => numbers[a.Key])
                .Select(a => (a.Key, (IReadOnlyList<PoolRow>)[.. Unasked(a.Value, jobs[numbers[a.Key]].Workload).Select(c => pools[c.Number])])).Where(a => a.Item2.Count > 0).Take(most)];
        }
    }

    /// <summary>The Gate permits a waiting job on further pools; what the scheduler is told.</summary>
    public IReadOnlyList<PoolEvent> Widen(JobId job, IReadOnlyList<PoolRow> places)
    {
        lock (guard)
        {
            if (!numbers.TryGetValue(job, out var number) || !scheduler.IsWaiting(number))
            {
                return [];
            }

            var workload = jobs[number].Workload;
            ClusterId[] clusters = [.. workload.Clusters!.Concat(places.Select(p => new ClusterId(pools.FindIndex(known => known.Id == p.Id)))).Where(c => c.Number >= 0).Distinct().OrderBy(c => c.Number)];
            var wider = workload with { Clusters = clusters, Exchanged = Exchanged(asking[job], clusters) };
            jobs[number] = (job, wider);
            return [new PoolEvent.Cancelled(number), new PoolEvent.Submitted(wider)];
        }
    }

    /// <summary>Where the Gate permitted it when it was taken; of pools that have joined since, the Gate says when the job is to begin there.</summary>
    private ClusterId[] Places(OpenJob row, int home)
    {
        if (!row.Elsewhere)
        {
            return [new ClusterId(home)];
        }

        var permitted = Json.Read<Guid[]>(row.Places);
        var models = row.Models is { } named ? Json.Read<string[]>(named) : null;
        return [.. pools.Index()
            .Where(p => p.Index == home || row.Workload is null || Rates?.Gang(row.Workload, row.Devices, pools[home].Model, p.Item.Model) is not 0)
            .Where(p => p.Index == home || permitted.Contains(p.Item.Id) || (p.Item.CohortSince > row.QueuedAt && JobCommands.Alike(pools[home], p.Item, models, row.NeedsAgent, row.Milli, row.DeviceMemoryMib)))
            .Select(p => new ClusterId(p.Index))];
    }

    /// <summary>A job as it stood when its owner's shadow was kept, and what has happened to it since.</summary>
    private void TakeUp(OpenJob row, OwnerShadowRow? owner, KnownShadow? known, List<WorkloadRow> workloads, List<PoolEvent> begin)
    {
        var isShare = row.Milli < SharedDevices.Whole;
        if (isShare && known?.EndedAt is null && known?.Row is null)
        {
            if (Enter(row) is { } submitted)
            {
                Stand(submitted.Workload, row, owner, null, 0, workloads);
                begin.Add(new PoolEvent.Resumed(submitted.Workload, 0, null, 0));
            }

            return;
        }

        var workload = isShare && known?.EndedAt is null ? Open(row, Places(row, Home(row))) : Workload(row);
        var workMs = known?.EndedAt is not null ? known.WorkMs : row.WorkMs;
        Stand(workload, row, owner, known?.Row, workMs, workloads);
        if (known?.EndedAt is not { } endedAt)
        {
            var at = JobTransitions.Holds(row.State) ? pools.FindIndex(p => p.Id == row.RunPool) : -1;
            begin.Add(at >= 0
                ? new PoolEvent.Resumed(workload, workMs, new ClusterId(at), (row.StartedAt ?? row.AdmittedAt ?? row.QueuedAt).ToUnixTimeMilliseconds())
                : new PoolEvent.Resumed(workload, workMs, null, 0));
            return;
        }

        numbers.Remove(new JobId(row.Id));
        asking.Remove(new JobId(row.Id));
        jobs.Remove(workload.Id);
        if (known.Row?.NeedMs is not null)
        {
            return;
        }

        begin.Add(new PoolEvent.Resumed(workload, workMs, null, 0));
        begin.Add(known.ByItself ? new PoolEvent.Ended(workload.Id, endedAt.ToUnixTimeMilliseconds()) : new PoolEvent.Cancelled(workload.Id));
        ended[workload.Id] = (new JobId(row.Id), new PoolId(row.Pool));
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
