using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Work;

/// <summary>The pools of one cohort with their scheduler, and the names by which it knows pools and jobs.</summary>
internal sealed partial class Cohort
{
    /// <summary>More waiting jobs than this are not forecast one by one.</summary>
    private const int ForecastJobsMax = 2000;

    /// <summary>Waiting jobs that are looked at when the Gate is asked again.</summary>
    private const int AskLook = 1000;

    /// <summary>A job that runs is given no further devices: neither a process nor a job of Slurm's takes them.</summary>
    private static readonly PoolPolicy Policy = new() { GrowsInPlace = false };

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

    /// <summary>As how many devices more than it asks for a workload counts at home.</summary>
    private readonly Dictionary<WorkloadId, int> beyond = [];
    private readonly List<(JobId Job, PoolId Home, AloneComparison Compared)> compared = [];

    /// <summary>Devices that jobs hold at home, by pools of which nothing was kept.</summary>
    private readonly Dictionary<Guid, int> heldAlone = [];
    private readonly Lock guard = new();
    private long next;

    /// <summary>How often the scheduler was asked, and what was last expected after how many times.</summary>
    private long steps;
    private (long Steps, IReadOnlyDictionary<JobId, DateTimeOffset> Starts) expected = (-1, new Dictionary<JobId, DateTimeOffset>());

    /// <summary>The last limits that were read.</summary>
    private (string Text, JobLimits Read) limits = ("", new JobLimits(null, null, null, null));

    /// <summary>Goes on where an earlier scheduler was.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="members">Its pools.</param>
    /// <param name="owners">What was kept of their owners alone; of those who are new nothing.</param>
    /// <param name="known">Jobs with what was kept of them, and those that have ended since.</param>
    /// <param name="open">Jobs that have not ended.</param>
    /// <param name="devices">Devices that are shared.</param>
    /// <param name="rates">At which unlike devices are exchanged; null for one to one.</param>
    /// <param name="now">The time now.</param>
    public Cohort(string name, IReadOnlyList<PoolRow> members, IReadOnlyList<OwnerShadowRow> owners, IReadOnlyList<KnownShadow> known, IReadOnlyList<OpenJob> open, IReadOnlyList<SharedDeviceRow> devices, ExchangeRates? rates, DateTimeOffset now)
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

