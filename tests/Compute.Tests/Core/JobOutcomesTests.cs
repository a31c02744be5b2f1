using KeyEcosystem.Compute.Core;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core;

public sealed class JobOutcomesTests
{
    [Theory]
    [InlineData("node.restarted", true)]
    [InlineData("node.stopped", true)]
    [InlineData("node.failed", true)]
    [InlineData("setup.failed", true)]
    [InlineData("store.full", true)]
    [InlineData("lane.full", true)]
    [InlineData("exit.0", false)]
    [InlineData("exit.1", false)]
    [InlineData("limit.wall", false)]
    [InlineData("limit.memory", false)]
    [InlineData("cancelled", false)]
    [InlineData("gate.refused", false)]
    public void The_pools_side_failed_or_the_job_did(string outcome, bool provider) => Assert.Equal(provider, JobOutcomes.ProviderFailed(outcome));
}
