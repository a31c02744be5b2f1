using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Backends;

/// <summary>The contract on real Slurm; skipped where there is none.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class SlurmContractTests(SlurmCluster cluster) : BackendContract, IClassFixture<SlurmCluster>
{
    private protected override BackendRig Rig() => new SlurmRig(cluster);
}
