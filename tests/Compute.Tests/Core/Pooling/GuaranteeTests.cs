using CsCheck;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Core.Pooling.Replay;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

/// <summary>The promise to owners, over random traces.</summary>
public sealed class GuaranteeTests
{
    private static readonly LendingOrder[] AllOrders = [LendingOrder.Arrival, LendingOrder.FairShare, LendingOrder.ShortestExpected];
    private static readonly long?[] AllCosts = [0, 0, 5, 60, null];
    private static readonly Gen<LendingOrder> Orders = Gen.Int[0, AllOrders.Length - 1].Select(i => AllOrders[i]);
    private static readonly Gen<long?> Costs = Gen.Int[0, AllCosts.Length - 1].Select(i => AllCosts[i]);

    [Fact]
    public void No_job_ends_later_than_alone_whatever_an_eviction_costs_and_no_owner_is_worse_off() => Gen.Select(Traces.Any, Orders, Costs).Sample((trace, order, cost) =>
    {
        var alone = QueueReplay.Isolated(trace, backfill: false);

        var run = EntitlementReplay.Run(trace, trace.Gpus, new PoolPolicy { Order = order }, cost);

        var report = Replays.Report(trace, run, alone, trace.Gpus, 0, 1000);
        return report.JobsLaterThanIsolated == 0 && report.OwnersWorseOff.Count == 0 && report.JobsUnfinished == 0;
    }, iter: 1500);

    [Fact]
    public void What_the_scheduler_says_of_each_end_is_what_the_owner_alone_would_have_had() => Gen.Select(Traces.Any, Orders).Sample((trace, order) =>
    {
        var alone = QueueReplay.Isolated(trace, backfill: false);
        var compared = new List<AloneComparison>();

        EntitlementReplay.Run(trace, trace.Gpus, new PoolPolicy { Order = order }, 0, compared: compared.Add);

        return compared.Count == trace.Jobs.Count
            && compared.TrueForAll(c => c.LateMs <= 0 && (c.AloneEndAtMs is { } end ? end == alone.Finish[(int)c.Workload.Number] * 1000 : alone.Finish[(int)c.Workload.Number] * 1000 > c.EndedAtMs));
    }, iter: 500);

    [Fact]
    public void What_runs_never_exceeds_what_there_is_and_every_job_gets_its_whole_run_time() => Gen.Select(Traces.Any, Orders, Gen.Int[60, 100]).Sample((trace, order, percent) =>
    {
        var gpus = Math.Max(trace.Jobs.Max(j => j.Gpus), trace.Gpus * percent / 100);

        var run = EntitlementReplay.Run(trace, gpus, new PoolPolicy { Order = order }, 0);

        var changes = run.Segments.Where(s => s.EndS > s.StartS).SelectMany(s => new[] { (At: s.StartS, Gpus: trace.Jobs[s.Job].Gpus), (At: s.EndS, Gpus: -trace.Jobs[s.Job].Gpus) });
        var held = 0;
        foreach (var change in changes.OrderBy(c => c.At).ThenBy(c => c.Gpus))
        {
            held += change.Gpus;
            Assert.InRange(held, 0, gpus);
        }

        Assert.All(run.Segments.GroupBy(s => s.Job), job => Assert.Equal(trace.Jobs[job.Key].DurationS, job.Sum(s => s.EndS - s.StartS)));
        Assert.Equal(trace.Jobs.Count, run.Segments.Select(s => s.Job).Distinct().Count());
    }, iter: 1000);

    [Fact]
    public void Strict_arrival_in_the_scheduler_is_first_come_first_served_of_the_slow_obvious_form() => Traces.Any.Sample(trace =>
    {
        var slow = QueueReplay.Pooled(trace, trace.Gpus, backfill: false);

        var run = EntitlementReplay.Run(trace, trace.Gpus, new PoolPolicy { Entitlement = false, Order = LendingOrder.StrictArrival }, 0);

        Assert.Equal(slow.Segments.OrderBy(s => s.Job), run.Segments.OrderBy(s => s.Job));
    }, iter: 500);

    [Fact]
    public void Declared_run_times_forecast_strict_arrival_to_the_second() => Traces.Any.Sample(trace =>
    {
        var run = Replays.Run(trace, ReplayMode.PooledFifo, trace.Gpus, new PoolPolicy(), 0, ForecastSource.Declared);

        Assert.All(run.Forecasts, f => Assert.Equal(run.First[f.Key], f.Value));
    }, iter: 200);

