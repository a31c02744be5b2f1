using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Compute.Sandbox;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends.Local;

/// <summary>This machine as a cluster: jobs are processes, devices are counted and handed out by index, first come, first served.</summary>
/// <remarks>
/// There is no wall around a job here, and of its memory a watch only; <see cref="LocalOptions.Launcher"/> is where one is put. Jobs outlive the adapter: the next one finds them by their marks.
/// Linux only: a process is told from a later one of the same number by /proc.
/// </remarks>
public sealed class LocalProcesses : IClusterBackend, IDisposable
{
    private const string Given = "devices.json";
    private const string Verdict = "verdict.json";
    private const string OverMemory = "over-memory";
    private const int LimitCode = 124;
    private const int KilledCode = 137;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BeginMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    // The times of files come from a clock that ticks each 10 ms at the slowest: two of them can lie that much nearer together than what they tell of.
    private static readonly TimeSpan FileClockTick = TimeSpan.FromMilliseconds(10);
    private readonly LocalOptions options;
    private readonly TimeProvider time;
    private readonly RunMarks marks;
    private readonly FileStream hold;
    private readonly Lock gate = new();
    private readonly Dictionary<BackendKey, LocalEntry> entries = [];
    private readonly ITimer watch;
    private DateTimeOffset forgotAt;
    private bool closed;

