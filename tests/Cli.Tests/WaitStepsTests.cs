using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class WaitStepsTests
{
    private static readonly PoolId Pool = new(new Guid(1, 2, 3, new byte[8]));

    [Theory]
    [InlineData("compute.wait.pool-closed", "--offered true")]
    [InlineData("compute.wait.cluster-away", "prints how to start it")]
    [InlineData("compute.wait.agent-silent", "prints how to start its agent again")]
    [InlineData("compute.wait.not-kept", "without --saves")]
    public void A_wait_that_somebody_can_end_says_how(string wait, string step) => Assert.Contains(step, WaitSteps.Of(Job(wait)), StringComparison.Ordinal);

    [Theory]
    [InlineData("compute.wait.devices-busy")]
    [InlineData("compute.wait.quiet-hours")]
    [InlineData(null)]
    public void A_wait_that_time_ends_needs_no_step(string? wait) => Assert.Null(WaitSteps.Of(Job(wait)));

    private static JobView Job(string? wait) => new(default, Pool, default, "job", "queued", null, null, wait, "research", 1, null, default, null, null, [], [], [], [], null, false, 1);
}
