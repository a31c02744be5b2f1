using CsCheck;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

/// <summary>Single rules of the scheduler by example.</summary>
public sealed class PoolSchedulerTests
{
    private PoolScheduler pool = new(new PoolPolicy { Order = LendingOrder.Arrival });

    [Fact]
    public void Idle_devices_are_lent_at_once_and_go_back_when_their_owner_needs_them()
    {
        Make(4, 4);

        Assert.Equal([1, 2], Admitted(Step(0, Gang(1, 0, 4), Gang(2, 0, 4))));
        var reclaim = Step(10, Gang(3, 1, 2));

        var evicted = Assert.Single(reclaim.Decisions.OfType<PoolDecision.Evict>());
        Assert.Equal((2L, EvictionReason.Reclaimed, new WorkloadId(3)), (evicted.Workload.Number, evicted.Reason, evicted.OnBehalfOf));
        Assert.Equal(WaitReasons.Reclaiming, pool.Explain(new WorkloadId(3)).Reason);
        var given = Step(12, new PoolEvent.Released(new WorkloadId(2), 0));
        Assert.True(Assert.Single(given.Decisions.OfType<PoolDecision.Admit>()).Entitled);
    }

    [Fact]
    public void A_workload_that_is_ahead_of_itself_alone_is_asked_back_no_sooner_than_it_has_used_up_its_lead()
    {
        Make(4, 4);
        Step(0, Gang(1, 0, 4), Gang(2, 0, 4));
        Step(10, Gang(3, 1, 4));
        Step(10, new PoolEvent.Released(new WorkloadId(2), 0));

        var alone = Step(50, new PoolEvent.Ended(new WorkloadId(1)));

        Assert.Equal([2], Admitted(alone));
        Assert.Empty(Step(55, Gang(4, 1, 4)).Decisions.OfType<PoolDecision.Evict>());
    }

    [Fact]
    public void An_owner_that_leaves_takes_its_devices_and_its_workloads_only_borrow_from_then_on()
    {
        Make(4, 4);
        Step(0, Gang(1, 0, 4), Gang(2, 1, 4));

        var left = Step(5, new PoolEvent.QueueChanged(new ClusterQueue(new OwnerId(1), new ClusterId(0), 0)), new PoolEvent.ClusterChanged(new ClusterId(0), 4));

        var evicted = Assert.Single(left.Decisions.OfType<PoolDecision.Evict>());
        Assert.Equal((2L, EvictionReason.CapacityLost), (evicted.Workload.Number, evicted.Reason));
        Step(6, new PoolEvent.Released(new WorkloadId(2), 1));
        Assert.Equal([2], Admitted(Step(9, new PoolEvent.Ended(new WorkloadId(1)))));
        Assert.Single(Step(10, Gang(3, 0, 4)).Decisions.OfType<PoolDecision.Evict>());
    }

    [Fact]
    public void Quiet_hours_end_and_the_owner_has_its_devices_again()
    {
        Make(4, 4);
        Step(0, new PoolEvent.ClusterChanged(new ClusterId(0), 0));
        Assert.Empty(Admitted(Step(1, Gang(1, 0, 4))));
        Assert.Equal(WaitReasons.NoCluster, pool.Explain(new WorkloadId(1)).Reason);

        Assert.Equal([1], Admitted(Step(2, new PoolEvent.ClusterChanged(new ClusterId(0), 8))));
    }

    [Theory]
    [InlineData(null, null, 0, 96, true)]
    [InlineData(null, null, 0, 98, false)]
    [InlineData(null, null, long.MaxValue, 98, false)]
    [InlineData(null, 2L, long.MaxValue, 98, true)]
    [InlineData(2L, null, long.MaxValue, 98, true)]
    [InlineData(20L, null, long.MaxValue, 80, true)]
    [InlineData(20L, null, long.MaxValue, 81, false)]
    [InlineData(20L, null, 0, 96, true)]
    [InlineData(80L, null, long.MaxValue, 96, true)]
    public void What_would_be_taken_away_in_hours_that_are_known_is_not_begun(long? says, long? limit, long lost, long at, bool begins)
    {
        Make(4, 4);
        var hours = new ClusterHours(new KnownHours([(100, 150)], LeastMs: 4, LongestOpenMs: 50), 8, 4);
        Step(0, new PoolEvent.ClusterChanged(new ClusterId(0), 8) { Hours = hours });

        var step = Step(at, new PoolEvent.Submitted(Gang(1, 0, 4).Workload with { SubmittedAtMs = at, EstimateMs = says, LimitMs = limit, LostOnEvictionMs = lost }));

        Assert.Equal(begins ? [1] : [], Admitted(step));
        Assert.Equal(begins, pool.IsEntitled(new WorkloadId(1)));
        if (!begins)
        {
            Assert.Equal(WaitReasons.BeforeQuietHours, pool.Explain(new WorkloadId(1)).Reason);
            Assert.Equal(150, Forecast.Expected(pool.Rows(), new PoolPolicy { Order = LendingOrder.Arrival }, pool.Estimates)[new WorkloadId(1)]);
        }
    }

