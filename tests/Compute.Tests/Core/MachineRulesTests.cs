using KeyEcosystem.Compute.Core;
using KeyEcosystem.Contracts.Compute;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core;

[Trait("Store", "none")]
public sealed class MachineRulesTests
{
    [Theory]
    [InlineData(0, 4, 0, 0, null)]
    [InlineData(0, 5, 0, 0, "devices")]
    [InlineData(4, 16, 256, 1000, null)]
    [InlineData(4, 16, 257, 1000, "limits.cpus")]
    [InlineData(4, 16, 256, 1001, "limits.memoryMb")]
    [InlineData(8, 8, 1, 1, "devices")]
    public void A_run_has_one_machine_or_where_gangs_are_spread_several(int gang, int devices, int cpus, long memory, string? unfit)
    {
        var largest = MachineRules.Largest([new AgentDevices("a", 8, 8, 2) { Machine = new AgentMachine(4, 64, 1000, gang) }, new AgentDevices("b", 1, 1, 1)]);

        Assert.Equal(unfit, MachineRules.Unfit(largest, devices, cpus, memory)?.Field);
    }

    [Fact]
    public void Where_nothing_is_known_of_the_machines_everything_fits() =>
        Assert.Null(MachineRules.Unfit(MachineRules.Largest([new AgentDevices("b", 1, 1, 1)]), 1000, 1000, 1000));
}
