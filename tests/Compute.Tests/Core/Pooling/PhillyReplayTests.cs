using System.Globalization;
using System.IO.Compression;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

/// <summary>Microsoft's Philly jobs against the figures that lie beside them.</summary>
public sealed class PhillyReplayTests
{
    private const long DayS = 24 * 3600;

    [Fact]
    public void Every_row_of_the_reference_is_met_to_a_tenth_of_a_percent()
    {
        var rows = File.ReadAllLines(Shared("philly_reference.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        var reports = new Dictionary<string, ReplayReport>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var (scenario, arrangement, policy) = (row[0], row[1].Split(':'), row[2]);
            var tight = scenario == "philly30-tight";
            var key = $"{scenario} {arrangement[0]} {policy}";
            if (!reports.TryGetValue(key, out var report))
            {
                var trace = Philly(tight ? 4 : 8);
                var mode = (arrangement[0], policy) switch
                {
                    ("isolated", "fifo") => ReplayMode.IsolatedFifo,
                    ("isolated", _) => ReplayMode.IsolatedEasy,
                    (_, "fifo") => ReplayMode.PooledFifo,
                    _ => ReplayMode.PooledEasy,
                };
                var scale = arrangement[0].Contains("_x", StringComparison.Ordinal) ? decimal.Parse(arrangement[0].Split("_x")[1], CultureInfo.InvariantCulture) : 1;
                var gpus = Replays.Gpus(trace, scale);
                var run = Replays.Run(trace, mode, gpus, new PoolPolicy(), 0);
                reports.Add(key, report = Replays.Report(trace, run, QueueReplay.Isolated(trace, backfill: false), arrangement[0] == "isolated" ? null : gpus, tight ? 10 * DayS : 0, 30 * DayS));
            }

            if (arrangement.Length == 1)
            {
                Assert.Equal(int.Parse(row[3], CultureInfo.InvariantCulture), report.Gpus);
                Near(row[7], report.IdlePct, key);
                Near(row[8], report.UsedGpuH, key);
                Near(row[9], report.WaitMeanH, key);
                Near(row[10], report.WaitP50H, key);
                Near(row[11], report.WaitP95H, key);
                if (arrangement[0] == "pooled" && row[12].Length > 0)
                {
                    Assert.Equal(row[12].Split(' ').Order(), report.OwnersWorseOff.Order());
                }
            }
            else
            {
                var owner = report.Owners[arrangement[1]];
                Assert.Equal(int.Parse(row[6], CultureInfo.InvariantCulture), owner.Jobs);
                Near(row[9], owner.WaitMeanH, key);
                Near(row[10], owner.WaitP50H, key);
                Near(row[11], owner.WaitP95H, key);
            }
        }
    }

    [Fact]
    public void Who_knew_all_and_promised_nothing_would_wait_least_and_hold_no_more_than_there_is()
    {
        var trace = Philly(4);

        var run = Replays.Run(trace, ReplayMode.PooledSrpt, trace.Gpus, new PoolPolicy(), 0);

        var report = Replays.Report(trace, run, QueueReplay.Isolated(trace, backfill: false), trace.Gpus, 10 * DayS, 30 * DayS);
        var entitled = Replays.Report(trace, EntitlementReplay.Run(trace, trace.Gpus, new PoolPolicy(), 0), QueueReplay.Isolated(trace, backfill: false), trace.Gpus, 10 * DayS, 30 * DayS);
        Assert.InRange(report.QueueingMeanH, 0, entitled.QueueingMeanH);
        var held = run.Segments.GroupBy(s => s.Job).ToDictionary(g => g.Key, g => g.Sum(s => s.EndS - s.StartS));
        Assert.All(trace.Jobs.Index(), j => Assert.Equal(j.Item.DurationS, held.GetValueOrDefault(j.Index)));
        var busy = 0L;
        foreach (var (_, change) in run.Segments.SelectMany(s => new[] { (At: s.StartS, Change: trace.Jobs[s.Job].Gpus), (At: s.EndS, Change: -trace.Jobs[s.Job].Gpus) }).GroupBy(c => c.At).Select(g => (g.Key, g.Sum(c => c.Change))).OrderBy(g => g.Key))
        {
            busy += change;
            Assert.InRange(busy, 0, trace.Gpus);
        }
    }

    [Theory]
    [InlineData(LendingOrder.FairShare, 0L)]
    [InlineData(LendingOrder.FairShare, 600L)]
    [InlineData(LendingOrder.FairShare, null)]
    [InlineData(LendingOrder.ShortestExpected, 0L)]
    public void Lent_at_once_and_given_back_in_time_nobody_is_worse_off_and_queueing_is_below_the_bar(LendingOrder order, long? cost)
    {
        var trace = Philly(4);

        var run = EntitlementReplay.Run(trace, trace.Gpus, new PoolPolicy { Order = order }, cost);

        var report = Replays.Report(trace, run, QueueReplay.Isolated(trace, backfill: false), trace.Gpus, 10 * DayS, 30 * DayS);
        Assert.Empty(report.OwnersWorseOff);
        Assert.Equal(0, report.JobsLaterThanIsolated);
        Assert.InRange(report.QueueingMeanH, 0, 1.6);
        Assert.InRange(report.QueueingP95H, 0, 11);
        Assert.InRange(report.IdlePct, 0, 19.7);
        Assert.True(cost > 0 || cost is null || report.Preemptions <= 150, $"{report.Preemptions} evictions.");
    }

    [Theory]
    [InlineData("0.85", 0.25)]
    [InlineData("0.7", 0.3)]
    public void With_fewer_devices_than_the_owners_bring_still_no_job_is_later_than_alone(string scale, double partOfIsolated)
    {
        var trace = Philly(4);
        var gpus = Replays.Gpus(trace, decimal.Parse(scale, CultureInfo.InvariantCulture));

        var run = EntitlementReplay.Run(trace, gpus, new PoolPolicy(), 0);

        var report = Replays.Report(trace, run, QueueReplay.Isolated(trace, backfill: false), gpus, 10 * DayS, 30 * DayS);
        Assert.Empty(report.OwnersWorseOff);
        Assert.Equal(0, report.JobsLaterThanIsolated);
        Assert.InRange(report.QueueingMeanH, 0, partOfIsolated * 70.687);
    }

    [Fact]
    public void Idle_while_waiting_in_the_Earth_cluster_has_the_published_figures()
    {
        var report = IdleReport.Parse("helios", Lines(Shared("helios_earth_vc_5min.csv.gz"))).Value;

        Assert.Equal(36.47, report.IdlePct, 0.01);
        Assert.Equal(84.9, report.MinutesWithWaitingPct, 0.1);
        Assert.Equal(98.4, report.WaitingFullyCoverablePct, 0.1);
        Assert.Equal(99.4, report.ServableSharePct, 0.1);
        Assert.Equal(30.15, report.IdlePooledPct, 0.01);
    }

    private static void Near(string expected, double actual, string where)
    {
        if (expected.Length > 0)
        {
            var wanted = double.Parse(expected, CultureInfo.InvariantCulture);
            var rounding = expected.Contains('.', StringComparison.Ordinal) ? 0.5001 * Math.Pow(10, expected.IndexOf('.', StringComparison.Ordinal) + 1 - expected.Length) : 0.5;
            Assert.True(Math.Abs(wanted - actual) <= Math.Max(rounding, wanted * 0.001), $"{where}: {actual} instead of {wanted}");
        }
    }

    private static Trace Philly(int gpusPerNode) => Trace.Parse("jobs", Lines(Shared("philly_vc_jobs.csv.gz")), "capacity", Lines(Shared("philly_vc_capacity.csv")), gpusPerNode).Value;

    private static string Shared(string name)
    {
        var path = SharedData.File("compute/traces/" + name);
        Assert.SkipWhen(path is null, $"The real trace ../shared/data/compute/traces/{name} is not beside the repository.");
        return path;
    }

    private static string[] Lines(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