    [Fact]
    public void What_can_be_done_before_known_hours_goes_ahead_of_what_can_not_alone_too()
    {
        Make(4, 4);
        Step(0, new PoolEvent.ClusterChanged(new ClusterId(0), 8) { Hours = new ClusterHours(new KnownHours([(100, 150)], 4, 99), 8, 4) });
        Step(1, Says(1, 60, 1));
        Step(10, Says(2, 95, 10));

        var step = Step(61, new PoolEvent.Ended(new WorkloadId(1)), Says(3, 50, 61), Says(4, 30, 61));

        Assert.Equal([4], Admitted(step));
        Assert.True(pool.IsEntitled(new WorkloadId(4)) && !pool.IsEntitled(new WorkloadId(2)) && !pool.IsEntitled(new WorkloadId(3)));
        Step(95, new PoolEvent.Ended(new WorkloadId(4)));
        var expected = Forecast.Expected(pool.Rows(), new PoolPolicy { Order = LendingOrder.Arrival }, pool.Estimates);
        Assert.Equal((150L, 150L), (expected[new WorkloadId(2)], expected[new WorkloadId(3)]));

        PoolEvent.Submitted Says(int id, long ms, long at) => new(Gang(id, 0, 4).Workload with { SubmittedAtMs = at, EstimateMs = ms, LostOnEvictionMs = long.MaxValue });
    }

    [Fact]
    public void Nothing_is_admitted_before_its_checks_are_ready_and_what_is_rejected_leaves()
    {
        Make(4, 4);
        Step(0, Gang(1, 0, 2) with { Workload = Gang(1, 0, 2).Workload with { ChecksPending = true } }, Gang(2, 0, 2) with { Workload = Gang(2, 0, 2).Workload with { ChecksPending = true } });
        Assert.Equal(WaitReasons.CheckPending, pool.Explain(new WorkloadId(1)).Reason);

        var answered = Step(1, new PoolEvent.CheckAnswered(new WorkloadId(1), AdmissionCheckState.Ready), new PoolEvent.CheckAnswered(new WorkloadId(2), AdmissionCheckState.Rejected));

        Assert.Equal([1], Admitted(answered));
        Assert.Throws<ArgumentException>(() => pool.Explain(new WorkloadId(2)));
    }

    [Fact]
    public void Limits_of_borrowing_and_of_lending_hold_and_are_named()
    {
        Step(0, new PoolEvent.ClusterChanged(new ClusterId(0), 12), Queue(0, 4, borrow: 2), Queue(1, 4, lend: 1), Queue(2, 4));

        Assert.Equal([1, 2], Admitted(Step(1, Gang(1, 0, 4), Gang(2, 0, 2), Gang(3, 0, 1))));
        Assert.Equal(WaitReasons.BorrowingLimit, pool.Explain(new WorkloadId(3)).Reason);
        Assert.Equal([4], Admitted(Step(2, Gang(4, 2, 3), Gang(5, 2, 2))));
        Assert.Equal(WaitReasons.LendingLimit, pool.Explain(new WorkloadId(5)).Reason);
    }

    [Fact]
    public void An_elastic_workload_takes_what_there_is_and_is_as_far_as_alone_when_its_turn_comes()
    {
        Make(4, 4);
        Step(0, Gang(1, 1, 4), Gang(2, 0, 2));

        var elastic = Gang(3, 0, 4) with { Workload = Gang(3, 0, 4).Workload with { DevicesMin = 1 } };
        Assert.Equal(2, Assert.Single(Step(0, elastic).Decisions.OfType<PoolDecision.Admit>()).Devices);
        var turn = Step(10, new PoolEvent.Ended(new WorkloadId(2)));

        Assert.Equal(20, turn.NextWakeAtMs);
        var grown = Assert.Single(Step(20).Decisions.OfType<PoolDecision.Admit>());
        Assert.Equal((3L, 4, true), (grown.Workload.Number, grown.Devices, grown.Entitled));
    }

    [Fact]
    public void Where_devices_can_not_be_added_an_elastic_workload_gives_its_own_back_and_begins_anew_with_all()
    {
        pool = new PoolScheduler(new PoolPolicy { GrowsInPlace = false });
        Make(4, 4);
        Step(0, Gang(1, 1, 4), Gang(2, 0, 2));
        var elastic = Gang(3, 0, 4) with { Workload = Gang(3, 0, 4).Workload with { DevicesMin = 1 } };
        Step(0, elastic);
        Step(10, new PoolEvent.Ended(new WorkloadId(2)));

        var given = Assert.Single(Step(20).Decisions.OfType<PoolDecision.Evict>());
        Assert.Equal((3L, EvictionReason.Grown), (given.Workload.Number, given.Reason));
        var anew = Assert.Single(Step(21, new PoolEvent.Released(new WorkloadId(3), 0)).Decisions.OfType<PoolDecision.Admit>());
        Assert.Equal((3L, 4, true), (anew.Workload.Number, anew.Devices, anew.Entitled));
    }

