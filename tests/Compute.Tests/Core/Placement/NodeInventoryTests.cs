using KeyEcosystem.Compute.Core.Placement;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Placement;

public sealed class NodeInventoryTests
{
    [Fact]
    public void A_name_given_twice_and_numbers_out_of_range_are_refused_by_name()
    {
        Assert.Contains("\"n\"", Assert.Throws<ArgumentException>(() => new NodeInventory([Node("n"), Node("n")])).Message, StringComparison.Ordinal);
        Assert.Contains("\"m\"", Assert.Throws<ArgumentException>(() => new NodeInventory([Node("m") with { Devices = 17 }])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new NodeInventory(Enumerable.Range(0, NodeInventory.ModelsMax + 1).Select(n => Node($"{n}") with { Model = $"{n}" })));
    }

    [Fact]
    public void A_model_that_no_node_has_fits_nowhere()
    {
        var inventory = new NodeInventory([Node("n")]);

        Assert.Equal(0ul, inventory.ModelBits([]));
        Assert.Equal(inventory.ModelBits(["A"]), inventory.ModelBits(["A", "unknown"]));
        Assert.False(new ClusterState(inventory).Fits(new TaskSpec(0, 0, 1, 1, inventory.ModelBits(["unknown"])), 0));
    }

    private static NodeSpec Node(string name) => new(name, 8_000, 8_192, 2, "A");
}
