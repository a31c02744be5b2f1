using CsCheck;
using KeyEcosystem.Compute.Core.Pooling;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

public sealed class PoolHistoryTests
{
    private static readonly Guid East = new(1, 0, 0, new byte[8]);
    private static readonly Guid West = new(2, 0, 0, new byte[8]);

    [Fact]
    public void What_is_lent_is_not_what_is_held_by_the_own_queue()
    {
        var bins = PoolHistory.Bins(
            [new(East, East, 4, 0, 1000), new(West, West, 4, 0, 1000)],
            [new(East, East, 2, 0, 500), new(West, East, 3, 250, 1000)],
            [new(East, East, 8, 100, 250)],
            new Dictionary<int, int> { [1] = 1 },
            0,
            1000,
            2);

        Assert.Equal([(4000L, 1000L, 750L, 1200L), (4000L, 0L, 1500L, 0L)], bins.Select(b => (b.OpenMs, b.OwnMs, b.LentMs, b.WaitedMs)));
        Assert.Equal([2250L, 2500L], bins.Select(b => b.IdleMs));
        Assert.Equal([(0L, 500L), (500L, 1000L)], bins.Select(b => (b.FromMs, b.ToMs)));
    }

    [Fact]
    public void What_is_held_beyond_what_is_open_is_summed_moment_by_moment()
    {
        DeviceSpan[] open = [new(East, East, 4, 0, 500), new(East, East, 0, 500, 700), new(East, East, 1, 700, 2000)];
        DeviceSpan[] held = [new(East, East, 3, -100, 800), new(East, West, 1, 600, 1200, Milli: 500)];

        // Three for 100, three and a half for 100, two and a half for 100, and then no more than is open.
        Assert.Equal(300 + 350 + 250, HeldBeyond.Of(open, held, 0, 1000));
        Assert.Equal(0, HeldBeyond.Of(open, [], 0, 1000));
    }

    [Fact]
    public void Idle_devices_are_fragmented_where_the_usual_jobs_do_not_fit()
    {
        // Three of four jobs want four devices; East has two idle, West four.
        var bin = Assert.Single(PoolHistory.Bins(
            [new(East, East, 4, 0, 1000), new(West, West, 4, 0, 1000)],
            [new(East, East, 2, 0, 1000)],
            [],
            new Dictionary<int, int> { [1] = 1, [4] = 3 },
            0,
            1000,
            1));

        Assert.Equal(6000, bin.IdleMs);
        Assert.Equal(1500, bin.FragmentedMs, 6);
    }

    [Fact]
    public void How_fragmented_a_time_is_does_not_depend_on_the_stretches_it_is_cut_into() => Gen.Select(Spans, Spans, Gen.Int[2, 13]).Sample((open, held, count) =>
    {
        var sizes = new Dictionary<int, int> { [1] = 3, [4] = 2, [8] = 1 };

        var whole = PoolHistory.Bins(open, held, [], sizes, 0, 600, 1)[0].FragmentedMs;

        return Math.Abs(PoolHistory.Bins(open, held, [], sizes, 0, 600, count).Sum(b => b.FragmentedMs) - whole) < 1e-6;
    });

    [Fact]
    public void Sums_equal_the_integral_whatever_the_bins() => Gen.Select(Spans, Spans, Gen.Int[1, 97], Gen.Int[-50, 400], Gen.Int[1, 700]).Sample((open, held, count, from, length) =>
    {
        var to = from + Math.Max(length, count);

        var bins = PoolHistory.Bins(open, held, held, new Dictionary<int, int>(), from, to, count);

        return Exact(bins, open, held, from, to);
    });

    [Fact]
    public void The_check_of_the_sums_sees_a_millisecond_that_is_lost_or_counted_twice()
    {
        DeviceSpan[] open = [new(East, East, 4, 0, 1000)];
        DeviceSpan[] held = [new(East, East, 2, 100, 333), new(East, West, 1, 334, 900)];
        var bins = PoolHistory.Bins(open, held, held, new Dictionary<int, int>(), 0, 1000, 3);

        Assert.True(Exact(bins, open, held, 0, 1000));
        Assert.False(Exact([bins[0] with { OwnMs = bins[0].OwnMs - 1 }, .. bins.Skip(1)], open, held, 0, 1000));
        Assert.False(Exact([.. bins.Take(2), bins[2] with { LentMs = bins[2].LentMs + 1 }], open, held, 0, 1000));
        Assert.False(Exact([bins[0] with { OwnMs = bins[0].OwnMs - 1, LentMs = bins[0].LentMs + 1 }, .. bins.Skip(1)], open, held, 0, 1000));
        Assert.False(Exact([.. bins.Take(2), bins[2] with { FromMs = bins[2].FromMs + 1 }], open, held, 0, 1000));
    }

    [Fact]
    public void What_is_measured_of_a_run_is_spread_evenly_over_it()
    {
        var bins = PoolHistory.Bins([], [new(East, East, 2, 500, 1500, 1000, 400)], [], new Dictionary<int, int>(), 0, 2000, 4);

        Assert.Equal([(0.0, 0.0), (500.0, 200.0), (500.0, 200.0), (0.0, 0.0)], bins.Select(b => (b.MeasuredMs, b.BusyMs)));
    }

    private static bool Exact(IReadOnlyList<HistoryBin> bins, DeviceSpan[] open, DeviceSpan[] held, long from, long to) =>
        bins.Sum(b => b.OpenMs) == Integral(open, from, to)
        && bins.Sum(b => b.OwnMs) == Integral([.. held.Where(h => h.Cluster == h.Home)], from, to)
        && bins.Sum(b => b.OwnMs + b.LentMs) == Integral(held, from, to)
        && bins.Sum(b => b.WaitedMs) == Integral(held, from, to)
        && bins[0].FromMs == from && bins[^1].ToMs == to && bins.Zip(bins.Skip(1)).All(p => p.First.ToMs == p.Second.FromMs);

    private static Gen<DeviceSpan[]> Spans { get; } = Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[1, 9], Gen.Int[0, 300], Gen.Int[0, 300])
        .Select((here, own, devices, from, length) => new DeviceSpan(here ? East : West, own == here ? East : West, devices, from, from + length)).Array[0, 30];

    /// <summary>Millisecond by millisecond.</summary>
    private static long Integral(DeviceSpan[] spans, long from, long to)
    {
        long sum = 0;
        for (var at = from; at < to; at++)
        {
            sum += spans.Where(s => s.FromMs <= at && at < s.ToMs).Sum(s => s.Devices);
        }

        return sum;
    }
}
