using KeyEcosystem.Compute.Core;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core;

[Trait("Store", "none")]
public sealed class PoolQueueTests
{
    [Theory]
    [InlineData(4, PoolQueue.DevicesBusy)]
    [InlineData(1, PoolQueue.BeforeQuietHours)]
    public void What_the_hours_hold_is_told_of_them_only_where_devices_are_free(int busy, string wait)
    {
        var plan = PoolQueue.Decide(new PoolSnapshot(4, busy, 8) { Hours = new KnownHours([(100, 150)], LeastMs: 4, LongestOpenMs: 50) }, [Job(1, 2)], nowMs: 98);

        Assert.Equal(wait, Assert.Single(plan.Waits).Value);
    }

    [Fact]
    public void Jobs_start_in_order_while_devices_last()
    {
        var plan = PoolQueue.Decide(new PoolSnapshot(4, 1, 8), [Job(1, 2), Job(2, 1), Job(3, 1)]);

        Assert.Equal([Id(1), Id(2)], plan.Starts);
        Assert.Equal(PoolQueue.DevicesBusy, plan.Waits[Id(3)]);
    }

    [Fact]
    public void A_small_job_does_not_pass_a_large_one_that_waits()
    {
        var plan = PoolQueue.Decide(new PoolSnapshot(4, 2, 8), [Job(1, 4), Job(2, 1)]);

        Assert.Empty(plan.Starts);
        Assert.Equal(PoolQueue.DevicesBusy, plan.Waits[Id(1)]);
        Assert.Equal(PoolQueue.Behind, plan.Waits[Id(2)]);
    }

    [Fact]
    public void A_small_job_passes_a_large_one_where_it_has_ended_before_the_turn_of_that_or_takes_what_is_left_over()
    {
        HoldingJob[] holding = [new(2, 100), new(1, 300)];

        // Of five devices two are free; four are free at 100, one more than the first of the queue needs.
        var plan = PoolQueue.Decide(new PoolSnapshot(5, 3, 8), [Job(1, 3), Job(2, 1, 101), Job(3, 1, 101), Job(4, 1, 100)], holding);

        Assert.Equal([Id(2), Id(4)], plan.Starts);
        Assert.Equal((PoolQueue.DevicesBusy, PoolQueue.Behind), (plan.Waits[Id(1)], plan.Waits[Id(3)]));
    }

    [Fact]
    public void Who_goes_ahead_never_delays_the_first_of_the_queue()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var devices = random.Next(2, 12);
            var holding = new List<HoldingJob>();
            for (var left = random.Next(0, devices + 1); left > 0;)
            {
                var held = random.Next(1, left + 1);
                left -= held;
                var end = random.Next(1, 50);
                holding.Add(new HoldingJob(held, end));
            }

            var queue = Enumerable.Range(1, random.Next(1, 10)).Select(i => Job(i, random.Next(1, devices + 1), random.Next(1, 60))).ToArray();
            var pool = new PoolSnapshot(devices, holding.Sum(h => h.Devices), 100);

            var plan = PoolQueue.Decide(pool, queue, holding);

            var strict = PoolQueue.Decide(pool, queue);
            Assert.Equal(strict.Starts, plan.Starts.Take(strict.Starts.Count));
            if (queue.FirstOrDefault(j => plan.Waits.GetValueOrDefault(j.Job) == PoolQueue.DevicesBusy) is { Devices: > 0 } first)
            {
                Assert.Equal(Free(strict.Starts), Free(plan.Starts));
            }

            // When there is room for the first, if all run as long as they may.
            long Free(IReadOnlyList<JobId> starts)
            {
                var ends = holding.Select(h => (EndsByMs: h.ExpectedEndMs, h.Devices)).Concat(queue.Where(j => starts.Contains(j.Job)).Select(j => (EndsByMs: j.LimitMs, j.Devices))).ToList();
                return ends.Select(e => e.EndsByMs).Order().First(at => devices - ends.Where(e => e.EndsByMs > at).Sum(e => e.Devices) >= queue.First(j => plan.Waits.GetValueOrDefault(j.Job) == PoolQueue.DevicesBusy).Devices);
            }
        }
    }

    [Fact]
    public void Starts_are_expected_by_what_senders_say_and_else_by_limits()
    {
        var expected = PoolQueue.Expected(new PoolSnapshot(4, 4, 8), [Job(1, 4, 100) with { ExpectedMs = 10 }, Job(2, 2, 100), Job(3, 2, 50)], [new HoldingJob(4, 500)], 400);

        Assert.Equal([(Id(1), 500), (Id(2), 510), (Id(3), 510)], expected.OrderBy(e => e.Key.ToString()).Select(e => (e.Key, (int)e.Value)));
        Assert.Empty(PoolQueue.Expected(new PoolSnapshot(0, 0, 8), [Job(1, 1)], [], 0));
    }

    [Fact]
    public void A_job_larger_than_the_pool_waits_aside()
    {
        var plan = PoolQueue.Decide(new PoolSnapshot(2, 0, 8), [Job(1, 3), Job(2, 2)]);

        Assert.Equal([Id(2)], plan.Starts);
        Assert.Equal(PoolQueue.PoolTooSmall, plan.Waits[Id(1)]);
    }

    [Fact]
    public void A_closed_pool_starts_nothing() =>
        Assert.Equal(PoolQueue.PoolClosed, PoolQueue.Decide(new PoolSnapshot(0, 3, 8), [Job(1, 1)]).Waits[Id(1)]);

    [Fact]
    public void A_node_without_a_free_slot_holds_the_line()
    {
        var plan = PoolQueue.Decide(new PoolSnapshot(4, 0, 1), [Job(1, 1), Job(2, 1), Job(3, 1)]);

        Assert.Equal([Id(1)], plan.Starts);
        Assert.Equal(PoolQueue.NodeBusy, plan.Waits[Id(2)]);
        Assert.Equal(PoolQueue.Behind, plan.Waits[Id(3)]);
    }

    [Fact]
    public void A_pool_that_shrank_below_what_runs_starts_nothing() => Assert.Empty(PoolQueue.Decide(new PoolSnapshot(2, 5, 8), [Job(1, 1)]).Starts);

    [Fact]
    public void Random_queues_are_answered_once_each_in_order_and_never_over_the_devices()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var pool = new PoolSnapshot(random.Next(0, 9), random.Next(0, 10), random.Next(0, 6));
            var queue = Enumerable.Range(1, random.Next(0, 12)).Select(i => Job(i, random.Next(1, 11))).ToArray();

            var plan = PoolQueue.Decide(pool, queue);

            var obvious = Obvious(pool, queue);
            Assert.True(obvious.SequenceEqual(plan.Starts), $"seed {seed}");
            Assert.Equal(queue.Length, plan.Starts.Count + plan.Waits.Count);
        }
    }

    /// <summary>Strictly one after another: the first that fits the pool but can't start ends the round.</summary>
    private static List<JobId> Obvious(PoolSnapshot pool, QueuedJob[] queue)
    {
        var starts = new List<JobId>();
        var busy = pool.DevicesBusy;
        foreach (var job in queue.Where(j => j.Devices <= pool.Devices))
        {
            if (busy + job.Devices > pool.Devices || starts.Count == pool.SlotsFree)
            {
                break;
            }

            busy += job.Devices;
            starts.Add(job.Job);
        }

        return starts;
    }

    private static JobId Id(int n) => new(new Guid(n, 0, 0, new byte[8]));

    private static QueuedJob Job(int n, int devices, long limitMs = long.MaxValue) => new(Id(n), devices, limitMs);
}
