namespace KeyEcosystem.Compute.Tests.Backends;

public sealed class LocalContractTests : BackendContract
{
    private protected override BackendRig Rig() => new LocalRig();
}
