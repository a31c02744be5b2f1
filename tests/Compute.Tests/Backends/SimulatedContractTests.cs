namespace KeyEcosystem.Compute.Tests.Backends;

public sealed class SimulatedContractTests : BackendContract
{
    private protected override BackendRig Rig() => new SimulatedRig();
}