    /// <summary>Takes hold of the run folder and of every job that is found in it.</summary>
    /// <param name="options">The machine.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">Another adapter works in the folder.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public LocalProcesses(LocalOptions options, TimeProvider time)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("Jobs as processes need Linux.");
        }

        this.options = options;
        this.time = time;
        Directory.CreateDirectory(options.RunFolder);
        // Two that start jobs of one folder would give a device twice.
        hold = new FileStream(Path.Combine(options.RunFolder, "hold"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        marks = new RunMarks(options.RunFolder);
        forgotAt = time.GetUtcNow();
        foreach (var key in marks.All())
        {
            if (marks.Read(key) is { } read)
            {
                entries.Add(key, new LocalEntry(read.Submission, read.At) { Held = marks.Get(key, Given) is { } given ? JsonSerializer.Deserialize<List<HeldDevices>>(given.Text) : null });
            }
        }

        watch = time.CreateTimer(_ => WatchMemory(), null, options.MemoryEvery, options.MemoryEvery);
    }

    /// <inheritdoc />
    public BackendStanding Standing => BackendStanding.Reachable;

    /// <inheritdoc />
    public bool SharesDevices => true;

    /// <inheritdoc />
    public Task<Result<ClusterInventory>> Inventory(CancellationToken stop)
    {
        lock (gate)
        {
            Advance();
            var holding = entries.Values.Where(Holds).ToList();
            var free = Free();
            List<NodeDevices> devices = [.. options.Devices.Select((f, i) => (Flavor: f, Index: i)).GroupBy(d => d.Flavor, StringComparer.Ordinal).Select(g => new NodeDevices(g.Key, g.Count(), g.Count(d => !free.Contains(d.Index))))];
            var node = new ClusterNode(
                options.Node, true, holding.Count == 0 ? "idle" : "mixed", options.Cores ?? options.Cpus, Math.Min(Cpus(holding), options.Cores ?? options.Cpus), options.MemoryMib, holding.Sum(e => e.Submission.MemoryMibPerNode ?? 0), devices);
            return Task.FromResult<Result<ClusterInventory>>(new ClusterInventory(options.Node, "processes", time.GetUtcNow(), [node]));
        }
    }

    /// <inheritdoc />
    public Task<Result<BackendJob>> Submit(BackendSubmission submission, CancellationToken stop)
    {
        lock (gate)
        {
            if ((SubmissionRules.Check(submission, shares: true) ?? TooLarge(submission)) is { } refusal)
            {
                return Task.FromResult<Result<BackendJob>>(refusal);
            }

            if (!entries.TryGetValue(submission.Key, out var entry))
            {
                entry = new LocalEntry(submission, time.GetUtcNow());
                marks.Write(submission, entry.At);
                entries.Add(submission.Key, entry);
            }

            Advance();
            return Task.FromResult<Result<BackendJob>>(entry.Job);
        }
    }

    /// <inheritdoc />
    public Task<Result<BackendJob>> Find(BackendKey key, CancellationToken stop)
    {
        lock (gate)
        {
            Advance();
            return Task.FromResult<Result<BackendJob>>(entries.TryGetValue(key, out var entry) ? entry.Job : BackendRefusals.NoJob(key));
        }
    }

    /// <inheritdoc />
    public async Task<Result<BackendJob>> Cancel(BackendKey key, TimeSpan grace, CancellationToken stop)
    {
        var found = await Find(key, stop);
        if (!found.IsOk || found.Value.Ended)
        {
            return found;
        }

        marks.WishEnd(key, time.GetUtcNow() + grace);
        return await this.UntilEnded(key, LookEvery, time, stop);
    }

    /// <inheritdoc />
    public Task<Result<BackendChanges>> Changes(string? cursor, CancellationToken stop)
    {
        var told = ToldJobs.Parse(cursor);
        if (!told.IsOk)
        {
            return Task.FromResult<Result<BackendChanges>>(told.Refusal);
        }

        lock (gate)
        {
            Advance();
            var now = time.GetUtcNow();
            var gone = told.Value.Jobs.Where(t => t.Value <= BackendJobState.Running && !entries.ContainsKey(t.Key)).Select(t => new BackendJob(t.Key, "", BackendJobState.Lost, now) { EndedAt = now, Reason = "SchedulerForgot" });
            return Task.FromResult<Result<BackendChanges>>(ToldJobs.Step(told.Value, [.. entries.Values.Select(e => e.Job), .. gone]));
        }
    }

    /// <inheritdoc />
    public Task<Result<UsageReport>> Usage(DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        lock (gate)
        {
            Advance();
            return Task.FromResult<Result<UsageReport>>(UsageWindow.Of(entries.Values.Select(e => e.Job), from, to, time.GetUtcNow()));
        }
    }

    /// <summary>Lets go of the folder. Jobs run on.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
        }

        watch.Dispose();
        hold.Dispose();
    }

    /// <summary>Ends jobs whose processes together have more memory than was asked for. It says so before it ends them, so that the end is told rightly by the next adapter too.</summary>
    private void WatchMemory()
    {
        lock (gate)
        {
            foreach (var entry in closed ? [] : entries.Values.Where(e => Holds(e) && e.Submission.MemoryMibPerNode is not null))
            {
                var key = entry.Submission.Key;
                if (marks.Started(key) is { } started && marks.Ended(key) is null && LocalProcess.Alive(started.Process, started.Boot) is { } keeper && ProcessTree.Memory(keeper) is var used && used > entry.Submission.MemoryMibPerNode << 20)
                {
                    if (marks.Get(key, OverMemory) is null)
                    {
                        RunMarks.Put(marks.FolderOf(key), OverMemory, used.ToString(CultureInfo.InvariantCulture));
                    }

                    _ = LocalProcess.Signal(keeper, Libc.Killed);
                }
            }
        }
    }

    /// <summary>Looks at every job that has not ended, then starts those that wait and fit, in order.</summary>
    private void Advance()
    {
        foreach (var entry in entries.Values.Where(e => !e.Job.Ended))
        {
            Look(entry);
        }

        foreach (var entry in entries.Values.Where(e => e.Job.State == BackendJobState.Pending && !e.Launched && !marks.Began(e.Submission.Key)).OrderBy(e => e.At).ThenBy(e => e.Submission.Key.Job.Value).ToList())
        {
            if (!TryLaunch(entry))
            {
                break;
            }
        }

        Forget();
    }

    private void Look(LocalEntry entry)
    {
        var key = entry.Submission.Key;
        var wish = marks.Wish(key);
        if (marks.Get(key, Verdict) is { } verdict)
        {
            var read = JsonSerializer.Deserialize<Judged>(verdict.Text)!;
            entry.Job = entry.Job with { State = read.State, StartedAt = marks.Started(key)?.At, EndedAt = read.At, Reason = read.Reason, Devices = read.State == BackendJobState.Cancelled ? [] : entry.Held ?? [], Cpus = entry.Submission.CpusPerNode };
            return;
        }

        if (marks.Started(key) is not { } started)
        {
            var now = time.GetUtcNow();
            if (wish is not null && !entry.Launched && !marks.Began(key))
            {
                Judge(entry, BackendJobState.Cancelled, null, now);
            }
            else if (marks.Began(key) && now - new DateTimeOffset(Directory.GetLastWriteTimeUtc(Path.Combine(marks.FolderOf(key), "once"))) > BeginMax)
            {
                Judge(entry, BackendJobState.Lost, "KeeperGone", now);
            }

            return;
        }

        // In this order: a keeper writes down how the job ended before it goes.
        var alive = LocalProcess.Alive(started.Process, started.Boot);
        var running = entry.Job with { State = BackendJobState.Running, StartedAt = started.At, Reason = null, Devices = entry.Held ?? [], Cpus = entry.Submission.CpusPerNode };
        if (marks.Ended(key) is { } ended)
        {
            LocalProcess.EndRest(started.Process, started.Boot);
            var limited = ended.Code is LimitCode or KilledCode && ended.At - started.At >= entry.Submission.WallMax - FileClockTick;
            var state = wish is { } asked && asked.At <= ended.At ? BackendJobState.Cancelled : ended.Code == 0 ? BackendJobState.Completed : BackendJobState.Failed;
            var swollen = state == BackendJobState.Failed && marks.Get(key, OverMemory) is not null;
            entry.Job = running with { State = state, EndedAt = ended.At, ExitCode = limited || swollen ? null : ended.Code, Reason = swollen ? "OutOfMemory" : limited && state == BackendJobState.Failed ? "TimeLimit" : null };
        }
        else if (alive is { } keeper)
        {
            entry.Job = running;
            if (wish is { } due && due.KillAt <= time.GetUtcNow())
            {
                _ = LocalProcess.Signal(keeper, Libc.Killed);
            }
            else if (wish is not null && !entry.Asked)
            {
                // A job that is just being started has no process yet that could be asked.
                entry.Asked = LocalProcess.Signal(keeper, Libc.Terminate) > 0;
            }
        }
        else
        {
            entry.Job = running;
            LocalProcess.EndRest(started.Process, started.Boot);
            Judge(entry, LocalProcess.SameBoot(started.Boot) ? BackendJobState.Lost : BackendJobState.NodeFailed, LocalProcess.SameBoot(started.Boot) ? "KeeperGone" : "Rebooted", time.GetUtcNow());
        }
    }

    /// <summary>Starts a job when its devices are free.</summary>
    /// <returns>Whether the next may be tried: a job that does not fit holds the line.</returns>
    private bool TryLaunch(LocalEntry entry)
    {
        var job = entry.Submission;
        if (entry.Held is null)
        {
            var free = Free();
            var holding = entries.Values.Where(Holds).ToList();
            var shared = job.SharedDevice is { } device ? holding.Find(e => e.Submission.SharedDevice == device)?.Held : null;
            var fitting = shared is not null ? [.. shared.SelectMany(h => h.Indexes)] : free.Where(i => job.Flavor is null || options.Devices[i] == job.Flavor).Take(job.DevicesPerNode).ToList();
            if (fitting.Count < job.DevicesPerNode || (shared is null && Cpus(holding) + job.CpusPerNode > options.Cpus)
                || holding.Sum(e => e.Submission.MemoryMibPerNode ?? 0) + (job.MemoryMibPerNode ?? 0) > options.MemoryMib)
            {
                return false;
            }

            entry.Held = [.. fitting.GroupBy(i => options.Devices[i], StringComparer.Ordinal).Select(g => new HeldDevices(options.Node, g.Key, g.Count(), [.. g]))];
            RunMarks.Put(marks.FolderOf(job.Key), Given, JsonSerializer.Serialize(entry.Held));
        }

        entry.Launched = true;
        if (LocalProcess.Start(job, options.Launcher(job, entry.Held), entry.Held, marks.FolderOf(job.Key), options.LimitGrace) is { } words)
        {
            Judge(entry, BackendJobState.Failed, "LaunchFailed: " + words, time.GetUtcNow());
        }

        return true;
    }

    private void Judge(LocalEntry entry, BackendJobState state, string? reason, DateTimeOffset at)
    {
        RunMarks.Put(marks.FolderOf(entry.Submission.Key), Verdict, JsonSerializer.Serialize(new Judged(state, reason, at)));
        entry.Job = entry.Job with { State = state, Reason = reason, EndedAt = at };
    }

    /// <summary>Jobs that share a device share its processors.</summary>
    private static int Cpus(IReadOnlyList<LocalEntry> holding) =>
        holding.GroupBy(e => e.Submission.SharedDevice ?? e.Submission.Key.ToString(), StringComparer.Ordinal).Sum(g => g.Max(e => e.Submission.CpusPerNode));

    private static bool Holds(LocalEntry entry) => entry.Held is not null && !entry.Job.Ended;

    private SortedSet<int> Free()
    {
        var free = new SortedSet<int>(Enumerable.Range(0, options.Devices.Count));
        free.ExceptWith(entries.Values.Where(Holds).SelectMany(e => e.Held!).SelectMany(h => h.Indexes));
        return free;
    }

    private Refusal? TooLarge(BackendSubmission job)
    {
        var words = job.Nodes > 1 ? "this is one machine, and it needs several."
            : options.Devices.Count(f => job.Flavor is null || f == job.Flavor) < job.DevicesPerNode ? $"this machine has not {job.DevicesPerNode} devices of {job.Flavor ?? "any flavor"}."
            : job.CpusPerNode > options.Cpus || job.MemoryMibPerNode > options.MemoryMib ? $"this machine gives {options.Cpus} processors and {options.MemoryMib} MiB to jobs."
            : job.Partition is not null ? "this machine has no partitions." : null;
        return words is null ? null : BackendRefusals.No(job.Key, words);
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        if (now - forgotAt < ForgetEvery)
        {
            return;
        }

        forgotAt = now;
        marks.Forget(now - options.Kept);
        foreach (var entry in entries.Values.Where(e => e.Job.Ended && !Directory.Exists(marks.FolderOf(e.Submission.Key))).ToList())
        {
            entries.Remove(entry.Submission.Key);
        }
    }

    private sealed record Judged(BackendJobState State, string? Reason, DateTimeOffset At);
}
