using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Core.Pooling.Replay;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

/// <summary>Drives a scheduler over several clusters with run times that it is not told, and checks after every step what must always hold.</summary>
internal sealed class PoolRun
{
    private readonly IReadOnlyList<int> devices;
    private readonly IReadOnlyList<int> homes;
    private readonly Trace trace;
    private readonly Dictionary<long, (int Cluster, int Devices, long Since)> running = [];
    private readonly long[] done;
    private PoolScheduler pool;

    public PoolRun(Trace trace, IReadOnlyList<int> homes, IReadOnlyList<int> devices, PoolPolicy policy)
    {
        this.trace = trace;
        this.homes = homes;
        this.devices = devices;
        Policy = policy;
        pool = new PoolScheduler(policy);
        done = new long[trace.Jobs.Count];
        Finish = new long[trace.Jobs.Count];
        Array.Fill(Finish, -1);
    }

    public PoolPolicy Policy { get; }

    public long[] Finish { get; }

    public int States { get; private set; }

    public int Evictions { get; private set; }

    public List<string> Said { get; } = [];

    /// <summary>When clusters are silent: what ends there is heard when they call again, and nothing is to begin or be called home there.</summary>
    public IReadOnlyList<(int Cluster, long From, long To)> Silences { get; init; } = [];

    /// <summary>When clusters are closed, which is known from the first moment on.</summary>
    public IReadOnlyDictionary<int, KnownHours> Hours { get; init; } = new Dictionary<int, KnownHours>();

    /// <summary>What the scheduler said of each end.</summary>
    public Dictionary<long, AloneComparison> Compared { get; } = [];

    /// <summary>What began where, when, and what it had done before.</summary>
    public List<(long Job, int Cluster, long At, long Done)> Begun { get; } = [];

    /// <summary>Owners whose workloads ran on a cluster while it was silent.</summary>
    public HashSet<int> Unheard { get; } = [];

    /// <summary>Runs to the end; every so many steps the scheduler is thrown away and read again from rows.</summary>
    public PoolRun ToTheEnd(int restoreEvery = int.MaxValue)
    {
        var events = new List<PoolEvent>();
        events.AddRange(Enumerable.Range(0, devices.Count).SelectMany(c => Turn(c, 0)));
        var wake = Settle(0, events);
        var told = 0L;
        for (var next = 0; ;)
        {
            var now = Math.Min(Math.Min(next < trace.Jobs.Count ? trace.Jobs[next].SubmitS : long.MaxValue, running.Select(r => HeardAt(r.Key)).DefaultIfEmpty(long.MaxValue).Min()), wake ?? long.MaxValue);
            now = Math.Min(now, Silences.SelectMany(s => new[] { s.From, s.To }).Where(t => t > told).DefaultIfEmpty(long.MaxValue).Min());
            now = Math.Min(now, Hours.Values.SelectMany(h => h.Closings).SelectMany(c => new[] { c.ClosesAtMs, c.OpensAtMs }).Where(t => t > told).DefaultIfEmpty(long.MaxValue).Min());
            if (now == long.MaxValue)
            {
                return this;
            }

            events.Clear();
            told = now;
            events.AddRange(Silences.Where(s => s.From == now || s.To == now).Select(s => new PoolEvent.ClusterChanged(new ClusterId(s.Cluster), devices[s.Cluster]) { Away = s.From == now }));
            events.AddRange(Hours.Where(h => h.Value.Closings.Any(c => c.ClosesAtMs == now || c.OpensAtMs == now)).SelectMany(h => Turn(h.Key, now)));
            foreach (var job in running.Keys.Where(j => HeardAt(j) == now).Order().ToList())
            {
                Finish[job] = End(job);
                events.Add(new PoolEvent.Ended(new WorkloadId(job), Finish[job]));
                running.Remove(job);
            }

            for (; next < trace.Jobs.Count && trace.Jobs[next].SubmitS == now; next++)
            {
                events.Add(new PoolEvent.Submitted(new Workload(new WorkloadId(next), new OwnerId(trace.Jobs[next].Owner), trace.Jobs[next].Gpus, now)));
            }

            wake = Settle(now, events);
            if (States % restoreEvery == 0)
            {
                pool = PoolScheduler.Restore(Policy, pool.Rows(), pool.Estimates);
            }
        }
    }

