using KeyEcosystem.Compute.Core.Placement;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Placement;

public sealed class DefragmentationTests
{
    private static readonly TaskSpec Small = new(1_000, 1_024, 1, 300, 0);
    private static readonly TaskSpec Whole = new(1_000, 1_024, 1, 1000, 0);

    [Fact]
    public void One_move_makes_room_for_a_waiting_task()
    {
        var (state, running) = TwoHalfEmptyDevices();

        var plan = Defragmentation.Plan(state, running, [Whole], TaskMix.Of([Small, Whole]), movesMax: 1);

        Assert.Single(plan.Moves);
        Assert.Single(plan.Starts);
        Assert.Equal(80, plan.AllocatedPercentAfter, 9);
        Assert.Equal(30, state.AllocatedPercent, 9);
        Assert.True(Defragmentation.Apply(state, running, [Whole], plan));
        Assert.Equal(80, state.AllocatedPercent, 9);
    }

    [Fact]
    public void Without_moves_nothing_is_moved()
    {
        var (state, running) = TwoHalfEmptyDevices();

        var plan = Defragmentation.Plan(state, running, [Whole], TaskMix.Of([Small, Whole]), movesMax: 0);

        Assert.Empty(plan.Moves);
        Assert.Empty(plan.Starts);
    }

    [Fact]
    public void A_plan_for_a_state_that_has_changed_is_refused_and_changes_nothing()
    {
        var (state, running) = TwoHalfEmptyDevices();
        var plan = Defragmentation.Plan(state, running, [Whole], TaskMix.Of([Small, Whole]), movesMax: 1);
        state.Place(new TaskSpec(1_000, 1_024, 1, 700, 0), plan.Moves[0].To);

        Assert.False(Defragmentation.Apply(state, running, [Whole], plan));
        Assert.Equal(1_300, state.AllocatedMilli);
    }

    private static (ClusterState State, List<RunningTask> Running) TwoHalfEmptyDevices()
    {
        var state = new ClusterState(new NodeInventory([new NodeSpec("a", 8_000, 8_192, 1, "A"), new NodeSpec("b", 8_000, 8_192, 1, "A")]));
        List<RunningTask> running = [new(Small, new TaskPlace(0, 1)), new(Small, new TaskPlace(1, 1))];
        running.ForEach(r => state.Place(r.Task, r.Place));
        return (state, running);
    }
}
