using System.Numerics;
using KeyEcosystem.Compute.Core.Placement;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Placement;

public sealed class PlacerTests
{
    private const int Seeds = 60;
    private const int Steps = 200;

    [Theory]
    [InlineData(PlacementPolicy.Default)]
    [InlineData(PlacementPolicy.Fgd)]
    [InlineData(PlacementPolicy.BestFit)]
    [InlineData(PlacementPolicy.Random)]
    public void No_device_is_given_twice_and_a_task_is_refused_only_when_it_fits_nowhere(PlacementPolicy policy)
    {
        Walk(policy, (placer, task, place, held) =>
        {
            var fits = Enumerable.Range(0, placer.State.Inventory.Count).Where(n => Fits(placer.State.Inventory.Nodes[n], [.. held.Where(h => h.Place.Node == n)], task, placer.State.Inventory)).ToList();
            if (place is { } at)
            {
                Assert.Contains(at.Node, fits);
                Assert.Equal(task.Devices, BitOperations.PopCount(at.Devices));
            }
            else
            {
                Assert.Empty(fits);
            }
        });
    }

    [Theory]
    [InlineData(PlacementPolicy.Fgd)]
    [InlineData(PlacementPolicy.BestFit)]
    public void What_is_remembered_changes_no_choice(PlacementPolicy policy)
    {
        Walk(policy, (_, _, _, _) => { }, (placer, mix, task) =>
            Assert.Equal(new Placer(placer.State.Copy(), policy, mix).Choose(task), placer.Choose(task)));
    }