    [Fact]
    public void Where_law_allows_one_cluster_a_workload_runs_there_or_nowhere()
    {
        Step(0, new PoolEvent.ClusterChanged(new ClusterId(0), 4), new PoolEvent.ClusterChanged(new ClusterId(1), 4), Queue(0, 4), new PoolEvent.QueueChanged(new ClusterQueue(new OwnerId(1), new ClusterId(1), 4)));
        var bound = Gang(1, 0, 2) with { Workload = Gang(1, 0, 2).Workload with { Clusters = [new ClusterId(1)] } };
        var nowhere = Gang(2, 0, 2) with { Workload = Gang(2, 0, 2).Workload with { Clusters = [] } };

        var admit = Assert.Single(Step(1, bound, nowhere).Decisions.OfType<PoolDecision.Admit>());

        Assert.Equal((1L, 1), (admit.Workload.Number, admit.Cluster.Number));
        Assert.Equal(WaitReasons.NoCluster, pool.Explain(new WorkloadId(2)).Reason);
    }

    [Fact]
    public void Among_borrowers_a_higher_priority_goes_first()
    {
        Make(4, 4);
        Step(0, Gang(1, 0, 4), Gang(2, 1, 4));
        var urgent = Gang(4, 1, 2) with { Workload = Gang(4, 1, 2).Workload with { Priority = 5 } };
        Step(1, Gang(3, 0, 4), urgent);

        Assert.Equal(4, Admitted(Step(2, new PoolEvent.Ended(new WorkloadId(2))))[0]);
    }

    [Fact]
    public void Under_the_fair_share_a_priority_orders_its_owners_own_workloads_and_passes_no_other_owner()
    {
        pool = new PoolScheduler(new PoolPolicy());
        Step(0, new PoolEvent.ClusterChanged(new ClusterId(0), 12), Queue(0, 4), Queue(1, 4), Queue(2, 4));
        Step(0, Gang(1, 0, 4), Gang(2, 1, 4), Gang(3, 2, 4));
        Step(1, Gang(4, 0, 2), Gang(5, 1, 2), Prior(6, 1, 2, 5), Prior(7, 1, 2, -5));

        // Both have held as much: the one goes first whose workload came first, whatever the other says of its own.
        Assert.Equal([4, 6], Admitted(Step(2, new PoolEvent.Ended(new WorkloadId(3)))));

        PoolEvent.Submitted Prior(int number, int owner, int devices, int priority) => Gang(number, owner, devices) with { Workload = Gang(number, owner, devices).Workload with { Priority = priority } };
    }

    [Fact]
    public void A_workload_that_nobody_knows_or_that_came_before_is_a_clear_error()
    {
        Make(4, 4);
        Step(0, Gang(1, 0, 1));

        Assert.Contains("7", Assert.Throws<ArgumentException>(() => Step(1, new PoolEvent.Ended(new WorkloadId(7)))).Message, StringComparison.Ordinal);
        Assert.Contains("before", Assert.Throws<ArgumentException>(() => Step(1, Gang(1, 0, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("no queue", Assert.Throws<ArgumentException>(() => Step(1, Gang(2, 9, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Victims_are_the_cheapest_set_of_the_slow_obvious_form() => Gen.Select(Gen.Select(Gen.Int[1, 6], Gen.Int[0, 50]).Array[0, 9], Gen.Int[1, 20]).Sample((candidates, need) =>
    {
        var best = double.PositiveInfinity;
        for (var set = 0; set < 1 << candidates.Length; set++)
        {
            var chosen = Enumerable.Range(0, candidates.Length).Where(i => (set >> i & 1) == 1).ToList();
            if (chosen.Sum(i => candidates[i].Item1) >= need)
            {
                best = Math.Min(best, chosen.Sum(i => candidates[i].Item2));
            }
        }

        var found = VictimChoice.Cheapest([.. candidates.Select(c => c.Item1)], [.. candidates.Select(c => (double)c.Item2)], need);

        Assert.Equal(best, found?.Cost ?? double.PositiveInfinity);
        Assert.True(found is null || found.Value.Chosen.Sum(i => candidates[i].Item1) >= need);
    }, iter: 500);

    private static PoolEvent.Submitted Gang(int id, int owner, int devices) => new(new Workload(new WorkloadId(id), new OwnerId(owner), devices, 0));

    private static PoolEvent.QueueChanged Queue(int owner, int quota, int? borrow = null, int? lend = null) => new(new ClusterQueue(new OwnerId(owner), new ClusterId(0), quota, borrow, lend));

    private static List<long> Admitted(StepResult result) => [.. result.Decisions.OfType<PoolDecision.Admit>().Select(a => a.Workload.Number)];

    private void Make(params int[] quotas) => Step(0, [new PoolEvent.ClusterChanged(new ClusterId(0), quotas.Sum()), .. quotas.Select((q, i) => Queue(i, q))]);

    private StepResult Step(long now, params PoolEvent[] events) => pool.Step(
        now, [.. events.Select(e => e is PoolEvent.Submitted s ? s with { Workload = s.Workload with { SubmittedAtMs = now } } : e)]);
}
