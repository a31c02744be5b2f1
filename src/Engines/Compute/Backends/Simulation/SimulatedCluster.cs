using System.Globalization;

namespace KeyEcosystem.Compute.Backends.Simulation;

/// <summary>A cluster in memory: jobs in order of arrival, the first whose nodes are not free holds the line. It outlives the adapters that speak with it.</summary>
/// <remarks>Everything happens at its exact instant, however late it is looked at: the clock is read, never waited for.</remarks>
public sealed class SimulatedCluster
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly string name;
    private readonly List<Machine> machines;
    private readonly Func<BackendSubmission, SimulatedRun> runOf;
    private readonly List<Entry> waiting = [];
    private readonly List<Entry> running = [];
    private readonly Dictionary<BackendKey, Entry> all = [];
    private DateTimeOffset now;

    /// <summary>Makes an empty cluster.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="nodes">Its nodes; what they say of use is not heeded.</param>
    /// <param name="runOf">What each job will do.</param>
    /// <param name="time">The clock.</param>
    public SimulatedCluster(string name, IReadOnlyList<ClusterNode> nodes, Func<BackendSubmission, SimulatedRun> runOf, TimeProvider time)
    {
        this.name = name;
        this.runOf = runOf;
        this.time = time;
        machines = [.. nodes.Select(n => new Machine(n))];
        now = time.GetUtcNow();
    }

    /// <summary>Since when it does not answer; null when it does. Its jobs run on meanwhile.</summary>
    public DateTimeOffset? AwaySince { get; private set; }

    /// <summary>Takes the cluster away, or gives it back.</summary>
    /// <param name="away">Which.</param>
    public void SetAway(bool away)
    {
        lock (gate)
        {
            AwaySince = away ? AwaySince ?? time.GetUtcNow() : null;
        }
    }

    /// <summary>A node fails, and every job on it; it takes no further ones.</summary>
    /// <param name="node">Which.</param>
    public void FailNode(string node)
    {
        lock (gate)
        {
            Advance();
            machines.Single(m => m.Node.Name == node).Healthy = false;
            foreach (var entry in running.Where(e => e.On.Any(m => m.Node.Name == node)).ToList())
            {
                End(entry, BackendJobState.NodeFailed, null, "NodeFail", now);
            }

            Launch();
        }
    }

    /// <summary>A running job makes room for another.</summary>
    /// <param name="key">Which.</param>
    public void Preempt(BackendKey key)
    {
        lock (gate)
        {
            Advance();
            if (running.Find(e => e.Submission.Key == key) is { } entry)
            {
                End(entry, BackendJobState.Preempted, null, "Preempted", now);
                Launch();
            }
        }
    }

    /// <summary>The cluster forgets everything, as a scheduler does that lost its disk.</summary>
    public void Forget()
    {
        lock (gate)
        {
            Advance();
            waiting.Clear();
            running.ForEach(e => Give(e, back: true));
            running.Clear();
            all.Clear();
        }
    }

    internal string Name => name;

    internal ClusterInventory Inventory()
    {
        lock (gate)
        {
            Advance();
            return new ClusterInventory(name, "simulated", now, [.. machines.Select(m => m.Seen())]);
        }
    }

    internal BackendJob? Submit(BackendSubmission submission)
    {
        lock (gate)
        {
            Advance();
            if (all.TryGetValue(submission.Key, out var known))
            {
                return known.Job;
            }

            if (machines.Count(m => m.CouldRun(submission)) < submission.Nodes)
            {
                return null;
            }

            var entry = new Entry(submission, new BackendJob(submission.Key, (all.Count + 1).ToString(CultureInfo.InvariantCulture), BackendJobState.Pending, now) { Reason = "Resources" });
            all.Add(submission.Key, entry);
            waiting.Add(entry);
            Launch();
            return entry.Job;
        }
    }

    internal BackendJob? Find(BackendKey key)
    {
        lock (gate)
        {
            Advance();
            return all.GetValueOrDefault(key)?.Job;
        }
    }

    internal IReadOnlyList<BackendJob> Jobs()
    {
        lock (gate)
        {
            Advance();
            return [.. all.Values.Select(e => e.Job)];
        }
    }

    internal void Cancel(BackendKey key, TimeSpan grace)
    {
        lock (gate)
        {
            Advance();
            var entry = all[key];
            if (waiting.Remove(entry))
            {
                entry.Job = entry.Job with { State = BackendJobState.Cancelled, EndedAt = now, Reason = null };
            }
            else if (running.Contains(entry) && !entry.Asked)
            {
                entry.Asked = true;
                var ends = now + (entry.Run.EndsWithin is { } within && within < grace ? within : grace);
                entry.EndsAt = ends < entry.EndsAt ? ends : entry.EndsAt;
            }

            Advance();
            Launch();
        }
    }

    /// <summary>Lets everything happen that was due by now, each at its own instant.</summary>
    private void Advance()
    {
        var until = time.GetUtcNow();
        while (running.Where(e => e.EndsAt <= until).MinBy(e => (e.EndsAt, e.Job.SubmittedAt)) is { } next)
        {
            now = next.EndsAt > now ? next.EndsAt : now;
            var state = next.Asked ? BackendJobState.Cancelled : next.Limited ? BackendJobState.Failed : next.Run.ExitCode == 0 ? BackendJobState.Completed : BackendJobState.Failed;
            End(next, state, next.Asked || next.Limited ? null : next.Run.ExitCode, next.Limited && !next.Asked ? "TimeLimit" : null, now);
            Launch();
        }

        now = until > now ? until : now;
    }

    private void Launch()
    {
        while (waiting.Count > 0 && machines.Where(m => m.CanRun(waiting[0].Submission)).Take(waiting[0].Submission.Nodes).ToList() is var free && free.Count == waiting[0].Submission.Nodes)
        {
            var entry = waiting[0];
            waiting.RemoveAt(0);
            running.Add(entry);
            entry.On = free;
            Give(entry, back: false);
            entry.Run = runOf(entry.Submission);
            entry.Limited = entry.Run.Duration > entry.Submission.WallMax;
            entry.EndsAt = now + (entry.Limited ? entry.Submission.WallMax : entry.Run.Duration);
            entry.Job = entry.Job with { State = BackendJobState.Running, StartedAt = now, Reason = null, Devices = entry.Held, Cpus = entry.Submission.CpusPerNode * entry.Submission.Nodes };
        }
    }

    private void End(Entry entry, BackendJobState state, int? code, string? reason, DateTimeOffset at)
    {
        running.Remove(entry);
        Give(entry, back: true);
        entry.Job = entry.Job with { State = state, EndedAt = at, ExitCode = code, Reason = reason };
    }

    private static void Give(Entry entry, bool back)
    {
        if (back)
        {
            foreach (var (machine, held) in entry.On.Zip(entry.Taken))
            {
                machine.Cpus += entry.Submission.CpusPerNode;
                machine.MemoryMib += entry.Submission.MemoryMibPerNode ?? 0;
                held.ForEach(i => machine.Free.Add(i));
            }

            return;
        }

        entry.Taken = [];
        var given = new List<HeldDevices>();
        foreach (var machine in entry.On)
        {
            machine.Cpus -= entry.Submission.CpusPerNode;
            machine.MemoryMib -= entry.Submission.MemoryMibPerNode ?? 0;
            var taken = machine.Fitting(entry.Submission).Take(entry.Submission.DevicesPerNode).ToList();
            taken.ForEach(i => machine.Free.Remove(i));
            entry.Taken.Add(taken);
            given.AddRange(taken.GroupBy(i => machine.Flavors[i], StringComparer.Ordinal).Select(g => new HeldDevices(machine.Node.Name, g.Key, g.Count(), [.. g])));
        }

        entry.Held = given;
    }

    private sealed class Entry(BackendSubmission submission, BackendJob job)
    {
        public BackendSubmission Submission { get; } = submission;

        public BackendJob Job { get; set; } = job;

        public SimulatedRun Run { get; set; } = new(TimeSpan.Zero, 0);

        public List<Machine> On { get; set; } = [];

        public List<List<int>> Taken { get; set; } = [];

        public IReadOnlyList<HeldDevices> Held { get; set; } = [];

        public DateTimeOffset EndsAt { get; set; }

        public bool Limited { get; set; }

        public bool Asked { get; set; }
    }

    private sealed class Machine
    {
        public Machine(ClusterNode node)
        {
            Node = node;
            Cpus = node.Cpus;
            MemoryMib = node.MemoryMib;
            Healthy = node.Healthy;
            Flavors = [.. node.Devices.SelectMany(d => Enumerable.Repeat(d.Flavor, d.Total))];
            Free = [.. Enumerable.Range(0, Flavors.Count)];
        }

        public ClusterNode Node { get; }

        public IReadOnlyList<string> Flavors { get; }

        public SortedSet<int> Free { get; }

        public int Cpus { get; set; }

        public long MemoryMib { get; set; }

        public bool Healthy { get; set; }

        public bool CouldRun(BackendSubmission job) =>
            job.CpusPerNode <= Node.Cpus && (job.MemoryMibPerNode ?? 0) <= Node.MemoryMib && Flavors.Count(f => job.Flavor is null || f == job.Flavor) >= job.DevicesPerNode;

        public bool CanRun(BackendSubmission job) =>
            Healthy && job.CpusPerNode <= Cpus && (job.MemoryMibPerNode ?? 0) <= MemoryMib && Fitting(job).Count() >= job.DevicesPerNode;

        public IEnumerable<int> Fitting(BackendSubmission job) => Free.Where(i => job.Flavor is null || Flavors[i] == job.Flavor);

        public ClusterNode Seen() => Node with
        {
            Healthy = Healthy,
            State = !Healthy ? "down" : Cpus == Node.Cpus ? "idle" : "mixed",
            CpusUsed = Node.Cpus - Cpus,
            MemoryMibUsed = Node.MemoryMib - MemoryMib,
            Devices = [.. Node.Devices.Select(d => d with { Used = d.Total - Free.Count(i => Flavors[i] == d.Flavor) })],
        };
    }
}