    [Fact]
    public void The_products_own_policy_chooses_alike_whether_it_is_asked_often_or_seldom()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var inventory = RandomClusters.Inventory(random);
            var tasks = RandomClusters.Tasks(random, inventory);
            var mix = TaskMix.Of(tasks);
            var seldom = new Placer(new ClusterState(inventory), PlacementPolicy.Default, mix);
            var often = new Placer(new ClusterState(inventory), PlacementPolicy.Default, mix);
            for (var step = 0; step < Steps; step++)
            {
                var task = tasks[random.Next(tasks.Count)];
                foreach (var other in tasks)
                {
                    often.Choose(other);
                }

                var place = seldom.Place(task);
                Assert.Equal(place, often.Place(task));
                if (place is { } at && random.Next(3) == 0)
                {
                    seldom.Release(task, at);
                    often.Release(task, at);
                }
            }
        }
    }

    [Fact]
    public void Releasing_everything_leaves_the_cluster_as_it_was()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var inventory = RandomClusters.Inventory(random);
            var tasks = RandomClusters.Tasks(random, inventory);
            var placer = new Placer(new ClusterState(inventory), PlacementPolicy.Default, TaskMix.Of(tasks));
            var held = Enumerable.Range(0, Steps).Select(_ => tasks[random.Next(tasks.Count)]).Select(t => (Task: t, Place: placer.Place(t))).Where(h => h.Place is not null).ToList();

            held.ForEach(h => placer.Release(h.Task, h.Place!.Value));

            var empty = new ClusterState(inventory);
            Assert.Equal(0, placer.State.AllocatedMilli);
            for (var node = 0; node < inventory.Count; node++)
            {
                Assert.Equal(empty.CpuFree(node), placer.State.CpuFree(node));
                Assert.Equal(empty.MemoryFree(node), placer.State.MemoryFree(node));
                Assert.Equal(empty.MilliFree(node).ToArray(), placer.State.MilliFree(node).ToArray());
            }
        }
    }

    [Fact]
    public void A_tie_goes_to_the_same_node_in_whatever_order_the_nodes_are_given()
    {
        var nodes = Enumerable.Range(0, 50).Select(n => new NodeSpec($"n{n}", 8_000, 8_192, 1, "A")).ToList();
        var task = new TaskSpec(1_000, 1_024, 1, 500, 0);
        string Chosen(IEnumerable<NodeSpec> given)
        {
            var inventory = new NodeInventory(given);
            return inventory.Nodes[new Placer(new ClusterState(inventory), PlacementPolicy.Default, TaskMix.Of([task])).Choose(task)!.Value.Node].Name;
        }

        Assert.Equal(Chosen(nodes), Chosen(Enumerable.Reverse(nodes)));
    }

    [Fact]
    public void A_task_that_names_no_model_leaves_the_scarce_model_to_those_that_do()
    {
        var inventory = new NodeInventory([.. Enumerable.Range(0, 8).Select(n => new NodeSpec($"a{n}", 8_000, 8_192, 1, "A")), new NodeSpec("b", 8_000, 8_192, 1, "B")]);
        var any = new TaskSpec(1_000, 0, 1, 1000, 0);
        var named = any with { Models = inventory.ModelBits(["B"]) };
        var placer = new Placer(new ClusterState(inventory), PlacementPolicy.Default, TaskMix.Of([any, any, named]));

        for (var n = 0; n < 8; n++)
        {
            Assert.Equal("A", inventory.Nodes[placer.Place(any)!.Value.Node].Model);
        }

        Assert.Equal("B", inventory.Nodes[placer.Place(named)!.Value.Node].Model);
    }

    [Fact]
    public void Types_beyond_the_bound_are_forgotten_and_placed_all_the_same()
    {
        var inventory = new NodeInventory([new NodeSpec("n", 1_000_000, 1_000_000, 1, "A")]);
        var placer = new Placer(new ClusterState(inventory), PlacementPolicy.Default, TaskMix.Of([new TaskSpec(1, 1, 1, 1, 0)]));

        for (var type = 0; type <= Placer.TypesMax; type++)
        {
            Assert.NotNull(placer.Place(new TaskSpec(type % 900, type, 0, 0, 0)));
        }
    }

    /// <summary>Tasks come and go; after every arrival the check sees what was decided and what was held before.</summary>
    private static void Walk(PlacementPolicy policy, Action<Placer, TaskSpec, TaskPlace?, List<RunningTask>> check, Action<Placer, TaskMix, TaskSpec>? ask = null)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var inventory = RandomClusters.Inventory(random);
            var tasks = RandomClusters.Tasks(random, inventory);
            var mix = TaskMix.Of(tasks);
            var placer = new Placer(new ClusterState(inventory), policy, mix, seed);
            var held = new List<RunningTask>();
            for (var step = 0; step < Steps; step++)
            {
                var task = tasks[random.Next(tasks.Count)];
                ask?.Invoke(placer, mix, task);
                var place = placer.Place(task);
                check(placer, task, place, held);
                if (place is { } at)
                {
                    held.Add(new RunningTask(task, at));
                }

                if (held.Count > 0 && random.Next(3) == 0)
                {
                    var gone = random.Next(held.Count);
                    placer.Release(held[gone].Task, held[gone].Place);
                    held.RemoveAt(gone);
                }
            }
        }
    }

    /// <summary>The slow and obvious form: adds up what the tasks of a node hold.</summary>
    private static bool Fits(NodeSpec node, List<RunningTask> held, TaskSpec task, NodeInventory inventory)
    {
        if (held.Sum(h => h.Task.CpuMilli) + task.CpuMilli > node.CpuMilli || held.Sum(h => h.Task.MemoryMiB) + task.MemoryMiB > node.MemoryMiB)
        {
            return false;
        }

        if (task.Devices == 0)
        {
            return true;
        }

        if (task.Models != 0 && (node.Devices == 0 || (task.Models & inventory.ModelBits([node.Model])) == 0))
        {
            return false;
        }

        return Enumerable.Range(0, node.Devices).Count(device =>
        {
            var on = held.Where(h => (h.Place.Devices >> device & 1) != 0).ToList();
            return on.Sum(h => h.Task.MilliPerDevice) + task.MilliPerDevice <= TaskSpec.WholeDevice
                && (node.DeviceMemoryMiB == 0 || task.DeviceMemoryMiB == 0 || on.Sum(h => h.Task.DeviceMemoryMiB) + task.DeviceMemoryMiB <= node.DeviceMemoryMiB);
        }) >= task.Devices;
    }
}