        // Of owners of whom nothing was kept, how their jobs stand is kept from now on: their runs alone would not tell.
        shadows.Take(new StepResult([], [], [.. workloads.Where(w => !of.ContainsKey(pools[w.Workload.Owner.Number].Id))], [], null));
        TakenUp = begin;
        scheduler = PoolScheduler.Restore(Policy, new PoolRows(
            0,
            [.. pools.Select((p, i) => new ClusterRow(new ClusterId(i), p.DevicesThere, []) { Away = p.RunsOut, Each = p.Each, Hours = p.Hours(now) })],
            [.. pools.Select((p, i) => CohortShadows.Owner(of.GetValueOrDefault(p.Id), Queue(i), heldAlone.GetValueOrDefault(p.Id), p.CohortSince ?? now, now))],
            workloads));
    }

    public string Name { get; }

    /// <summary>At which unlike devices are exchanged, from the next job on; null for one to one.</summary>
    public ExchangeRates? Rates { get; set; }

    public bool Has(PoolId pool) => pools.Exists(p => p.Id == pool.Value);

    public MemberId OwnerOf(PoolId pool) => new(pools.Find(p => p.Id == pool.Value)!.Member);

    /// <summary>Whether two jobs stand in one queue.</summary>
    public bool SameQueue(WorkloadId one, WorkloadId other) => jobs.TryGetValue(one, out var a) && jobs.TryGetValue(other, out var b) && a.Workload.Owner == b.Workload.Owner;

    public PoolRow PoolOf(ClusterId cluster) => pools[cluster.Number];

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
                return Released(item.Job, number, item.NoWorkMs, item.AloneMs);
            }

            numbers.Remove(item.Job);
            asking.Remove(item.Job);
            if (opened.TryGetValue(number, out var device))
            {
                return Leave(item.Job, number, device, item.Kind is CohortNews.ItemKind.Ended ? new PoolEvent.Ended(number, item.AtMs) : new PoolEvent.Cancelled(number));
            }

            Forget(number);
            if (item.Kind is CohortNews.ItemKind.Withdrawn)
            {
                return new PoolEvent.Cancelled(number);
            }

            ended[number] = (item.Job, item.Pool);
            return new PoolEvent.Ended(number, item.AtMs, item.NoWorkMs);
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
            var emptied = Depart(row, number, device);
            var again = Open(row, home ? workload.Clusters! : [.. workload.Clusters!.Where(c => c != cluster)]);
            return emptied is null ? [new PoolEvent.Submitted(again)] : [emptied, new PoolEvent.Submitted(again)];
        }
    }

    /// <summary>What holds of a pool now; null when it lends in another cohort, so that this one is to be made anew.</summary>
    public IReadOnlyList<PoolEvent>? Changed(PoolRow row, DateTimeOffset now)
    {
        var at = pools.FindIndex(p => p.Id == row.Id);
        if (at < 0 || row.Schedule != Name)
        {
            return null;
        }

        pools[at] = row;
        return [new PoolEvent.ClusterChanged(new ClusterId(at), row.DevicesThere) { Away = row.RunsOut, Each = row.Each, Hours = row.Hours(now) }, new PoolEvent.QueueChanged(Queue(at))];
    }

    public StepResult Step(long nowMs, IReadOnlyList<PoolEvent> events)
    {
        lock (guard)
        {
            var result = scheduler.Step(nowMs, events);
            steps++;
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

    /// <summary>Whether the scheduler has heard of a job: of one that was just taken it hears in its next step.</summary>
    public bool Knows(JobId job)
    {
        lock (guard)
        {
            return numbers.TryGetValue(job, out var number) && scheduler.Knows(number);
        }
    }

    /// <summary>Why a job waits; null when it does not wait here.</summary>
    public string? WaitOf(JobId job)
    {
        lock (guard)
        {
            // One that was just taken the scheduler hears of in its next step.
            if (!numbers.TryGetValue(job, out var number) || !scheduler.Knows(number))
            {
                return null;
            }

            if (scheduler.HasPlace(number))
            {
                // Its devices are given to it, and its start is not on record yet.
                return PoolQueue.Taken;
            }

            var home = pools[jobs[number].Workload.Owner.Number];
            var explained = scheduler.Explain(number);
            return explained.Reason switch
            {
                // What keeps it from its own devices goes before that others' are busy.
                WaitReasons.NoCluster or WaitReasons.DevicesBusy when JobRounds.Closed(home) is { } closed => closed,
                WaitReasons.NoCluster when jobs[number].Workload.Clusters!.Any(c => pools[c.Number].Quiet) => PoolQueue.QuietHours,
                WaitReasons.NoCluster when jobs[number].Workload.Clusters!.Any(c => !pools[c.Number].Attached) => PoolQueue.ClusterAway,
                WaitReasons.NoCluster when jobs[number].Workload.Clusters!.Any(c => pools[c.Number] is { Offered: false } or { Healthy: false }) => PoolQueue.PoolClosed,
                WaitReasons.PoolShort when !home.Attached => PoolQueue.ClusterAway,
                WaitReasons.DevicesBusy when IdleWithout(jobs[number].Workload) >= jobs[number].Workload.Devices - beyond.GetValueOrDefault(number) => PoolQueue.ProcessorsBusy,
                WaitReasons.DevicesBusy when asking.TryGetValue(job, out var saves) && KeepingNothing(saves).Any(c => scheduler.Free(c) >= (saves.DevicesMin ?? jobs[number].Workload.DevicesAt(c))) => PoolQueue.NotKept,
                WaitReasons.DevicesBusy when asking.TryGetValue(job, out var row) && Unasked(row, jobs[number].Workload).Any(c => scheduler.Free(c) >= (row.DevicesMin ?? jobs[number].Workload.DevicesAt(c))) => PoolQueue.NotPermittedElsewhere,
                var reason => reason,
            };
        }
    }

    /// <summary>How a job stands at its own pool; null when it is not known here.</summary>
    /// <returns>Devices that are free there, how many it needs there, and whether alone its owner would have begun it by now.</returns>
    public (int Free, int Needed, bool Entitled)? AtHome(JobId job)
    {
        lock (guard)
        {
            return numbers.TryGetValue(job, out var number) && jobs.TryGetValue(number, out var known) && scheduler.Knows(number)
                ? (scheduler.Free(new ClusterId(known.Workload.Owner.Number)), known.Workload.Devices, scheduler.IsEntitled(number))
                : null;
        }
    }

    /// <summary>How many devices a job gets where the scheduler gives it some: at home, as many as it asks for, though it may count as more.</summary>
    /// <returns>Null for as many as it asks for.</returns>
    public int? DevicesOf(WorkloadId id, ClusterId at, int decided)
    {
        lock (guard)
        {
            return jobs.TryGetValue(id, out var job) && job.Workload is { DevicesMin: null } workload && workload.Owner.Number == at.Number ? null : decided;
        }
    }

    private void Forget(WorkloadId number)
    {
        jobs.Remove(number);
        beyond.Remove(number);
    }

    /// <summary>Devices of a workload's own pool that nobody holds, those included whose processors or memory are taken.</summary>
    private int IdleWithout(Workload workload)
    {
        var home = new ClusterId(workload.Owner.Number);
        return scheduler.Free(home) + beyond.Where(b => jobs[b.Key].Workload.Owner == workload.Owner && scheduler.RunsAt(b.Key, home)).Sum(b => b.Value);
    }

    /// <summary>When waiting jobs are expected to get devices, by the run times learned so far.</summary>
    public IReadOnlyDictionary<JobId, DateTimeOffset> Expected()
    {
        PoolRows rows;
        RunTimeEstimates estimates;
        long at;
        lock (guard)
        {
            if (expected.Steps == steps)
            {
                return expected.Starts;
            }

            at = steps;
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
            var told = starts.Where(s => jobs.ContainsKey(s.Key))
                .SelectMany(s => JobsOf(s.Key).Select(j => (Job: j, s.Value)))
                .ToDictionary(s => s.Job, s => DateTimeOffset.FromUnixTimeMilliseconds(s.Value));
            expected = (at, told);
            return told;
        }
    }

    private ClusterQueue Queue(int at)
    {
        var pool = pools[at];
        return new ClusterQueue(new OwnerId(at), new ClusterId(at), pool.DevicesAlone, pool.BorrowingLimit, pool.LendingLimit, pool.Weight / (double)PoolRules.WeightUsual) { QuotaOutsideHours = pool.DevicesAloneOutsideHours };
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
        var takes = Takes(row);
        var workload = new Workload(new WorkloadId(next++), new OwnerId(Home(row)), takes, row.QueuedAt.ToUnixTimeMilliseconds(), row.Priority, row.DevicesMin, row.ExpectedSeconds * 1000L, LostOnEvictionMs: row.Saves ? 0 : long.MaxValue, Clusters: places) { Exchanged = Exchanged(row, places), LimitMs = LimitsOf(row).WallSeconds * 1000L, Cpus = LimitsOf(row).Cpus ?? 0, MemoryMib = LimitsOf(row).MemoryMb ?? 0 };
        jobs[workload.Id] = (new JobId(row.Id), workload);
        if (takes > row.Devices)
        {
            beyond[workload.Id] = takes - row.Devices;
        }

        shadows.Name(workload.Id, new JobId(row.Id), new PoolId(row.Pool));
        return workload;
    }

    /// <summary>Devices whose processors or memory it takes count at home as if it held them: nobody else could use them.</summary>
    private int Takes(OpenJob row) => row is { DevicesMin: null, Milli: SharedDevices.Whole } ? pools[Home(row)].Takes(row.Devices, LimitsOf(row)) : row.Devices;

    /// <summary>How long it may run. A hundred thousand jobs mostly ask for the same.</summary>
    private JobLimits LimitsOf(OpenJob row)
    {
        if (limits.Text != row.Limits)
        {
            limits = (row.Limits, Json.Read<JobLimits>(row.Limits));
        }

        return limits.Read;
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

        // Elsewhere it gets no more than comes with its devices.
        foreach (var place in Takes(row) > row.Devices ? places.Where(p => p.Number != Home(row)) : [])
        {
            found.TryAdd(place, row.Devices);
        }

        if (JobTransitions.Holds(row.State) && row.DevicesMin is null && row.RunPool != row.Pool && pools.FindIndex(p => p.Id == row.RunPool) is >= 0 and var at && row.DevicesHeld is var held && held != found.GetValueOrDefault(new ClusterId(at), row.Devices))
        {
            found[new ClusterId(at)] = held;
        }

        return found.Count == 0 ? null : found;
    }

    /// <summary>Whether some machine of a pool can hold it: what none can never goes there, nor home, where it may go elsewhere.</summary>
    private bool Holds(OpenJob row, PoolRow pool) => JobCommands.Unfit(pool, row.DevicesMin ?? (row.Workload is null ? row.Devices : 1), LimitsOf(row)) is null;

    /// <summary>Pools that have such devices and where the job may not run, as the Gate last said.</summary>
    private IEnumerable<ClusterId> Unasked(OpenJob row, Workload workload)
    {
        var models = row.Models is { } named ? Json.Read<string[]>(named) : null;
        return pools.Index()
            .Where(p => !workload.Clusters!.Contains(new ClusterId(p.Index)) && Holds(row, p.Item) && JobCommands.Alike(pools[Home(row)], p.Item, models, row.OnlyAttached, row.Milli, row.DeviceMemoryMib) && (row.Workload is null || Rates?.Gang(row.Workload, row.Devices, pools[Home(row)].Model, p.Item.Model) is not 0))
            .Select(p => new ClusterId(p.Index));
    }

    /// <summary>Pools of the node itself that have such devices, and where a job that saves its work may not go for that alone.</summary>
    private IEnumerable<ClusterId> KeepingNothing(OpenJob row)
    {
        var models = row.Models is { } named ? Json.Read<string[]>(named) : null;
        return pools.Index()
            .Where(p => row is { Saves: true, NeedsAgent: false } && p.Item.Backend != PoolBackends.Agent && JobCommands.Alike(pools[Home(row)], p.Item, models, needsAgent: false, row.Milli, row.DeviceMemoryMib) && (row.Workload is null || Rates?.Gang(row.Workload, row.Devices, pools[Home(row)].Model, p.Item.Model) is not 0))
            .Select(p => new ClusterId(p.Index));
    }

    /// <summary>Waiting jobs, the oldest first, with pools of which the Gate may be asked again.</summary>
    public IReadOnlyList<(JobId Job, IReadOnlyList<PoolRow> Pools)> ToAsk(int most)
    {
        lock (guard)
        {
            return [.. asking.Where(a => numbers.TryGetValue(a.Key, out var number) && scheduler.IsWaiting(number)).OrderBy(a => numbers[a.Key]).Take(AskLook)
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
            .Where(p => Holds(row, p.Item) && (p.Index == home || row.Workload is null || Rates?.Gang(row.Workload, row.Devices, pools[home].Model, p.Item.Model) is not 0))
            .Where(p => p.Index == home || permitted.Contains(p.Item.Id) || (p.Item.CohortSince > row.QueuedAt && JobCommands.Alike(pools[home], p.Item, models, row.OnlyAttached, row.Milli, row.DeviceMemoryMib)))
            .Select(p => new ClusterId(p.Index))];
    }
}
