using KeyEcosystem.Compute.Core.Placement;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Placement;

public sealed class VnpuTemplatesTests
{
    [Theory]
    [InlineData("Ascend310P", 100, 0, "vir01")]
    [InlineData("Ascend310P", 125, 0, "vir01")]
    [InlineData("Ascend310P", 126, 0, "vir02")]
    [InlineData("Ascend310P", 100, 4_096, "vir02")]
    [InlineData("Ascend910B3", 300, 0, "vir10_3c_32g")]
    [InlineData("Ascend910B3", 501, 0, null)]
    public void A_share_is_rounded_up_to_a_part_that_the_driver_can_cut(string model, int milli, int memoryMiB, string? part)
    {
        Assert.Equal(part, VnpuTemplates.RoundUp(model, milli, memoryMiB)?.Name);
    }

    [Fact]
    public void The_part_is_what_a_task_holds_and_beyond_the_largest_it_holds_the_device()
    {
        var task = new TaskSpec(1_000, 1_024, 1, 200, 0, 1_000);

        Assert.Equal(task with { MilliPerDevice = 250, DeviceMemoryMiB = 6_144 }, VnpuTemplates.Billed(task, "Ascend310P"));
        Assert.Equal(534, VnpuTemplates.Billed(task with { MilliPerDevice = 500 }, "Ascend910A").MilliPerDevice);
        Assert.Equal(1000, VnpuTemplates.Billed(task with { MilliPerDevice = 600 }, "Ascend310P").MilliPerDevice);
        Assert.Equal(task, VnpuTemplates.Billed(task, "V100"));
    }
}
