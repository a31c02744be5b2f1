using Xunit;

namespace KeyEcosystem.Host.Tests;

public sealed class NodeNameTests
{
    [Theory]
    [InlineData("a|b")]
    [InlineData("节点")]
    [InlineData("")]
    public async Task A_node_with_a_name_that_no_head_can_hold_does_not_start_and_leaves_nothing(string name)
    {
        var folder = Path.Combine(Path.GetTempPath(), "keyeco-name-" + Guid.CreateVersion7().ToString("n"));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => NodeHost.Build(new NodeSettings { Data = folder, NodeId = name }, default));

        Assert.Contains("--node-id", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }
}