    [Fact]
    public void Over_ten_thousand_states_of_several_clusters_a_gang_disturbs_one_cluster_and_nobody_is_late()
    {
        var (states, evictions) = (0, 0);
        Gen.Select(Traces.Any, Gen.Int[1, 4], Orders, Gen.Int[0, 1000]).Sample((trace, clusters, order, seed) =>
        {
            var homes = trace.Owners.Select((_, i) => (i + seed) % clusters).ToList();
            var devices = Enumerable.Range(0, clusters).Select(c => trace.Owners.Where((_, i) => homes[i] == c).Sum(o => o.Gpus)).ToList();

            var run = new PoolRun(trace, homes, devices, new PoolPolicy { Order = order }).ToTheEnd();

            var alone = QueueReplay.Isolated(trace, backfill: false);
            Assert.All(Enumerable.Range(0, trace.Jobs.Count), j => Assert.InRange(run.Finish[j], 0, alone.Finish[j]));
            Interlocked.Add(ref states, run.States);
            Interlocked.Add(ref evictions, run.Evictions);
        }, iter: 600);
        Assert.InRange(states, 10_000, int.MaxValue);
        Assert.InRange(evictions, 100, int.MaxValue);
    }

    [Fact]
    public void A_silent_cluster_makes_no_other_owner_late_and_its_own_lateness_is_told()
    {
        var (waited, late) = (0, 0);
        Gen.Select(Traces.Any, Gen.Int[2, 4], Orders, Gen.Long[1, 60], Gen.Long[1, 60]).Sample((trace, clusters, order, from, lasting) =>
        {
            var homes = trace.Owners.Select((_, i) => i % clusters).ToList();
            var devices = Enumerable.Range(0, clusters).Select(c => trace.Owners.Where((_, i) => homes[i] == c).Sum(o => o.Gpus)).ToList();

            var run = new PoolRun(trace, homes, devices, new PoolPolicy { Order = order }) { Silences = [(0, from, from + lasting)] }.ToTheEnd();

            var alone = QueueReplay.Isolated(trace, backfill: false);
            var lateness = trace.Jobs.Select((job, j) => (Job: j, job.Owner, Ms: run.Finish[j] - alone.Finish[j])).ToList();
            Assert.All(lateness, l => Assert.InRange(run.Compared[l.Job].LateMs, long.MinValue, Math.Max(0, l.Ms)));
            foreach (var owner in lateness.GroupBy(l => l.Owner).Where(o => !run.Unheard.Contains(o.Key)))
            {
                if (homes[owner.Key] != 0)
                {
                    Assert.All(owner, l => Assert.InRange(l.Ms, long.MinValue, 0));
                }
                else if (owner.Where(l => l.Ms > 0).OrderBy(l => alone.Finish[l.Job]).FirstOrDefault() is { Ms: > 0 } first)
                {
                    Assert.Equal(first.Ms, run.Compared[first.Job].LateMs);
                    Interlocked.Increment(ref late);
                }
            }

            Interlocked.Add(ref waited, run.Unheard.Count);
        }, iter: 1500);
        Assert.InRange(waited, 100, int.MaxValue);
        Assert.InRange(late, 50, int.MaxValue);
    }

    [Fact]
    public void Hours_that_are_known_make_nobody_late_and_nothing_begins_for_the_first_time_just_before_them()
    {
        var held = 0;
        Gen.Select(Traces.Any, Gen.Int[1, 4], Orders, Gen.Long[5, 60], Gen.Long[5, 60], Gen.Int[1, 9]).Sample((trace, clusters, order, closes, lasting, least) =>
        {
            var homes = trace.Owners.Select((_, i) => i % clusters).ToList();
            var devices = Enumerable.Range(0, clusters).Select(c => trace.Owners.Where((_, i) => homes[i] == c).Sum(o => o.Gpus)).ToList();
            var hours = new KnownHours([(closes, closes + lasting), (closes + (3 * lasting), closes + (4 * lasting))], least, 2 * lasting);

            var run = new PoolRun(trace, homes, devices, new PoolPolicy { Order = order }) { Hours = new Dictionary<int, KnownHours> { [0] = hours } }.ToTheEnd();

            Assert.All(run.Compared.Values, c => Assert.InRange(c.LateMs, long.MinValue, 0));
            Assert.DoesNotContain(run.Finish, f => f < 0);
            Assert.DoesNotContain(run.Begun, b => b.Cluster == 0 && b.Done == 0 && hours.NextAt(b.At) is { } next && b.At > next.ClosesAtMs - least);
            Interlocked.Add(ref held, run.Begun.Count(b => hours.Closings.Any(c => c.OpensAtMs == b.At)));
        }, iter: 1500);
        Assert.InRange(held, 500, int.MaxValue);
    }

    [Fact]
    public void A_scheduler_read_again_from_rows_decides_as_the_one_that_went_on() => Gen.Select(Traces.Any, Orders, Gen.Int[1, 9]).Sample((trace, order, every) =>
    {
        var homes = trace.Owners.Select((_, i) => i % 2).ToList();
        int[] devices = [trace.Owners.Where((_, i) => i % 2 == 0).Sum(o => o.Gpus), trace.Owners.Where((_, i) => i % 2 == 1).Sum(o => o.Gpus)];

        var whole = new PoolRun(trace, homes, devices, new PoolPolicy { Order = order }).ToTheEnd();
        var pieces = new PoolRun(trace, homes, devices, new PoolPolicy { Order = order }).ToTheEnd(every);

        Assert.Equal(whole.Finish, pieces.Finish);
    }, iter: 300);
}