    /// <summary>A cluster closes or opens, and what its owners count on with it.</summary>
    private IEnumerable<PoolEvent> Turn(int cluster, long now)
    {
        var open = !IsClosed(cluster, now);
        yield return new PoolEvent.ClusterChanged(new ClusterId(cluster), open ? devices[cluster] : 0) { Hours = Hours.TryGetValue(cluster, out var known) ? new ClusterHours(known, devices[cluster], devices[cluster]) : null };
        foreach (var (owner, i) in trace.Owners.Select((o, i) => (o, i)).Where(o => homes[o.i] == cluster))
        {
            yield return new PoolEvent.QueueChanged(new ClusterQueue(new OwnerId(i), new ClusterId(cluster), open ? owner.Gpus : 0) { QuotaOutsideHours = owner.Gpus });
        }
    }

    private bool IsClosed(int cluster, long at) => Hours.TryGetValue(cluster, out var known) && known.NextAt(at) is { } next && next.ClosesAtMs <= at;

    private bool IsSilent(int cluster, long at) => Silences.Any(s => s.Cluster == cluster && s.From <= at && at < s.To);

    /// <summary>What ends while its cluster is silent is heard of when it calls again.</summary>
    private long HeardAt(long job) => Silences.Where(s => s.Cluster == running[job].Cluster && s.From <= End(job) && End(job) < s.To).Select(s => s.To).DefaultIfEmpty(End(job)).Max();

    private long End(long job) => running[job].Since + trace.Jobs[(int)job].DurationS - done[job];

    private long? Settle(long now, List<PoolEvent> events)
    {
        while (true)
        {
            var result = pool.Step(now, events);
            States++;
            events.Clear();
            result.Ended.ToList().ForEach(e => Compared.Add(e.Workload.Number, e));
            Unheard.UnionWith(running.Where(r => IsSilent(r.Value.Cluster, now)).Select(r => trace.Jobs[(int)r.Key].Owner));
            foreach (var gang in result.Decisions.OfType<PoolDecision.Evict>().Where(e => !IsClosed(e.Cluster.Number, now)).GroupBy(e => e.OnBehalfOf))
            {
                Assert.NotNull(gang.Key);
                Assert.Single(gang.Select(e => e.Cluster).Distinct());
            }

            foreach (var decision in result.Decisions)
            {
                Said.Add($"{now} {decision}");
                switch (decision)
                {
                    case PoolDecision.Admit admit:
                        Assert.False(IsSilent(admit.Cluster.Number, now), $"{decision} at {now} at a cluster that is silent.");
                        Begun.Add((admit.Workload.Number, admit.Cluster.Number, now, done[admit.Workload.Number]));
                        running.Add(admit.Workload.Number, (admit.Cluster.Number, admit.Devices, now));
                        break;
                    case PoolDecision.Evict evict:
                        Assert.False(IsSilent(evict.Cluster.Number, now), $"{decision} at {now} at a cluster that is silent.");
                        done[evict.Workload.Number] += now - running[evict.Workload.Number].Since;
                        running.Remove(evict.Workload.Number);
                        Evictions++;
                        events.Add(new PoolEvent.Released(evict.Workload, 0));
                        break;
                }
            }

            foreach (var cluster in running.Values.GroupBy(r => r.Cluster))
            {
                Assert.True(cluster.Sum(r => r.Devices) <= devices[cluster.Key], $"Cluster {cluster.Key} holds more than it has at {now}.");
            }

            if (events.Count == 0)
            {
                return result.NextWakeAtMs;
            }
        }
    }
}
