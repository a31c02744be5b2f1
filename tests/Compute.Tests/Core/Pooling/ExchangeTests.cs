using CsCheck;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

public sealed class ExchangeTests
{
    private static readonly ClusterId Fast = new(0);
    private static readonly ClusterId Slow = new(1);

    [Fact]
    public void A_gang_gets_as_many_slower_devices_as_do_its_work_in_the_same_time()
    {
        var rates = ExchangeRates.Parse("rates", ["job_type,scale_factor,v100_steps_per_s,p100_steps_per_s,k80_steps_per_s", "resnet,1,30,20,0", "resnet,4,100,50,0"]).Value;

        Assert.Equal(2, rates.Gang("resnet", 1, "V100", "P100"));
        Assert.Equal(8, rates.Gang("resnet", 4, "V100", "P100"));
        Assert.Equal(12, rates.Gang("resnet", 6, "V100", "P100"));
        Assert.Equal(2, rates.Gang("resnet", 4, "P100", "V100"));
        Assert.Equal(0, rates.Gang("resnet", 1, "V100", "K80"));
        Assert.Null(rates.Gang("resnet", 1, "V100", "H800"));
        Assert.Null(rates.Gang("lstm", 1, "V100", "P100"));
        Assert.Null(rates.Gang("resnet", 1, "V100", "v100"));
    }

    [Fact]
    public void The_published_table_never_gives_a_gang_less_throughput_than_it_has_at_home()
    {
        var file = SharedData.File("compute/published/gavel_isolated_throughputs.csv");
        Assert.SkipWhen(file is null, "../shared/data is absent.");
        var lines = File.ReadAllLines(file!);
        var rates = ExchangeRates.Parse("gavel", lines).Value;
        var checkedPairs = 0;
        foreach (var row in lines.Skip(1))
        {
            // Kinds have commas in no column; throughputs of a gang of one size are those of its row.
            var cells = row.Split(',');
            var (kind, size) = (cells[0], int.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture));
            var of = rates.Models.Select((m, i) => (Model: m, Rate: double.Parse(cells[i + 2], System.Globalization.CultureInfo.InvariantCulture))).ToList();
            foreach (var (home, there) in of.SelectMany(h => of.Where(t => t.Model != h.Model).Select(t => (h, t))))
            {
                var gang = rates.Gang(kind, size, home.Model, there.Model);
                if (there.Rate == 0)
                {
                    Assert.Equal(0, gang);
                }
                else if (home.Rate > 0)
                {
                    checkedPairs++;
                    Assert.True(gang!.Value * there.Rate >= size * home.Rate * (1 - 1e-9), $"{row}: {gang}");
                    Assert.True(gang == 1 || (gang.Value - 1) * there.Rate < size * home.Rate, $"{row}: {gang} are more than are needed");
                }
            }
        }

        Assert.True(checkedPairs > 100);
    }

    [Fact]
    public void Lent_devices_are_counted_as_they_are_and_given_back_as_they_are()
    {
        var pool = new PoolScheduler(new PoolPolicy());
        pool.Step(0, [new PoolEvent.ClusterChanged(Fast, 2), new PoolEvent.ClusterChanged(Slow, 4), new PoolEvent.QueueChanged(new ClusterQueue(new OwnerId(0), Fast, 2)), new PoolEvent.QueueChanged(new ClusterQueue(new OwnerId(1), Slow, 4))]);
        var first = pool.Step(10, [new PoolEvent.Submitted(Work(0, 0, 2)), new PoolEvent.Submitted(Work(1, 0, 2))]);

        Assert.Equal([(0L, 0, 2), (1L, 1, 4)], first.Decisions.OfType<PoolDecision.Admit>().Select(a => (a.Workload.Number, a.Cluster.Number, a.Devices)));
        var taken = pool.Step(20, [new PoolEvent.Submitted(new Workload(new WorkloadId(2), new OwnerId(1), 1, 20))]);
        Assert.Equal(1, Assert.Single(taken.Decisions.OfType<PoolDecision.Evict>()).Workload.Number);
        var given = pool.Step(20, [new PoolEvent.Released(new WorkloadId(1), 0)]);
        Assert.Equal((2L, 1), given.Decisions.OfType<PoolDecision.Admit>().Select(a => (a.Workload.Number, a.Devices)).Single());
        Assert.Equal(WaitReasons.DevicesBusy, pool.Explain(new WorkloadId(1)).Reason);
    }

    [Fact]
    public void Nobody_is_later_than_alone_whatever_devices_are_exchanged_for_what() => Gen.Select(Gen.Select(Gen.Int[0, 1], Gen.Int[1, 3], Gen.Int[0, 40], Gen.Int[1, 30], Gen.Int[1, 8]).Array[1, 25], Gen.Int[3, 6], Gen.Int[3, 6]).Sample((jobs, fast, slow) =>
    {
        var pool = new PoolScheduler(new PoolPolicy());
        var sizes = new[] { fast, slow };
        var now = 0L;
        var running = new Dictionary<long, (int Cluster, int Devices, long Since)>();
        var done = new long[jobs.Length];
        var order = jobs.Index().OrderBy(j => j.Item.Item3).ToList();
        var events = new List<PoolEvent> { new PoolEvent.ClusterChanged(Fast, fast), new PoolEvent.ClusterChanged(Slow, slow), new PoolEvent.QueueChanged(new ClusterQueue(new OwnerId(0), Fast, fast)), new PoolEvent.QueueChanged(new ClusterQueue(new OwnerId(1), Slow, slow)) };
        var next = 0;
        while (true)
        {
            long? wake;
            do
            {
                var result = pool.Step(now, events);
                events.Clear();
                wake = result.NextWakeAtMs;
                foreach (var decision in result.Decisions)
                {
                    if (decision is PoolDecision.Admit admit)
                    {
                        running.Add(admit.Workload.Number, (admit.Cluster.Number, admit.Devices, now));
                    }
                    else if (decision is PoolDecision.Evict evict)
                    {
                        done[evict.Workload.Number] += now - running[evict.Workload.Number].Since;
                        running.Remove(evict.Workload.Number);
                        events.Add(new PoolEvent.Released(evict.Workload, 0));
                    }
                }
            }
            while (events.Count > 0);

            Assert.All(running.Values.GroupBy(r => r.Cluster), c => Assert.True(c.Sum(r => r.Devices) <= sizes[c.Key]));
            var ends = running.Keys.Select(k => running[k].Since + order[(int)k].Item.Item4 - done[k]).DefaultIfEmpty(long.MaxValue).Min();
            var arrival = next < order.Count ? order[next].Item.Item3 : long.MaxValue;
            var at = Math.Min(Math.Min(ends, arrival), wake ?? long.MaxValue);
            if (at == long.MaxValue)
            {
                break;
            }

            now = Math.Max(now, at);
            foreach (var over in running.Keys.Where(k => running[k].Since + order[(int)k].Item.Item4 - done[k] <= now).Order().ToList())
            {
                running.Remove(over);
                events.Add(new PoolEvent.Ended(new WorkloadId(over)));
            }

            for (; next < order.Count && order[next].Item.Item3 <= now; next++)
            {
                var (owner, devices, _, _, there) = order[next].Item;
                events.Add(new PoolEvent.Submitted(new Workload(new WorkloadId(next), new OwnerId(owner), devices, order[next].Item.Item3) { Exchanged = new Dictionary<ClusterId, int> { [owner == 0 ? Slow : Fast] = there } }));
            }
        }

        Assert.Equal(0, pool.Late);
    });

    private static Workload Work(long id, int owner, int devices) => new(new WorkloadId(id), new OwnerId(owner), devices, 10) { Exchanged = new Dictionary<ClusterId, int> { [Slow] = devices * 2 } };
}
